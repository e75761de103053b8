import assert from "node:assert/strict";
import { test } from "node:test";
import { expandPattern } from "../../../src/shell/expand/expand-pattern.ts";
import { compilePattern } from "../../../src/shell/expand/pattern.ts";
import { makeContext, setPlain, wordsOf } from "./make-context.ts";
import { quote, runShell } from "./run-bash.ts";

const texts = [
  "",
  "a",
  "b",
  "ab",
  "aa",
  "abc",
  "a.b",
  ".h",
  "*",
  "[x]",
  "A",
  "É",
  "é",
  "日本",
  "a\nb",
  "-",
  "]",
  "\\",
  "a/b",
  "1",
  "a b",
  "a*",
  "!x",
  "^",
];

const patterns = [
  "a*",
  "*",
  "?",
  "??",
  "[ab]",
  "[!ab]",
  "[^ab]*",
  "[a-c]?",
  "[c-a]",
  "[]-]",
  "[!]]",
  "[[:alpha:]]",
  "[[:upper:]]*",
  "[[:digit:][:space:]]",
  "[![:alnum:]]",
  "[[:foo:]]",
  "[a",
  "[a-",
  "\\*",
  "a\\*",
  "\\a",
  "@(a|b)",
  "@(a|b)*",
  "!(a)",
  "!(a|b)",
  "+(a)",
  "+(a|b)c",
  "*(a)",
  "?(a)b",
  "a@()",
  "@(a|@(b|ab))c",
  "!(!(a))",
  "*!(a)",
  "*!(a)b",
  "!(*b)",
  "a!(b)",
  "*.*",
  "*a*b*",
  "*b",
  ".*",
  "[.]h",
  "é",
  "[é]",
  "?本",
  "[[=a=]]",
  "[[.a.]]",
  "[[.-.]]",
  "[\\]]",
  "[\\\\]",
  "[a\\-c]",
  "[*]",
  "a/*",
  "a[/]b",
  "*(a|b|c)",
  "+([ab])",
  "@(a*|*b)",
  "!(a*)",
  "?(?)",
  "*(?)",
  "[!a]",
  "(a)",
  "a|b",
  "[[:alpha:]-]",
  "[-a]",
  "[a-]",
  "[!-]",
  "@(a|b",
  "+(",
  "[[:alpha:",
  "[^]",
  "[]",
  "[!]",
  "\\",
  "a?(\\*)",
  "@(\\*|a)",
];

test("patterns match as in bash", () => {
  const cases = texts.flatMap((text) => patterns.map((pattern) => [text, pattern] as const));
  const script = cases.map(
    ([text, pattern]) =>
      `case ${quote(text)} in $p) ;; esac; p=${quote(pattern)}; case ${quote(text)} in $p) printf y;; *) printf n;; esac`,
  );
  const expected = runShell(script.join("\n"), "/");
  const wrong = cases.filter(
    ([text, pattern], index) =>
      compilePattern(pattern, { extglob: true }).matches(text) !== (expected[index] === "y"),
  );
  assert.equal(expected.length, cases.length);
  assert.deepEqual(wrong, []);
});

test("patterns match whatever the case with nocasematch, as in bash", () => {
  const cases = ["a", "A", "É", "é", "B", "1", "Ab"].flatMap((text) =>
    ["a", "A", "é", "[a-b]", "[A-B]", "[[:upper:]]", "[!a]", "@(A|b)*", "?B"].map(
      (pattern) => [text, pattern] as const,
    ),
  );
  const script = cases.map(
    ([text, pattern]) =>
      `p=${quote(pattern)}; case ${quote(text)} in $p) printf y;; *) printf n;; esac`,
  );
  const expected = runShell(`shopt -s nocasematch\n${script.join("\n")}`, "/");
  const wrong = cases.filter(
    ([text, pattern], index) =>
      compilePattern(pattern, { extglob: true, nocase: true }).matches(text) !==
      (expected[index] === "y"),
  );
  assert.deepEqual(wrong, []);
});

const words = [
  "a*",
  '"a*"',
  "a\\*",
  "'a'*",
  "$st",
  '"$st"',
  "a$st",
  '[a"-"c]',
  "$br",
  '"$br"',
  "@(a|$x)",
  '"@(a|b)"',
  "~",
  '""',
  "$e",
  "a'*'?",
  "${x:-*}",
  '${e:-"*"}',
  "${e:-*}",
  "$bs",
  '"$bs"',
  "é",
];

test("what is quoted in a pattern stands for itself", () => {
  const cases = texts.flatMap((text) => words.map((word) => [text, word] as const));
  const setup = "st='*' br='[ab]' x=b e= bs='\\*'";
  const script = cases.map(
    ([text, word]) => `case ${quote(text)} in ${word}) printf y;; *) printf n;; esac`,
  );
  const expected = runShell(`${setup}\n${script.join("\n")}`, "/");
  const context = makeContext("/");
  for (const [name, text] of Object.entries({ st: "*", br: "[ab]", x: "b", e: "", bs: "\\*" })) {
    setPlain(context, name, text);
  }
  const wrong = cases.filter(([text, word], index) => {
    const [parsed] = wordsOf(`x ${word}`);
    assert.ok(parsed);
    return expandPattern(parsed, context).matches(text) !== (expected[index] === "y");
  });
  assert.deepEqual(wrong, []);
});

test("a pattern that would take ages to try out is matched at once", () => {
  const pattern = compilePattern("*(a|aa|aaa)b", { extglob: true });
  assert.equal(pattern.matches("a".repeat(250)), false);
  assert.equal(compilePattern("*a*a*a*a*a*a*a*b").matches("a".repeat(250)), false);
});
