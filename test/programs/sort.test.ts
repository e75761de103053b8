import { sortProgram } from "../../src/programs/sort.ts";
import { uniqProgram } from "../../src/programs/uniq.ts";
import { checkProgram } from "../support/check-program.ts";

const fixture =
  "printf 'b\\na\\nb\\n' > in; printf '10\\n9\\n' > numbers; echo old > out; mkdir dir; printf 'a\\na\\nb\\n' > twice";
const afterwards = "echo r > theirs; chmod 644 theirs";

checkProgram(
  sortProgram,
  { fixture, afterwards, input: "z\ny\n" },
  [
    "sort in",
    "sort -o in in",
    "sort in -o out",
    "sort -uo out in",
    "sort --output=new -r in numbers",
    "sort -n -o numbers numbers",
    "sort -o new",
    "sort -c in",
    "sort nosuch -o out",
    "sort -o dir in",
    "sort -o theirs in",
    "sort -k1,1 -t: in",
    "sort -",
    "sort dir",
  ].map((line) => ({ line, ignoresErrors: true })),
);

checkProgram(
  uniqProgram,
  { fixture, afterwards, input: "z\nz\n" },
  [
    "uniq twice",
    "uniq twice out",
    "uniq -c twice new",
    "uniq twice theirs",
    "uniq nosuch out",
    "uniq -d",
    "uniq - out",
    "uniq twice dir",
  ].map((line) => ({ line, ignoresErrors: true })),
);
