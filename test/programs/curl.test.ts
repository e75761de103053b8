import assert from "node:assert/strict";
import { test } from "node:test";
import { foreseeThere } from "../support/fixture-machine.ts";

const address = "https://get.example.org/x/tool.tgz";

function made(line: string): readonly string[] {
  return foreseeThere(line, "user").effects.flatMap((effect) =>
    effect.kind === "create" || effect.kind === "write"
      ? [effect.path.replace("/home/ann/", "")]
      : [],
  );
}

test("what is fetched is stored where the options say", () => {
  assert.deepEqual(made(`curl -fsSL -o out ${address}`), ["out"]);
  assert.deepEqual(made(`curl -fsSLo out ${address}`), ["out"]);
  assert.deepEqual(made(`curl --output=out ${address}`), ["out"]);
  assert.deepEqual(made(`curl -O ${address}?a=b`), ["tool.tgz"]);
  assert.deepEqual(made(`wget ${address}`), ["tool.tgz"]);
  assert.deepEqual(made("wget https://get.example.org"), ["index.html"]);
  assert.deepEqual(made(`wget -q -O out ${address}`), ["out"]);
});

test("what goes to standard output makes no file", () => {
  for (const line of [`curl ${address}`, `curl -o - ${address}`, `wget -qO- ${address}`]) {
    assert.deepEqual(made(line), [], line);
  }
});

test("a stored file is unknown, as are options that store more", () => {
  assert.equal(foreseeThere(`curl -o out ${address}`, "user").unknown.length, 1);
  assert.deepEqual(made(`curl -c jar ${address}`), ["jar"]);
  assert.ok(foreseeThere(`curl -c jar ${address}`, "user").unknown.length > 0);
  for (const line of [`wget -r ${address}`, "curl -K rules"]) {
    assert.ok(foreseeThere(line, "user").unknown.length > 0, line);
    assert.deepEqual(made(line), [], line);
  }
});
