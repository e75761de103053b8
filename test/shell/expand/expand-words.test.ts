import assert from "node:assert/strict";
import { after, test } from "node:test";
import { need } from "../../support/need.ts";
import { compareWithBash, type World } from "./compare.ts";
import { makeOddTree } from "./odd-tree.ts";
import { fullWorld, readWordLists } from "./worlds.ts";

const tree = makeOddTree();
after(tree.remove);

for (const [name, lines] of readWordLists()) {
  test(`${name}: ${lines.length} lines become what bash makes of them`, () => {
    assert.deepEqual(compareWithBash(lines, tree.directory, fullWorld), []);
  });
}

/** Lists that bash joins and splits by rules of their own where IFS has no blank. */
const irregular = ['"${a[@]@A}"', '"${m[@]@A}"', '"${@@A}"', "${u:-$@}", "${!pt*}", "${a[@]#?}"];

for (const separators of [":", ": ", " :", "", "ab", "-/"]) {
  test(`words are split as bash does where IFS is ${JSON.stringify(separators)}`, () => {
    const lists = readWordLists();
    const lines = ["parameters", "other", "globs"].flatMap((name) => lists.get(name) ?? []);
    const world: World = { ...fullWorld, plain: { ...fullWorld.plain, IFS: separators } };
    const regular = lines.filter((line) => !irregular.includes(line));
    assert.deepEqual(compareWithBash(regular, tree.directory, world), []);
  });
}

test("words are split as bash does where IFS is not set", () => {
  const lines = readWordLists().get("parameters") ?? [];
  assert.deepEqual(compareWithBash(lines, tree.directory, { ...fullWorld, unset: ["IFS"] }), []);
});

const shopts = ["dotglob", "nullglob", "failglob", "nocaseglob", "globstar", "nocasematch"];
for (const shopt of [...shopts.map((name) => [name]), ["globstar", "dotglob"]]) {
  test(`file names match as in bash with ${shopt.join(" and ")}`, () => {
    const lines = readWordLists().get("globs") ?? [];
    assert.deepEqual(compareWithBash(lines, tree.directory, { ...fullWorld, shopt }), []);
  });
}

for (const ignored of ["a*", "*.so:b", ".*", "d/*", "*"]) {
  test(`GLOBIGNORE=${ignored} leaves out what it does in bash`, () => {
    const lines = readWordLists().get("globs") ?? [];
    const world: World = { ...fullWorld, plain: { ...fullWorld.plain, GLOBIGNORE: ignored } };
    assert.deepEqual(compareWithBash(lines, tree.directory, world), []);
  });
}

for (const option of ["noglob", "nounset"]) {
  test(`words become what bash makes of them with set -o ${option}`, () => {
    const lists = readWordLists();
    const lines = [...(lists.get("globs") ?? []), ...(lists.get("parameters") ?? [])];
    const world: World = { ...fullWorld, options: [option] };
    assert.deepEqual(compareWithBash(lines, tree.directory, world), []);
  });
}

/** Lines that dash and we still see differently, and why that is borne. */
const unlikeDash = [
  // A word that dash cannot end; the parser reads bash alone.
  "$'a\\x41\\u00e9\\'b'",
  // dash counts the characters of the list.
  "${#@}",
  "${#*}",
  "${!#}",
  "${#-}",
  '"${x:+"a\\}b"\\}c}"',
  // Numbers beyond 64 bits stop at the largest there.
  "$((-9223372036854775808/-1))",
  "$((99999999999999999999))",
  '$(( "1" + 2 ))',
  "$((n+++n))",
  "$((0x))",
  "[[=a=]]*",
  "[[.a.]]*",
];

test("words of sh become what dash makes of them", { skip: need("dash") }, () => {
  const lines = [...readWordLists().values()].flat();
  const plain = lines.filter((line) => !/[?*+@!]\(/.test(line) && !unlikeDash.includes(line));
  const world: World = { plain: fullWorld.plain ?? {}, positional: fullWorld.positional ?? [] };
  assert.deepEqual(compareWithBash(plain, tree.directory, world, "dash"), []);
});

test("in the C locale a character is a byte", () => {
  const lists = readWordLists();
  const lines = [...(lists.get("globs") ?? []), ...(lists.get("parameters") ?? [])];
  const world: World = { ...fullWorld, plain: { ...fullWorld.plain, LC_ALL: "C" } };
  assert.deepEqual(compareWithBash(lines, tree.directory, world), []);
});

test("an empty list of arguments leaves no word behind", () => {
  const lines = ['"$@"', "$@", '"$*"', 'x"$@"', '"$@""$@"', "${@:1}", '"${@:0:1}"', "$#", "${1-u}"];
  assert.deepEqual(compareWithBash(lines, tree.directory), []);
});
