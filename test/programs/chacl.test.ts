import { chaclProgram } from "../../src/programs/chacl.ts";
import { checkProgram } from "../support/check-program.ts";

const fixture = `
  mkdir -p dir/sub open; echo a > a; echo b > b; echo x > dir/x; ln -s ../b dir/tob; chmod 755 a
  echo l > listed; chmod 664 listed; setfacl -m u:33:rw,g:44:r,m::r listed
  setfacl -m u:33:rwx,d:u:33:rwX,d:o::- open`;
const afterwards = "echo f > foreign; chmod 644 foreign";
const list = "u::rwx,g::r-x,o::r--";

checkProgram(chaclProgram, { fixture, afterwards, withLists: true, tools: ["setfacl"] }, [
  `chacl ${list} a listed`,
  "chacl u::rw-,u:33:r--,g::---,m::r--,o::--- a listed open",
  "chacl u::rw-,u:33:r--,g::---,o::--- a",
  "chacl u::rw-,g::--- a",
  "chacl nonsense a",
  `chacl -b ${list} u::rwx,g::r-x,o::--- dir open`,
  "chacl -d u::rwx,g::r-x,o::--- dir open",
  "chacl -d u::rwx,g::r-x,o::--- a",
  "chacl -R listed open",
  "chacl -D listed open",
  "chacl -B listed open a",
  `chacl -r ${list} dir`,
  `chacl ${list} nosuch a`,
  { line: `chacl ${list} foreign`, as: "user" },
  "chacl -l a",
  `chacl ${list}`,
  "chacl -q a",
]);
