import assert from "node:assert/strict";
import { test } from "node:test";
import { readHandrailOptions } from "../../src/cli/handrail-options.ts";

test("no words open the screen", () => {
  assert.deepEqual(readHandrailOptions([]), { action: "screen", isJson: false, isLineMode: false });
});

test("a subcommand takes its subject, options stand anywhere", () => {
  assert.deepEqual(readHandrailOptions(["undo", "0ttt0wf"]), {
    action: "undo",
    subject: "0ttt0wf",
    isJson: false,
    isLineMode: false,
  });
  assert.deepEqual(readHandrailOptions(["explain", "--level=expert", "rm x"]), {
    action: "explain",
    subject: "rm x",
    level: "expert",
    isJson: false,
    isLineMode: false,
  });
  assert.deepEqual(
    readHandrailOptions(["explain", "--level", "novice", "rm", "-rf", "a b", "--line"]),
    {
      action: "explain",
      subject: "rm -rf 'a b' --line",
      level: "novice",
      isJson: false,
      isLineMode: false,
    },
  );
  assert.deepEqual(readHandrailOptions(["history", "--json"]), {
    action: "history",
    isJson: true,
    isLineMode: false,
  });
  assert.deepEqual(readHandrailOptions(["explain", "--", "--help"]), {
    action: "explain",
    subject: "--help",
    isJson: false,
    isLineMode: false,
  });
});

test("a task takes its words and answers", () => {
  const words = [
    "install",
    "--plan",
    "nginx",
    "--answer",
    "a=b",
    "--yes=root-shell,adds-setuid",
    "ed",
  ];
  assert.deepEqual(readHandrailOptions(words), {
    action: "task",
    subject: "install",
    operands: ["nginx", "ed"],
    answers: { a: "b" },
    accepted: new Set(["root-shell", "adds-setuid"]),
    isPlan: true,
    isJson: false,
    isLineMode: false,
  });
});

test("what is not there is named in a sentence", () => {
  for (const [words, message] of [
    [["setup"], /^setup comes in a later version/],
    [["apply"], /^apply needs an answers file/],
    [["apply", "a", "b"], /^one word too many: b$/],
    [["install", "--yes", "a"], /^--yes names guards/],
    [["history", "--plan"], /^--plan goes with tasks$/],
    [["explain", "--yes=root-shell"], /^--yes goes with tasks$/],
    [["check-up", "--print-answers"], /^--print-answers goes with tasks$/],
    [["explain", "--json"], /^--json goes with check-up, history and tasks$/],
    [["check-up", "a"], /^one word too many: a$/],
    [["check-up", "--answer", "thorough"], /^--answer takes KEY=VALUE$/],
    [["history", "--answer", "a=b"], /^--answer goes with tasks$/],
    [["nonsense"], /^there is no subcommand nonsense$/],
    [["--nonsense"], /^there is no option --nonsense$/],
    [["instal", "nginx"], /^there is no subcommand instal; did you mean install\?$/],
    [["permision", "/srv"], /^there is no subcommand permision; did you mean permissions\?$/],
    [["upgrade"], /did you mean update\?$/],
    [["install", "--jsno"], /^there is no option --jsno; did you mean --json\?$/],
    [["undo", "a", "b"], /^one word too many: b$/],
    [["history", "a"], /^one word too many: a$/],
    [["history", "--line"], /^--line goes without a subcommand$/],
    [["--level", "master"], /^a level is one of novice, standard, expert$/],
  ] as const) {
    const result = readHandrailOptions(words);
    assert.ok("kind" in result, words.join(" "));
    assert.match(result.message, message);
  }
});
