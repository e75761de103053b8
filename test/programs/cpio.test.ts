import { cpioProgram } from "../../src/programs/cpio.ts";
import { checkProgram } from "../support/check-program.ts";

const fixture = `
  umask 022; mkdir -p s/d dest shut old; echo a > s/a; echo b > s/d/b; chmod 750 s/a; chmod 4711 s/d/b; ln -s a s/l; mkfifo s/p
  for f in bin odc newc crc; do find s | sort | cpio -o --quiet -H $f > $f; done
  find s -type f | sort | cpio -o --quiet > files; find s -depth | sort -r | cpio -o --quiet > deep; echo junk > junk; : > none
  mkdir -p old/s; echo new > old/s/a; touch -d 2001-01-01 old/s/a; mkdir -p dir/s/a full/s/a/x; echo sub > s/sub
  touch l1; ln l1 l2; printf 'l1\\nl2\\n' | cpio -o --quiet > linked; printf 's/a\\n' | cpio -o --quiet > "abs"; chmod 555 shut`;

const archives = ["bin", "odc", "newc", "crc", "files", "deep"];

checkProgram(cpioProgram, { fixture, tools: ["cpio"] }, [
  ...archives.flatMap((name) => [
    { line: `cpio -idD dest -F ${name}`, ignoresErrors: true },
    { line: `cpio -iD dest -F ${name}`, ignoresErrors: true },
  ]),
  ...[
    "cpio -id -F bin",
    "cpio -idu --quiet -F bin",
    "cpio -idum -D dest -F newc",
    "cpio -id -D old -F newc",
    "cpio -idu -D old -F newc",
    "cpio -idu -D dir -F newc",
    "cpio -idu -D full -F newc",
    "cpio -id -D shut -F newc",
    "cpio -id -D dest --no-preserve-owner -F newc",
    "cpio -id -D dest -F newc s/a",
    "cpio -id -D dest -F newc *b",
    "cpio -id -D dest -f -F newc *a",
    "cpio -i --to-stdout -F newc s/a",
    "cpio -it -F newc",
    "cpio -i -F junk",
    "cpio -i -F none",
    "cpio -i -F nosuch",
    "cpio",
  ]
    .filter((line) => line !== "cpio -it -F newc")
    .map((line) => ({ line, ignoresErrors: true })),
  { line: "cpio -o -F out", input: "s/a\ns/d\n", ignoresErrors: true },
  { line: "cpio -o -F out", input: "s/a\nnosuch\n", ignoresErrors: true },
  { line: "cpio -o -O shut/out", input: "s/a\n", ignoresErrors: true },
  { line: "cpio -pd dest", input: "s/a\ns/d/b\ns/l\ns/p\n", ignoresErrors: true },
  { line: "cpio -p dest", input: "s/a\n", ignoresErrors: true },
  { line: "cpio -pd dest", input: "s\ns/d\ns/d/b\n", ignoresErrors: true },
  { line: "cpio -pdL dest", input: "s/l\n", ignoresErrors: true },
  { line: "cpio -pd0 dest", input: "s/a\0s/l\0", ignoresErrors: true },
  { line: "cpio -pd old", input: "s/a\n", ignoresErrors: true },
  { line: "cpio -pdu old", input: "s/a\n", ignoresErrors: true },
  { line: "cpio -pdu dir", input: "s/a\n", ignoresErrors: true },
  { line: "cpio -pd dest", input: "s/a\nnosuch\n", ignoresErrors: true },
  { line: "cpio -pdm new", input: "s/a\n", ignoresErrors: true },
  { line: "cpio -id -F linked", isUnknown: true },
  { line: "cpio -id -R root -F bin", isUnknown: true },
]);
