import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { Argument } from "../../../src/domain/argument.ts";
import { evaluateArithmetic } from "../../../src/shell/expand/evaluate-arithmetic.ts";
import { expandText } from "../../../src/shell/expand/expand-text.ts";
import { expandWords } from "../../../src/shell/expand/expand-words.ts";
import { parse } from "../../../src/shell/parse.ts";
import { type ExpansionContext, ExpansionFailure } from "../../../src/shell/state.ts";
import { makeContext, setPlain, wordsOf } from "./make-context.ts";
import { readWordLists } from "./worlds.ts";

const directory = mkdtempSync(join(tmpdir(), "arguments-"));
after(() => rmSync(directory, { recursive: true, force: true }));
for (const name of ["one", "two", "three"]) writeFileSync(join(directory, name), "");
mkdirSync(join(directory, "sub"));

function expand(
  line: string,
  prepare: (context: ExpansionContext) => void = () => {},
): readonly Argument[] {
  const context = makeContext(directory);
  prepare(context);
  return expandWords(wordsOf(`rm ${line}`), context);
}

function setUnknown(context: ExpansionContext, name: string, text = ""): void {
  const values = new Map([["0", { text, unknown: "what `x` prints is not known" }]]);
  context.state.variables.set(name, { kind: "plain", values });
}

test("an argument keeps how it was written and where", () => {
  const [, second] = expand(`-r 't'"wo"`);
  assert.equal(second?.text, "two");
  assert.equal(second?.written, `'t'"wo"`);
  assert.deepEqual(second?.span, [6, 13]);
  assert.deepEqual(second?.origins, []);
});

test("an empty variable before a pattern can be told from the pattern", () => {
  const found = expand('"$BUILD"/*', (context) => setPlain(context, "BUILD", ""));
  const root = found[0];
  assert.ok(found.length > 3);
  assert.deepEqual(root?.origins, [
    { kind: "variable", name: "BUILD", isEmpty: true, isSet: true },
    { kind: "glob", pattern: "/*", matches: found.length },
  ]);
  assert.equal(root?.written, '"$BUILD"/*');
});

test("a variable that is not set says so", () => {
  const [argument] = expand('"$BUILD/x"');
  assert.deepEqual(argument?.origins, [
    { kind: "variable", name: "BUILD", isEmpty: true, isSet: false },
  ]);
});

test("patterns tell the text they came to and how much they match", () => {
  const [argument] = expand("$name*", (context) => setPlain(context, "name", "t"));
  assert.deepEqual(argument?.origins[1], { kind: "glob", pattern: "t*", matches: 2 });
  const [none] = expand("nosuch*");
  assert.equal(none?.text, "nosuch*");
  assert.deepEqual(none?.origins, [{ kind: "glob", pattern: "nosuch*", matches: 0 }]);
});

test("braces, tildes and substitutions leave their traces", () => {
  assert.deepEqual(
    expand("{a,b}").map(({ origins }) => origins),
    [[{ kind: "brace" }], [{ kind: "brace" }]],
  );
  assert.deepEqual(expand("~/x")[0]?.origins, [{ kind: "tilde" }]);
  assert.deepEqual(expand('"$(echo)"')[0]?.origins, [{ kind: "substitution", isEmpty: true }]);
  assert.deepEqual(expand("$(echo a)")[0]?.origins, [{ kind: "substitution", isEmpty: false }]);
});

test("what cannot be known is said, and what is known beside it kept", () => {
  const [argument] = expand("a/$x/b", (context) => setUnknown(context, "x"));
  assert.deepEqual([argument?.text, argument?.unknown], ["a//b", "what `x` prints is not known"]);
  assert.match(expand("$RANDOM")[0]?.unknown ?? "", /RANDOM/);
  assert.match(expand("f.$$")[0]?.unknown ?? "", /process/);
  assert.match(expand("$((SECONDS+1))")[0]?.unknown ?? "", /SECONDS/);
});

test("an unknown value makes one argument and matches no files", () => {
  const found = expand("$x*", (context) => setUnknown(context, "x", "a b"));
  assert.equal(found.length, 1);
  assert.notEqual(found[0]?.unknown, undefined);
});

test("every use of an unknown value is unknown", () => {
  for (const word of [
    "${x#a}",
    "${x/a/b}",
    "${x:1}",
    "${#x}",
    "${x^}",
    "${x@Q}",
    "${x:-y}",
    "${x:+y}",
    '"$x"',
    "$((x))",
    "${y:-$x}",
    "${y/a/$x}",
    "${!x}",
  ]) {
    const [argument] = expand(word, (context) => {
      setUnknown(context, "x");
      setPlain(context, "y", word.includes("${y/") ? "a" : "");
    });
    assert.notEqual(argument?.unknown, undefined, word);
  }
  assert.equal(expand("${x+y}", (context) => setUnknown(context, "x"))[0]?.unknown, undefined);
});

const failures: readonly (readonly [word: string, message: RegExp, endsShell: boolean])[] = [
  ["${u:?not there}", /^u: not there$/, true],
  ["${u?}", /^u: parameter not set$/, true],
  ["${x!}", /bad substitution/, false],
  ["$((1/0))", /division by 0/, false],
  ["$((1+))", /operand expected/, false],
  ["{1..900000}", /more than/, true],
];

for (const [word, message, endsShell] of failures) {
  test(`${word} stops as bash does`, () => {
    assert.throws(
      () => expand(word),
      (error) =>
        error instanceof ExpansionFailure &&
        message.test(error.message) &&
        error.endsShell === endsShell,
    );
  });
}

test("an unset variable ends a shell with set -u", () => {
  assert.throws(
    () => expand("$u", ({ state }) => state.setOptions.add("nounset")),
    (error) => error instanceof ExpansionFailure && error.endsShell,
  );
});

test("a redirection's target is neither split nor matched", () => {
  const context = makeContext(directory);
  setPlain(context, "s", "a  b*");
  const [word] = wordsOf("x $s");
  assert.ok(word);
  assert.equal(expandText(word, context).text, "a  b*");
});

test("the tree of an expression has the value of its text", () => {
  const lines = readWordLists().get("arithmetic") ?? [];
  const inside = lines.flatMap((line) => /^\$\(\((.+)\)\)$/s.exec(line)?.[1] ?? []);
  const compared = inside.filter((text) => {
    const parsed = parse(`((${text}))`);
    const command = parsed.kind === "script" ? parsed.script.commands[0]?.command : undefined;
    if (command?.type !== "ArithmeticCommand" || command.expression === undefined) return false;
    assert.deepEqual(outcome(command.expression), outcome(text), text);
    return true;
  });
  assert.ok(compared.length > 30);

  function outcome(expression: Parameters<typeof evaluateArithmetic>[0]): unknown {
    try {
      return evaluateArithmetic(expression, [0, 0], makeContext(directory));
    } catch (error) {
      if (error instanceof ExpansionFailure) return "failure";
      throw error;
    }
  }
});

test("long values and lines are expanded soon", () => {
  const start = performance.now();
  const long = "ab/".repeat(100_000);
  const words = [
    "${x##*/}",
    "${x//a/b}",
    "${x%/*}",
    '"$x$x"',
    "$x",
    "{1..50000}",
    `"${"a $y ".repeat(50_000)}"`,
    `"${"$(echo a) ".repeat(2000)}"`,
  ];
  for (const word of words) expand(word, (context) => setPlain(context, "x", long));
  assert.ok(performance.now() - start < 20_000);
});
