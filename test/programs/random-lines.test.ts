import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { programs } from "../../src/programs/index.ts";
import { type RunResult, runModelAndReal } from "../support/model-run.ts";
import type { Snapshot } from "../support/model-snapshot.ts";
import { skipUnless } from "../support/need.ts";

/**
 * Options and operands thrown together by chance, the same ones each time: the odd cases that
 * nobody thinks of. `RANDOM_LINES` sets how many, `RANDOM_SEED` where to start.
 */
const count = Number(process.env.RANDOM_LINES ?? 120);
let seed = Number(process.env.RANDOM_SEED ?? 2026);

const fixture = `
  mkdir -p dir/sub empty x y nest/dir/sub 'd d'; echo a > a; echo b > b; echo c > c; echo da > dir/a
  echo s > dir/sub/s; echo n > nest/dir/a; ln a hard; ln -s a link; ln -s b link2; ln -s dir todir
  ln -s nowhere dangling; ln -s ../a dir/up; ln -s link l2l; ln dir/a dir/hard; echo xf > x/f
  echo yf > y/f; chmod 400 c; chmod 640 b; cp a same; touch -d @1000 old; touch -d @2000 new
  echo e > exec; chmod 4755 exec; mkdir shut; echo i > shut/i; chmod 500 shut; echo 1 > 'b.~1~'
  mkdir setgid; chmod 2775 setgid; : > blank; mkdir closed; echo q > closed/q; chmod 300 closed
  mkdir nox; echo q > nox/q; chmod 600 nox; chmod 444 dir/sub/s; chmod 1777 y; echo 2 > "it's"
  echo z > 'd d/z z'; echo n > $'n\\nl'`;
const afterwards = `
  chmod 4755 exec; chmod 2775 setgid; echo own > own; mkdir foreign; echo f > foreign/f; mkdir open
  chmod 1777 open; echo t > open/t; chown 1:1 open/t; chmod 666 open/t; chown 0:1000 y/f; chmod 664 y/f`;

const paths = [
  "a b c hard link link2 todir todir/ dangling l2l same old new exec blank dir dir/ dir/sub dir/a",
  "dir/up dir/. dir/.. . empty x y x/f y/f shut shut/i shut/new setgid setgid/new closed closed/q",
  "nox nox/q own foreign foreign/f foreign/new open open/t open/new nosuch nosuch/ no/such a/ a/b",
  "nest nest/dir b~ new-name nest/. {}/a it's -dash --pre",
]
  .join(" ")
  .split(" ")
  .concat("d d", "d d/z z", "n\nl", "");

const modes = "755 0644 4755 00755 u+x g=u o-rwx a+X +w -x u+s,g+s +t = u=rwx,go= 1777 g-s".split(
  " ",
);

interface Shape {
  readonly options: string;
  readonly first?: readonly string[];
  readonly operands: number;
}

const shapes: Readonly<Record<string, Shape>> = {
  rm: { options: "-f -r -d -v --one-file-system -I -i", operands: 3 },
  rmdir: { options: "-p -v --ignore-fail-on-non-empty", operands: 2 },
  mkdir: { options: "-p -v -m700 -m2755 -mg+w", operands: 2 },
  touch: { options: "-c -a -m -h -d@500 -rold", operands: 2 },
  cp: {
    options:
      "-r -a -p -d -L -P -H -l -s -f -n -u -T -b -v --parents --remove-destination --backup=t -tdir -i --attributes-only --preserve=mode --no-preserve=mode",
    operands: 3,
  },
  mv: { options: "-f -n -i -u -T -b -v --backup=t -tdir --strip-trailing-slashes", operands: 3 },
  ln: { options: "-s -f -n -T -r -b -v -L -P -i -tdir", operands: 3 },
  install: { options: "-d -D -m640 -b -v -C -T -p -tdir -m4755", operands: 3 },
  chmod: { options: "-R -f -v -c --preserve-root", first: modes, operands: 2 },
  chown: {
    options: "-R -h -H -L -P -f --from=1000",
    first: ["1", "1:2", ":1000", "0:0"],
    operands: 2,
  },
  chgrp: { options: "-R -h -H -L -P -f", first: ["1", "1000"], operands: 2 },
  truncate: { options: "-c -s0 -s5 -s+3 -s-1 -s%4", operands: 2 },
  tee: { options: "-a -i -p", operands: 2 },
  readlink: { options: "-f -e -m -n -z -v", operands: 2 },
  realpath: { options: "-e -m -s -L -z -q --relative-to=dir", operands: 2 },
  unlink: { options: "", operands: 1 },
  cat: { options: "", operands: 2 },
  ls: { options: "-a -A -d -r -R -F -p -L -H -t -S -1", operands: 2 },
  split: { options: "-l1 -b2 -d -a1 -n2 -e", operands: 2 },
};

describe("lines thrown together", { skip: skipUnless({ root: true, tools: ["setpriv"] }) }, () => {
  for (let at = 0; at < count; at += 1) {
    const as = pick(["root", "user"] as const);
    const name = pick(Object.keys(shapes));
    const words = makeWords(name);
    const input = pick(["", "y\ny\ny\ny\ny\ny\ny\n", "n\n"]);
    const umask = pick([0o022, 0o077, 0o002]);
    it(`${words.map((word) => JSON.stringify(word)).join(" ")} as ${as}`, () => {
      const program = programs.find(({ names }) => names.includes(name));
      assert.ok(program);
      const run = runModelAndReal(program, words, { fixture, afterwards, as, input, umask });
      if (run.unknown.length === 0) compare(run.model, run.real);
    });
  }
});

function compare(model: RunResult, real: RunResult): void {
  assert.deepEqual(known(model.tree, real.tree), real.tree);
  assert.deepEqual(model.changes, real.changes);
  assert.equal(model.status, real.status, real.errors);
  if (model.output !== undefined) assert.equal(model.output, real.output);
}

/** The model's tree, with the real content where the model says that it is not known. */
function known(model: Snapshot, real: Snapshot): Snapshot {
  const entries = Object.entries(model).map(([name, entry]) => {
    const content = real[name]?.replace(/^file \S+ \S+ /, "") ?? "";
    return [name, / \?$/.test(entry) ? entry.replace(/\?$/, () => content) : entry];
  });
  return Object.fromEntries(entries);
}

function makeWords(name: string): readonly string[] {
  const shape = shapes[name];
  if (shape === undefined) return [name];
  const options = shape.options.split(" ").filter((option) => option !== "");
  const some = <T>(list: readonly T[], most: number): readonly T[] =>
    list.length === 0 ? [] : Array.from({ length: random(most + 1) }, () => pick(list));
  const first = shape.first === undefined ? [] : [pick(shape.first)];
  return [name, ...some(options, 3), ...first, pick(paths), ...some(paths, shape.operands - 1)];
}

function pick<T>(list: readonly T[]): T {
  return list[random(list.length)] as T;
}

function random(below: number): number {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * below);
}
