import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { parse } from "../../src/shell/parse.ts";

const wrong: readonly string[] = [
  "cat (a.txt",
  "f( echo x",
  "cat(> f",
  "echo a; set (+f; echo b",
  "case x in (x) echo (y;; esac",
];

const right: readonly string[] = [
  "f ( ) { :; }; f",
  "f() (a); f",
  "a=(1 2) b",
  "echo @(a|b) $(c) <(d) $((1 + (2)))",
  "( (a) ); case x in (x) echo y;; esac",
  "[[ (a == a) ]] && ((1)) && echo '(' \"(\" \\(",
  "cat <<E\n(text\nE",
];

test("a parenthesis that bash refuses is a failure", () => {
  for (const line of wrong) {
    assert.equal(parse(line).kind, "failure", line);
    assert.notEqual(spawnSync("bash", ["-O", "extglob", "-n", "-c", line]).status, 0, line);
  }
});

test("one that bash takes is none", () => {
  for (const line of right) {
    assert.equal(parse(line).kind, "script", line);
    assert.equal(spawnSync("bash", ["-O", "extglob", "-n", "-c", line]).status, 0, line);
  }
});
