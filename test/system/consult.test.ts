import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { type Consulted, consult, type Inquiry } from "../../src/domain/inquiry.ts";
import { consultLater, consultNow } from "../../src/system/consult.ts";
import { temporaryDirectory } from "../support/temporary.ts";

function* looks(folder: string): Inquiry<readonly Consulted[]> {
  const run = (program: string, ...words: string[]) =>
    consult({ kind: "run", program, arguments: words });
  return [
    yield* run("sh", "-c", "echo out; echo err >&2; exit 3"),
    yield* run("no-such-program"),
    yield* run("sh", "-c", "cat; pwd; env"),
    yield* consult({ kind: "run", program: "sleep", arguments: ["5"], patience: 0.2 }),
    yield* consult({ kind: "read", path: `${folder}/text` }),
    yield* consult({ kind: "read", path: `${folder}/missing` }),
    yield* consult({ kind: "cache-directory" }),
    yield* run("cat", (yield* consult({ kind: "scratch", text: "for a while" })).output),
  ];
}

function judge(answers: readonly Consulted[], directory: string): void {
  const [ended, missing, plain, late, file, none, cache, scratch] = answers;
  assert.deepEqual(ended, { status: 3, output: "out\n", errors: "err\n" });
  assert.equal(missing?.status, undefined);
  assert.match(plain?.output ?? "", /^\/\n(.*=.*\n)*LANGUAGE=\n/);
  assert.doesNotMatch(plain?.output ?? "", /HANDRAIL_TEST|HOME=/);
  assert.equal(late?.status, undefined);
  assert.deepEqual(file, { status: 0, output: "from a file", errors: "" });
  assert.equal(none?.status, 1);
  assert.equal(cache?.output, directory);
  assert.equal(scratch?.output, "for a while");
  assert.deepEqual(readdirSync(directory), ["text"]);
}

test("an inquiry is answered at once and in the background alike", async (context) => {
  const folder = temporaryDirectory(context);
  writeFileSync(`${folder}/text`, "from a file");
  process.env.HANDRAIL_TEST = "1";
  const consulter = { cacheDirectory: folder };
  judge(consultNow(looks(folder), consulter), folder);
  judge(await consultLater(looks(folder), consulter), folder);
});
