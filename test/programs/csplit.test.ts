import { csplitProgram } from "../../src/programs/csplit.ts";
import { checkProgram } from "../support/check-program.ts";

const fixture = `
  printf 'one\\ntwo\\nsection\\nthree\\nfour\\nsection\\nfive\\nend' > text; seq 1 10 > lines; : > blank; echo mine > xx00; chmod 600 xx00; mkdir shut; chmod 500 shut`;

checkProgram(csplitProgram, { fixture, input: "a\nb\nc\n" }, [
  "csplit text 3",
  "csplit text 3 5",
  "csplit lines 3 {1}",
  { line: "csplit lines 3 {*}", ignoresErrors: true },
  { line: "csplit lines 3 {9}", ignoresErrors: true },
  "csplit text /section/",
  "csplit text /section/ {1}",
  "csplit text /section/ {*}",
  { line: "csplit text /section/ {4}", ignoresErrors: true },
  { line: "csplit -k text /section/ {4}", ignoresErrors: true },
  "csplit text %section%",
  "csplit text %two% /section/",
  "csplit text /section/+1",
  "csplit text /section/-1",
  { line: "csplit text /one/-1", ignoresErrors: true },
  "csplit -s text /three/",
  "csplit -z text /one/ {*}",
  "csplit text /one/",
  "csplit -f out text 3",
  "csplit -n 4 text 3",
  "csplit -b %03x.txt -f p text 3",
  "csplit --suppress-matched text /section/ {*}",
  "csplit --suppress-matched lines 3 5",
  { line: "csplit text /nosuch/", ignoresErrors: true },
  { line: "csplit -k text /nosuch/", ignoresErrors: true },
  { line: "csplit text 99", ignoresErrors: true },
  { line: "csplit -k text 99", ignoresErrors: true },
  { line: "csplit text 5 3", ignoresErrors: true },
  { line: "csplit text bogus", ignoresErrors: true },
  { line: "csplit text /open", ignoresErrors: true },
  { line: "csplit nosuch 3", ignoresErrors: true },
  "csplit - 2",
  "csplit text /s.*n$/ {*}",
  "csplit text",
  "csplit",
  { line: "csplit -f shut/x text 3", ignoresErrors: true },
]);
