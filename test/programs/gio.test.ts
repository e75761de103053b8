import { gioProgram } from "../../src/programs/gio.ts";
import { checkProgram } from "../support/check-program.ts";

const fixture = `mkdir -p h d/e full/x used/.local/share/Trash/files used/.local/share/Trash/info; mkdir shut
  echo a > a; echo b > b.txt; ln -s a l; echo z > shut/z; chmod 555 shut
  echo a > used/.local/share/Trash/files/a; : > used/.local/share/Trash/info/a.trashinfo
  echo a > used/.local/share/Trash/files/b.txt; : > used/.local/share/Trash/info/b.txt.trashinfo`;

checkProgram(gioProgram, { fixture, tools: ["gio"] }, [
  ...[
    "gio remove a",
    "gio remove d",
    "gio remove d/e l",
    "gio remove nosuch",
    "gio remove -f nosuch",
  ].map((line) => ({ line, ignoresErrors: true })),
  ...["gio mkdir new", "gio mkdir a", "gio mkdir -p n/m/o", "gio mkdir n/m"].map((line) => ({
    line,
    ignoresErrors: true,
  })),
  { line: "gio trash --empty", isUnknown: true },
  { line: "gio copy a c", isUnknown: true },
]);
