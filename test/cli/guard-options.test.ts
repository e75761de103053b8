import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type GuardRequest, readGuardOptions } from "../../src/cli/guard-options.ts";

function read(...words: readonly string[]): GuardRequest {
  const request = readGuardOptions(words);
  assert.ok(!("kind" in request), "kind" in request ? request.message : "");
  return request;
}

function failure(...words: readonly string[]): string {
  const request = readGuardOptions(words);
  assert.ok("kind" in request, "expected a usage failure");
  return request.message;
}

describe("guard's options", () => {
  it("stop at the first word that is none, whatever follows", () => {
    const request = read("--check", "rm", "--json", "-c", "--help");
    assert.deepEqual(request.command, ["rm", "--json", "-c", "--help"]);
    assert.equal(request.isJson, false);
    assert.equal(request.action, "check");
  });
  it("leave a command behind -- alone", () => {
    assert.deepEqual(read("--", "--json").command, ["--json"]);
  });
  it("take a line, also one that looks like an option", () => {
    assert.equal(read("-c", "--x; rm a").line, "--x; rm a");
    assert.equal(read("-c", "-").line, "-");
  });
  it("take guards only behind =, so that a command is never swallowed", () => {
    assert.deepEqual(
      [...read("--yes=root-shell,needless-root", "ls").accepted],
      ["root-shell", "needless-root"],
    );
    assert.match(failure("--yes", "rm", "a"), /--yes=GUARD/);
  });
  it("take an entry for --undo, or none", () => {
    assert.equal(read("--undo").subject, undefined);
    assert.equal(read("--undo", "k3f").subject, "k3f");
    assert.equal(read("--undo=k3f").subject, "k3f");
    const named = read("--undo", "k3f", "docs/one", "notes");
    assert.deepEqual([named.subject, named.command], ["k3f", ["docs/one", "notes"]]);
    const unnamed = read("--undo", "docs/one");
    assert.deepEqual([unnamed.subject, unnamed.command], [undefined, ["docs/one"]]);
  });
  it("take a line to keep for, and an entry with its status once it has run", () => {
    const keep = read("--keep", "-c", "rm a");
    assert.deepEqual([keep.action, keep.line], ["keep", "rm a"]);
    const kept = read("--kept", "k3f", "130");
    assert.deepEqual([kept.action, kept.subject, kept.command], ["kept", "k3f", ["130"]]);
    assert.match(failure("--kept"), /needs a value/);
    assert.match(failure("--kept", "k3f", "1", "2"), /too many: 2/);
  });
  it("know the levels", () => {
    assert.equal(read("--level", "expert", "ls").level, "expert");
    assert.equal(read("--level=novice", "ls").level, "novice");
    assert.match(failure("--level=boss", "ls"), /novice, standard, expert/);
  });
  it("say what is wrong", () => {
    assert.match(failure(), /no command/);
    assert.match(failure("-c"), /needs a line/);
    assert.match(failure("-c", "ls", "more"), /one line/);
    assert.match(failure("--frobnicate"), /no option --frobnicate/);
    assert.match(failure("--check=1", "ls"), /takes no value/);
    assert.match(failure("--paths", "ls"), /--check --json/);
    assert.match(failure("--history", "ls"), /too many/);
  });
});
