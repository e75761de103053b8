import assert from "node:assert/strict";
import { test } from "node:test";
import { expandRegularExpression } from "../../../src/shell/expand/expand-regular-expression.ts";
import { parse } from "../../../src/shell/parse.ts";
import { makeContext, setPlain } from "./make-context.ts";
import { quote, runShell } from "./run-bash.ts";

const texts = [
  "",
  "a",
  "ab",
  "abc",
  "aab",
  "a.b",
  "1.20",
  "foo.txt",
  "a b",
  "[x]",
  "A",
  "é",
  "a\nb",
  "^",
  "$x",
  "a{2}",
  "\\",
  "-",
  "]",
];

const words = [
  "a",
  "^a",
  "a$",
  "^a$",
  "a.b",
  "a\\.b",
  '"a.b"',
  "^(a|b)+$",
  "(a)(b)?",
  "[ab]+",
  "[^a]",
  "^[0-9]+\\.[0-9]+$",
  "\\.txt$",
  "(foo)\\.(txt|md)",
  "a{2}",
  "a{1,}",
  "^$",
  "$re",
  '"$re"',
  "^$re",
  "[[:alpha:]]+",
  "[[:space:]]",
  "^[^[:alpha:]]",
  "a*b",
  "(a|ab)(c|bcd)?",
  "[]]",
  "[^]]",
  "[a-]",
  "\\^",
  "\\$x",
  "'^'",
  "^.$",
  "a\\{2",
  "\\\\",
  "[\\]",
  "[.]",
  "a|b",
  "(a",
  "[",
  "*a",
];

test("regular expressions match as in bash, with the same groups", () => {
  const cases = texts.flatMap((text) => words.map((word) => [text, word] as const));
  const script = cases.map(
    ([text, word]) =>
      `eval ${quote(`[[ ${quote(text)} =~ ${word} ]]`)} 2>/dev/null; s=$?; printf '%s' "$s"; ((s)) || printf '|%s' "\${BASH_REMATCH[@]}"; printf '\\0'`,
  );
  const expected = runShell(`re='a.*'\n${script.join("\n")}`, "/")
    .split("\0")
    .slice(0, -1);
  assert.equal(expected.length, cases.length);
  const context = makeContext("/");
  setPlain(context, "re", "a.*");
  const wrong = cases.flatMap(([text, word], index) => {
    const found = describe(text, word);
    return found === expected[index] ? [] : [{ text, word, found, expected: expected[index] }];
  });
  assert.deepEqual(wrong, []);

  function describe(text: string, word: string): string {
    const parsed = parse(`[[ x =~ ${word} ]]`);
    if (parsed.kind === "failure") return "2";
    const command = parsed.script.commands[0]?.command;
    const expression = command?.type === "TestCommand" ? command.expression : undefined;
    if (expression?.type !== "TestBinary") return "2";
    const expanded = expandRegularExpression(expression.right, context);
    if (!expanded.isValid) return "2";
    const match = expanded.match(text);
    return match === undefined ? "1" : ["0", ...match].join("|");
  }
});
