import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { foreseeThere } from "../support/fixture-machine.ts";

function toldOf(line: string): readonly string[] {
  const { changes, unknown } = foreseeThere(line, "user");
  const told = changes().map(({ path, change }) => `${change} ${path.replace("/home/ann/", "")}`);
  return [...told, ...(unknown.length > 0 ? ["unknown"] : [])];
}

const lines: readonly (readonly [line: string, ...told: string[]])[] = [
  ["ruby -e 'File.delete(\"old.txt\")'", "deleted old.txt"],
  ['ruby -e \'File.delete "old.txt"; File.delete("nosuch"); Dir.mkdir("x")\'', "deleted old.txt"],
  ['ruby -e \'File.rename("old.txt", "new.txt")\'', "deleted old.txt", "created new.txt"],
  ['ruby -e \'require "fileutils"; FileUtils.mkdir_p("a/b")\'', "created a", "created a/b"],
  ['ruby -rfileutils -e \'FileUtils.rm_rf(["old.txt", "nosuch"])\'', "deleted old.txt"],
  ["ruby -e 'FileUtils.rm_rf(\"old.txt\")'", "unknown"],
  ["ruby -e 'system(\"rm old.txt\")'", "deleted old.txt"],
  ["ruby -e 'Dir[\"*\"].each { |f| File.delete(f) }'", "unknown"],
  ["ruby -e 'File.delete(\"#{x}\")'", "unknown"],
  ["php -r 'unlink(\"old.txt\");'", "deleted old.txt"],
  ['php -r \'unlink("nosuch"); mkdir("x");\' && rm old.txt', "created x", "deleted old.txt"],
  ['php -r \'rename("old.txt", "new.txt");\'', "deleted old.txt", "created new.txt"],
  ['php -r \'array_map("unlink", glob("old*"));\'', "deleted old.txt"],
  ["php -r 'system(\"rm old.txt\");'", "deleted old.txt"],
  ["php -r 'foreach (glob(\"*\") as $f) unlink($f);'", "unknown"],
  ["php script.php", "unknown"],
];

describe("short programs of ruby and PHP", () => {
  for (const [line, ...told] of lines) {
    it(line, () => assert.deepEqual(toldOf(line).toSorted(), told.toSorted()));
  }
});
