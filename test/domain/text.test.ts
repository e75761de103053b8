import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import fc from "fast-check";
import { decodeBytes, encodeBytes } from "../../src/domain/bytes.ts";
import { countOf, formatSize, quoteWord, showName } from "../../src/domain/text.ts";

describe("bytes and text", () => {
  it("come back unchanged, whatever they are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        assert.deepEqual(encodeBytes(decodeBytes(bytes)), bytes);
      }),
      { numRuns: 2000 },
    );
  });
  it("keep valid UTF-8 as it reads", () => {
    assert.equal(decodeBytes(Buffer.from("häß €𝄞")), "häß €𝄞");
  });
});

describe("words", () => {
  it("are quoted so that bash reads them back", () => {
    const byte = fc.integer({ min: 1, max: 255 });
    const word = fc.array(byte, { maxLength: 12 }).map((bytes) => Uint8Array.from(bytes));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (words) => {
        const line = `printf '%s\\0' ${words.map((bytes) => quoteWord(decodeBytes(bytes))).join(" ")}`;
        const { stdout } = spawnSync("bash", ["--norc"], {
          input: encodeBytes(line),
          env: { LC_ALL: "C.UTF-8" },
        });
        assert.deepEqual(
          [...stdout],
          words.flatMap((bytes) => [...bytes, 0]),
        );
      }),
      { numRuns: 60 },
    );
  });
  it("are left alone where they need no quotes", () => {
    assert.equal(quoteWord("photos/raw-1.jpg"), "photos/raw-1.jpg");
    assert.equal(quoteWord(""), "''");
    assert.equal(quoteWord("~"), "'~'");
  });
});

describe("names shown", () => {
  it("hold no control character", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
        const shown = showName(decodeBytes(bytes));
        assert.ok(
          [...shown].every((character) => !/\p{Cc}|\p{Cs}/u.test(character)),
          shown,
        );
      }),
    );
  });
  it("make escapes and marks of direction visible", () => {
    assert.equal(showName("a\u001b[2Jb\nc"), "a\\x1b[2Jb\\nc");
    assert.equal(showName("x\u202egpj.exe"), "x\\u202egpj.exe");
    assert.equal(showName("bad\udcff"), "bad\\xff");
    assert.equal(showName("𝄞"), "𝄞");
  });
});

describe("numbers", () => {
  it("are shown for people", () => {
    assert.equal(countOf(1204, "file"), "1,204 files");
    assert.equal(countOf(1, "file"), "1 file");
    assert.equal(formatSize(812), "812 bytes");
    assert.equal(formatSize(3_100_000_000), "3.1 GB");
    assert.equal(formatSize(999_999), "1 MB");
  });
});
