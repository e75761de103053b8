import type { Program } from "../../src/domain/program.ts";
import { awkProgram } from "../../src/programs/awk.ts";
import { base64Program } from "../../src/programs/base64.ts";
import { cmpProgram } from "../../src/programs/cmp.ts";
import { commProgram } from "../../src/programs/comm.ts";
import { cutProgram } from "../../src/programs/cut.ts";
import { dateProgram } from "../../src/programs/date.ts";
import { diffProgram } from "../../src/programs/diff.ts";
import { grepProgram } from "../../src/programs/grep.ts";
import { headProgram } from "../../src/programs/head.ts";
import { jqProgram } from "../../src/programs/jq.ts";
import { md5sumProgram } from "../../src/programs/md5sum.ts";
import { nlProgram } from "../../src/programs/nl.ts";
import { pasteProgram } from "../../src/programs/paste.ts";
import { seqProgram } from "../../src/programs/seq.ts";
import { tacProgram } from "../../src/programs/tac.ts";
import { tailProgram } from "../../src/programs/tail.ts";
import { trProgram } from "../../src/programs/tr.ts";
import { unameProgram } from "../../src/programs/uname.ts";
import { wcProgram } from "../../src/programs/wc.ts";
import { whichProgram } from "../../src/programs/which.ts";
import { checkProgram } from "../support/check-program.ts";

const fixture = `
  printf 'one two\\nthree four\\nfive\\n' > a; printf 'one two\\nsix\\n' > b; mkdir d; echo deep > d/x
  echo '{"a":[1,2]}' > j; printf 'YQo=\\n' > enc; mkfifo pipe`;

function check(program: Program, lines: readonly string[]): void {
  const cases = lines.map((line) => ({ line, ignoresErrors: true }));
  checkProgram(program, { fixture, input: "in put\nmore\n" }, cases);
}

check(grepProgram, [
  "grep o a",
  "grep -c o a b",
  "grep -q zzz a",
  "grep -r deep d",
  "grep -e o -e t a",
  "grep x nosuch",
  "egrep (one|six) a b",
  "fgrep . a",
  "grep -r deep",
  "grep put",
  "grep -2 three a",
  "grep",
]);
check(headProgram, ["head -1 a", "head -n 2 a b", "head -c 3", "head nosuch a", "head"]);
check(tailProgram, ["tail -1 a", "tail -n +2 a", "tail -c 3"]);
check(wcProgram, ["wc -l a", "wc a b", "wc nosuch"]);
check(cutProgram, ["cut -d' -f1 a", "cut -c1-3 a", "cut -f1"]);
check(trProgram, ["tr a-z A-Z", "tr -d o", "tr"]);
check(tacProgram, ["tac a", "tac"]);
check(nlProgram, ["nl a", "nl"]);
check(pasteProgram, ["paste a b", "paste -s a", "paste - a"]);
check(commProgram, ["comm a b", "comm -12 a b"]);
check(seqProgram, ["seq 3", "seq -w 8 10", "seq 3 -1 1", "seq -3 1", "seq"]);
check(md5sumProgram, ["md5sum a b", "md5sum", "sha256sum a", "sha1sum nosuch"]);
check(base64Program, ["base64 a", "base64 -d enc", "base64 -d a"]);
check(cmpProgram, ["cmp a a", "cmp a b", "cmp -s a b", "cmp a nosuch"]);
check(diffProgram, ["diff a a", "diff -q a b", "diff -r d d", "diff a nosuch", "diff a -"]);
check(awkProgram, [
  "awk {print$1} a",
  "awk END{print(NR)} a b",
  "awk -F: {print$1}",
  "awk NR==2 a",
  "awk syntax( a",
]);
check(jqProgram, [
  "jq .a j",
  "jq -c .a[0] j",
  "jq -r .b j",
  "jq -e .b j",
  "jq --arg x y $x j",
  "jq . nosuch",
]);
check(dateProgram, ["date -d @0 +%F", "date -u -d 2020-01-02 +%s", "date +%F"]);
check(unameProgram, ["uname", "uname -sr"]);
check(whichProgram, ["which ls", "which nosuchprogram", "which ls nosuchprogram sort"]);
