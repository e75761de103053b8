import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { answersFrom, answersToJson, readAnswersFile, takeAnswers } from "../../src/cli/answers.ts";
import { askQuestions } from "../../src/cli/ask-questions.ts";
import { tasks } from "../../src/cli/task-index.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import type { Question } from "../../src/domain/task.ts";
import type { Answers } from "../../src/domain/task-plan.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const questions: readonly Question[] = [
  { key: "packages", ask: "Which packages", kind: "names" },
  { key: "with-data", ask: "With their data", kind: "yes-no", preset: false },
  {
    key: "scope",
    ask: "Which updates",
    kind: "choice",
    choices: [
      { value: "all", meaning: "everything" },
      { value: "security", meaning: "what mends faults" },
    ],
    preset: "all",
  },
];

test("words answer the first question, --answer the one it names", () => {
  assert.deepEqual(answersFrom(questions, ["a", "b"], { "with-data": "yes", scope: "security" }), {
    packages: ["a", "b"],
    "with-data": true,
    scope: "security",
  });
  assert.deepEqual(answersFrom(questions, [], { packages: "a, b  c" }), {
    packages: ["a", "b", "c"],
  });
});

test("what is no answer is said", () => {
  for (const [operands, given, message] of [
    [
      [],
      { nonsense: "1" },
      /^there is no question nonsense; the task asks packages, with-data, scope$/,
    ],
    [[], { "with-data": "perhaps" }, /^with-data is answered by yes or no$/],
    [[], { scope: "some" }, /^scope is answered by all, security$/],
  ] as const) {
    const result = answersFrom(questions, operands, given);
    assert.ok("message" in result && typeof result.message === "string");
    assert.match(result.message, message);
  }
  const none = answersFrom([], ["a"], {});
  assert.deepEqual(none, { kind: "usage", message: "one word too many: a" });
});

test("an answers file comes back as it was written, and nothing else is taken for one", (t) => {
  const file = `${temporaryDirectory(t)}/answers.json`;
  const answers = { task: "install", answers: { packages: ["a"], "with-data": true } };
  writeFileSync(file, answersToJson(answers));
  assert.deepEqual(readAnswersFile(file), answers);
  for (const [text, message] of [
    ["{", /it is not JSON$/],
    ["{}", /is no answers file/],
    ["null", /is no answers file/],
    ['{"schema":"handrail/answers@1","task":"a","answers":{"b":{}}}', /is no answers file/],
  ] as const) {
    writeFileSync(file, text);
    const result = readAnswersFile(file);
    assert.ok("message" in result);
    assert.match(result.message, message);
  }
  assert.ok("message" in readAnswersFile(`${file}.missing`));
});

test("a file that answers what nobody asks is not taken for one that answers less", () => {
  const told = (answers: Answers) => {
    const taken = takeAnswers(questions, answers);
    return "message" in taken ? String(taken.message) : undefined;
  };
  assert.match(told({ packges: ["a"] }) ?? "", /no question packges; the task asks packages/);
  assert.match(
    told({ packages: ["a"], scope: "some" }) ?? "",
    /^scope is answered by all, security$/,
  );
  assert.match(told({ "with-data": "perhaps" }) ?? "", /^with-data is answered by yes or no$/);
  assert.match(told({ "with-data": "" }) ?? "", /^with-data is answered by yes or no$/);
  assert.match(told({ scope: ["all"] }) ?? "", /^scope is answered by all, security$/);
  assert.match(told({ packages: true }) ?? "", /^packages is answered by names/);
  assert.equal(told({ packages: ["a"], scope: "all", "with-data": true }), undefined);
});

test("words of a file written by hand mean what they say", () => {
  assert.deepEqual(takeAnswers(questions, { packages: "a b", "with-data": "no", scope: "all" }), {
    packages: ["a", "b"],
    "with-data": false,
    scope: "all",
  });
});

test("what every task asks comes back from a file as it was answered", async (t) => {
  const file = `${temporaryDirectory(t)}/answers.json`;
  for (const [task, load] of Object.entries(tasks)) {
    const { questions: asked } = await load();
    const answers = Object.fromEntries(asked.map((question) => [question.key, sample(question)]));
    writeFileSync(file, answersToJson({ task, answers }));
    const read = readAnswersFile(file);
    assert.ok(!("message" in read), task);
    assert.equal(read.task, task);
    assert.deepEqual(takeAnswers(asked, read.answers), answers, task);
  }
});

function sample({ kind, choices = [] }: Question): Answers[string] {
  switch (kind) {
    case "names":
      return ["one", "two words"];
    case "yes-no":
      return false;
    case "choice":
      return choices.at(-1)?.value ?? "";
    case "text":
      return "u=rw,go=r";
    case "path":
      return " /srv/with blanks ";
  }
}

/** A person who types these lines. */
function typing(...lines: readonly string[]): Terminal & { readonly shown: string[] } {
  const shown: string[] = [];
  const rest = [...lines];
  return {
    shown,
    print: (printed) => shown.push(...printed),
    ask: (prompt) => {
      shown.push(prompt);
      return rest.shift();
    },
    close: () => undefined,
  };
}

test("what is not answered yet is asked, choices by number, Enter takes the preset", async () => {
  const terminal = typing("nginx ed", "", "2");
  assert.deepEqual(await askQuestions(questions, {}, terminal), {
    packages: ["nginx", "ed"],
    "with-data": false,
    scope: "security",
  });
  assert.deepEqual(terminal.shown, [
    "1/3  Which packages: ",
    "2/3  With their data [no]: ",
    "  1  all  everything",
    "  2  security  what mends faults",
    "3/3  Which updates [all]: ",
  ]);
});

test("a wrong answer is asked again; nothing where something is needed leaves", async () => {
  const terminal = typing("a", "maybe", "y", "");
  assert.deepEqual(await askQuestions(questions, {}, terminal), {
    packages: ["a"],
    "with-data": true,
    scope: "all",
  });
  assert.ok(terminal.shown.includes("That is no answer. It takes yes or no."));
  assert.equal(await askQuestions(questions, {}, typing("")), undefined);
  assert.equal(await askQuestions(questions, { packages: ["a"] }, typing()), undefined);
});

test("an answer that leads nowhere is told at once and asked for again", async () => {
  const terminal = typing("nosuch", "nginx", "", "");
  const answers = await askQuestions(questions, {}, terminal, async ({ packages }) =>
    String(packages) === "nosuch" ? ["There is no package nosuch."] : undefined,
  );
  assert.deepEqual(answers, { packages: ["nginx"], "with-data": false, scope: "all" });
  assert.deepEqual(terminal.shown.slice(0, 3), [
    "1/3  Which packages: ",
    "There is no package nosuch.",
    "1/3  Which packages: ",
  ]);
});
