import { rmProgram } from "../../src/programs/rm.ts";
import { checkProgram } from "../support/check-program.ts";

const fixture = `
  mkdir -p photos/raw empty deep/a/b locked sticky
  echo one > photos/one.jpg; echo two > photos/two.jpg; echo raw > photos/raw/r.nef
  echo note > note; : > blank; chmod 444 note; ln note other-name
  ln -s photos linkdir; ln -s nowhere dangling; mkfifo pipe
  echo x > deep/a/b/x; echo l > locked/inner; chmod 500 locked
  echo 'a  b' > "it's"; echo s > sticky/s`;
const afterwards =
  "chown 0:0 sticky sticky/s; chmod 1777 sticky; chmod 600 photos/one.jpg; mkdir foreign; echo f > foreign/f; chmod 444 note";

checkProgram(rmProgram, { fixture, afterwards }, [
  "rm note",
  "rm -f note",
  "rm nosuch",
  "rm -f nosuch",
  "rm -f",
  "rm",
  "rm photos",
  "rm note photos blank",
  "rm -r photos",
  "rm -rf photos nosuch",
  "rm -d empty",
  "rm -d photos",
  "rm -dv empty",
  "rm linkdir",
  "rm -r linkdir",
  "rm linkdir/",
  "rm -r linkdir/",
  "rm -rf linkdir/",
  "rm dangling pipe",
  "rm -rf photos/../deep",
  "rm -r .",
  "rm -r photos/..",
  "rm -rf photos/. note",
  "rm -rf deep/..",
  "rm note/",
  "rm note/x",
  "rm -f note/x",
  "rm ''",
  "rm -f ''",
  "rm -rf locked",
  "rm -r locked empty",
  "rm locked/inner",
  "rm -v note",
  "rm -rv empty",
  "rm --recursive --force photos",
  "rm --rec photos",
  "rm --nosuch note",
  "rm -x note",
  "rm --help note",
  "rm -- -nosuch",
  "rm sticky/s",
  "rm -rf sticky",
  "rm -rf foreign",
  "rm --interactive=never note",
  "rm --interactive=bogus note",
  "rm --one-file-system -r photos",
  "rm --preserve-root=all -r photos",
  "rm --preserve-root=some -r photos",
  { line: "rm -i note blank", input: "y\nn\n" },
  { line: "rm -i note blank", input: "" },
  { line: "rm -i note blank pipe", input: "yes\nNo\nYep\n" },
  { line: "rm -ri photos/raw", input: "y\ny\ny\n" },
  { line: "rm -ri photos/raw", input: "y\nn\ny\n" },
  { line: "rm -ri photos/raw", input: "n\n" },
  { line: "rm -ri empty", input: "y\n" },
  { line: "rm -I note blank pipe dangling", input: "n\n" },
  { line: "rm -I note blank pipe dangling", input: "y\n" },
  { line: "rm -I note", input: "n\n" },
  { line: "rm -rI photos", input: "y\n" },
  { line: "rm -if note", input: "n\n" },
  { line: "rm -fi note", input: "n\n" },
  { line: "rm -fi nosuch", input: "n\n" },
  { line: "rm -r /", as: "user" },
]);
