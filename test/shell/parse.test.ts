import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { parse } from "../../src/shell/parse.ts";

function sentenceOf(line: string): string | undefined {
  const parsed = parse(line);
  return parsed.kind === "failure" ? parsed.sentence : undefined;
}

test("a line becomes a tree", () => {
  const parsed = parse('rm -rf "$BUILD"/* && echo done');
  assert.equal(parsed.kind, "script");
});

const broken: readonly (readonly [line: string, sentence: string, start: number])[] = [
  ["echo 'abc", "A single quote (') is never closed.", 5],
  ['echo "abc', 'A double quote (") is never closed.', 5],
  ["echo $'abc", "A quote that begins with $' is never closed.", 6],
  ["echo `abc", "A backtick (`) is never closed.", 5],
  ["echo $(abc", "A command substitution that begins with $( is never closed.", 5],
  ["echo ${abc", "A parameter that begins with ${ is never closed.", 5],
  ["echo >", "A redirection has no file name after it.", 6],
  ["a ) b", "`)` cannot stand here.", 2],
  ["; a", "`;` cannot stand here.", 0],
];

for (const [line, sentence, start] of broken) {
  test(`says what is wrong with ${line}`, () => {
    const parsed = parse(line);
    assert.deepEqual(parsed, {
      kind: "failure",
      sentence,
      span: [start, Math.min(start + 1, line.length)],
    });
  });
}

test("finds what is wrong inside substitutions, too", () => {
  for (const line of ["echo $(a |) x", 'echo "${x:-$(if)}"', "echo `;`", "cat <(a ||)"]) {
    assert.notEqual(sentenceOf(line), undefined, line);
  }
});

test("accepts and refuses the lines that bash accepts and refuses", () => {
  const lines = [
    "a && b || c; d & e",
    "a &&",
    "if a; then b; fi",
    "if a; then b",
    "for i in a b; do c; done",
    "for i in a b; done",
    "case x in a) b;; esac",
    "case x in a) b",
    "f() { a; }",
    "f() {",
    "( a; b )",
    "( a",
    "{ a; }",
    "{ a }",
    "! a | b",
    "a | | b",
    "[[ a == b && -f c ]]",
    "[[ a",
    "((1+2))",
    "((1+",
    "a=(1 2)",
    "a=(1",
    "echo a > b < c 2>&1",
    "a <<< b",
    "echo }",
    "}",
    "fi",
    "while a; do b; done",
    "until a; do b; done",
    "select i in a; do b; done",
    "time a",
    "coproc a",
    "a;;",
    "& a",
    "a & & b",
    "echo $((1+2))",
    "echo ${x",
    'echo "a $(b "c") d"',
    "echo 'a'b\"c\"",
    "function f { a; }",
    "a\nb",
    "a |& b",
    "a >| b",
    "a &> b",
  ];
  for (const line of lines) {
    const real = spawnSync("bash", ["--norc", "-O", "extglob", "-n", "-c", line]);
    assert.equal(sentenceOf(line) === undefined, real.status === 0, line);
  }
});

const million = 1_000_000;
const monsters: Readonly<Record<string, string>> = {
  "5,000 parentheses": `${"(".repeat(5000)}a${")".repeat(5000)}`,
  "5,000 parentheses apart": `${"( ".repeat(5000)}a${" )".repeat(5000)}`,
  "5,000 substitutions": `echo ${"$(".repeat(5000)}a${")".repeat(5000)}`,
  "5,000 parameters": `echo ${"${x:-".repeat(5000)}a${"}".repeat(5000)}`,
  "5,000 arithmetic groups": `echo $((${"(".repeat(5000)}1${")".repeat(5000)}))`,
  "5,000 ifs": "if ".repeat(5000),
  "an open quote of 1 MB": `echo "${"a $x ".repeat(million / 5)}`,
  "1 MB of open braces": "${".repeat(million / 2),
  "1 MB of open substitutions": "$(".repeat(million / 2),
  "1 MB of open groups": "{ ".repeat(million / 2),
  "200,000 here-documents": "<<a ".repeat(200_000),
};

for (const [name, line] of Object.entries(monsters)) {
  test(`${name}: a sentence, soon`, () => {
    const start = performance.now();
    assert.notEqual(sentenceOf(line), undefined);
    assert.ok(performance.now() - start < 5000);
  });
}

test("1 MB of ordinary words is read", () => {
  assert.equal(sentenceOf(`echo ${"word ".repeat(million / 5)}`), undefined);
  assert.equal(sentenceOf(`echo "${"a $x ${y:-$(b)} ".repeat(million / 17)}"`), undefined);
});
