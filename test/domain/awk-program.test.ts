import assert from "node:assert/strict";
import { test } from "node:test";
import { powersOfAwk } from "../../src/domain/awk-program.ts";

const harmless: readonly string[] = [
  "NR>1",
  "$1 > 5 && $2 >= 3 || /a|b/ {print}",
  '{print ($1 > 3) "x"}',
  '{ if ($1 > 2) print $2; else print "a > b | c" }',
  "/[>|]/ {n++} END {print n}",
  '{print $1 # > "file"\n}',
  'BEGIN {FS=":"} {a[$1]++} END {for (k in a) print k, a[k]}',
  "{print $1/2}",
];
for (const text of harmless) {
  test(`only prints: ${text}`, () => {
    const powers = powersOfAwk(text);
    assert.deepEqual([powers?.writes, powers?.reaches], [false, false]);
  });
}

const powerful: readonly string[] = [
  '{print > "out"}',
  "{print $1, $2 >> $3}",
  '{print | "sort"}',
  '{printf "%s", $1 > ($2 ".x")}',
  '{"date" | getline d}',
  '{system("x")}',
  'BEGIN{f="system"; @f("id")}',
  // Each of these hides a redirection from whoever takes the slash or the bracket otherwise.
  'BEGIN{if(1) /"/; print "x" > "/tmp/evil"; "}',
  'BEGIN{else /"/; print "x" > "f"; "}',
  'BEGIN{x = $/"/; print "x" > "f"; "}',
  'BEGIN{/[/"]/; print "x" > "f"; "}',
  "BEGIN{a = b / c; print > /x/}",
];
for (const text of powerful) {
  test(`does more, or cannot be read for sure: ${text}`, () => {
    const powers = powersOfAwk(text);
    assert.ok(powers === undefined || powers.writes || powers.reaches);
  });
}
