import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { SyntaxNode } from "unbash";
import { expandArrayElements } from "../../../src/shell/expand/expand-array.ts";
import { expandHereDocument } from "../../../src/shell/expand/expand-here-document.ts";
import { expandText } from "../../../src/shell/expand/expand-text.ts";
import { parse } from "../../../src/shell/parse.ts";
import { ExpansionFailure } from "../../../src/shell/state.ts";
import { contextOf, describeWorld } from "./compare.ts";
import { makeOddTree } from "./odd-tree.ts";
import { quote, runShell } from "./run-bash.ts";
import { fullWorld, readWordLists } from "./worlds.ts";

const tree = makeOddTree();
after(tree.remove);

/** Words that need no second word behind them, so that they can be a value. */
const values = [...readWordLists()]
  .filter(([name]) => name !== "braces")
  .flatMap(([, lines]) => lines)
  .filter((line) => !/["'}) \\][ ]|[ ]["'$\\a-z]/.test(line) && !/^\(|\)\(/.test(line));

/** `"${a[@]@A}"` and the like make several words, which bash then joins in its own way. */
const isRegular = (line: string): boolean => !/@[AKk]\}|^@\(\)/.test(line);

function compare(
  lines: readonly string[],
  real: (line: string) => string,
  ours: (line: string) => string | undefined,
): void {
  const script = lines.map(
    (line) => `( eval ${quote(real(line))} ) 2>/dev/null || printf failed; printf '\\0'`,
  );
  const setup = describeWorld(fullWorld);
  const expected = runShell(`${setup}\n${script.join("\n")}`, tree.directory)
    .split("\0")
    .slice(0, -1);
  assert.equal(expected.length, lines.length);
  const wrong = lines.flatMap((line, index) => {
    const found = attempt(() => ours(line)) ?? "failed";
    return found === expected[index] ? [] : [{ line, found, expected: expected[index] }];
  });
  assert.deepEqual(wrong, []);
}

function attempt(action: () => string | undefined): string | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof ExpansionFailure) return undefined;
    throw error;
  }
}

function commandOf(line: string): SyntaxNode | undefined {
  const parsed = parse(line);
  return parsed.kind === "failure" ? undefined : parsed.script.commands[0]?.command;
}

test("the value of an assignment is what bash assigns", () => {
  compare(
    values.filter(isRegular),
    (line) => `new=${line}; printf %s "$new"`,
    (line) => {
      const command = commandOf(`new=${line}`);
      const assignment = command?.type === "Command" ? command.prefix[0] : undefined;
      if (assignment?.type !== "Assignment" || assignment.value.type !== "Word") return undefined;
      return expandText(assignment.value, contextOf(fullWorld, tree.directory), "value").text;
    },
  );
});

test("a here-string is what bash reads", () => {
  compare(
    values.filter(isRegular),
    (line) => `cat <<< ${line}`,
    (line) => {
      const command = commandOf(`cat <<< ${line}`);
      const part = command?.type === "Command" ? command.suffix[0] : undefined;
      if (part?.type !== "HereString" || part.target === undefined) return undefined;
      return `${expandText(part.target, contextOf(fullWorld, tree.directory), "value").text}\n`;
    },
  );
});

const bodies = [
  "plain",
  "$x ${x}",
  '"$x"',
  "'$x'",
  '\\$x \\` \\\\ \\a \\"',
  "$(echo hi) `echo there`",
  "$((1+2))",
  "a\\\nb",
  "* ? ~",
  "{a,b}",
  "${u:-'a b'}",
  '${u:-"a b"}',
  "${u:-a  b}",
  "${x#'a'}",
  '${x/b/"Z"}',
  "$@",
  "$*",
  "${a[@]}",
  "$'a'",
  '$"a"',
  "a $ b",
  '${x:+"$x"}',
  "\\\\$x",
  "é $uni",
  "\t$x",
  "${u:-\\a\\$\\}}",
  "$",
  "",
];

test("a here-document is what bash reads", () => {
  compare(
    bodies,
    (body) => `cat <<END\n${body}\nEND\n`,
    (body) => {
      const command = commandOf(`cat <<END\n${body}\nEND\n`);
      const part = command?.type === "Command" ? command.suffix[0] : undefined;
      if (part?.type !== "HereDoc") return undefined;
      return expandHereDocument(part.body, false, contextOf(fullWorld, tree.directory)).text;
    },
  );
});

const arrays = [
  "a b c",
  "$s",
  '"$s" x',
  "*.so",
  "[3]=x y",
  "[1+1]=a [0]=b",
  "[one]=$s",
  '[1]="q  r"',
  "{1..3}",
  "$@",
  '"$@"',
  "[0]=a [0]+=b",
  "",
  "~",
  "[1]=~",
  "[2]=* *",
  "[x",
];

test("the elements of an array are what bash assigns", () => {
  compare(
    arrays,
    (line) =>
      `declare -a new=(${line}); for k in "\${!new[@]}"; do printf '%s=%s;' "$k" "\${new[k]}"; done`,
    (line) => {
      const command = commandOf(`new=(${line})`);
      const assignment = command?.type === "Command" ? command.prefix[0] : undefined;
      if (assignment?.type !== "Assignment" || assignment.value.type !== "ArrayValue")
        return undefined;
      const context = contextOf(fullWorld, tree.directory);
      const elements = new Map<number, string>();
      let next = 0;
      for (const { key, value, isAppended } of expandArrayElements(
        assignment.value.elements,
        "indexed",
        context,
      )) {
        const index = key === undefined ? next : Number(key.text);
        elements.set(index, (isAppended ? (elements.get(index) ?? "") : "") + value.text);
        next = index + 1;
      }
      return [...elements]
        .sort(([one], [other]) => one - other)
        .map(([index, text]) => `${index}=${text};`)
        .join("");
    },
  );
});
