import { unzipProgram } from "../../src/programs/unzip.ts";
import { checkProgram, type ProgramCase } from "../support/check-program.ts";

const fixture = `
  mkdir -p s/sub s/empty; echo a > s/a; chmod 666 s/a; echo b > s/sub/b; chmod 4755 s/sub/b; ln -s a s/l; chmod 777 s/empty
  echo sp > 's/x y'; (cd s; zip -qry ../z.zip .); mkdir out over over/sub; echo old > over/a; echo b > over/sub/b; chmod 700 over/sub
  ln over/a over/twin; echo junk > junk.zip; mkdir shut; chmod 555 shut`;

function quiet(given: ProgramCase): ProgramCase {
  return { ...(typeof given === "string" ? { line: given } : given), ignoresErrors: true };
}

checkProgram(
  unzipProgram,
  { fixture, tools: ["zip"] },
  [
    "unzip -q z.zip -d out",
    "unzip z.zip",
    "unzip -q z",
    "unzip -qo z.zip -d over",
    "unzip -qn z.zip -d over",
    "unzip -q z.zip -d new",
    "unzip -q z.zip -d new/deep",
    "unzip -qj z.zip -d out",
    "unzip -q z.zip a -d out",
    "unzip -q z.zip sub/* -d out",
    "unzip -q z.zip -x sub/* -d out",
    "unzip -q z.zip nosuch",
    "unzip -q nosuch.zip",
    "unzip -q junk.zip",
    "unzip -l z.zip",
    "unzip -t z.zip",
    { line: "unzip -q z.zip -d over", input: "A\n" },
    { line: "unzip -q z.zip a -d over", input: "y\n" },
  ].map(quiet),
);
