import { editorProgram } from "../../src/programs/editor.ts";
import { checkProgram } from "../support/check-program.ts";

const fixture =
  "printf 'alpha\\nbeta\\ngamma\\ndelta\\n' > f; printf 'a.b\\n1/2\\n' > odd; printf 'open' > short; chmod 444 odd; : > none; ln -s f link; mkdir dir";
const afterwards = "printf 'r\\n' > theirs; chmod 644 theirs";

/** Commands that are followed to the letter. */
const followed = [
  "1d",
  "2,3d",
  "2,d",
  "$d",
  "-d",
  "$-1d",
  "/eta/d",
  "/delta/-1d",
  ",s/a/A/",
  "%s/a/A/g",
  "1,2s/ta$/&&/",
  "s/\\(l\\)t/t\\1/p",
  "2s/b.t/x",
  "g/a$/s//o/",
  "g/ta/d",
  "v/ta/p",
  "g/zzz/d",
  "g/a/m0",
  "g/eta/t$",
  "1,2m$",
  "3m0",
  "2m2",
  "1t.",
  "1,2j",
  "1a\nx\n\ny\n.",
  "2i\nx\n.",
  "0i\nx\n.",
  "2,3c\nx\n.",
  "$=",
  "2,3n",
  "2",
  "1\n\n",
  "1,2w other",
];
/** An error, after which nothing is left to do, whether ed stops there or goes on. */
const failing = ["9d", "0d", "3,1d", "s/zzz/x/"];
checkProgram({ ...editorProgram, names: ["ed"] }, { fixture, afterwards }, [
  ...followed.flatMap((commands) => [
    { line: "ed -s f", input: `${commands}\nw\nq\n`, ignoresErrors: true },
    { line: "ed f", input: `${commands}\n.=\nwq\n`, ignoresErrors: true },
  ]),
  { line: "ed -s f", input: "1d\n" },
  { line: "ed -s f", input: "1d\nq\n" },
  { line: "ed -s f", input: "1d\nw\nq" },
  { line: "ed - link", input: "1d\nw\nq\n" },
  ...failing.map((commands) => ({ line: "ed -s f", input: `${commands}\nw\nq\n` })),
  { line: "ed -s none", input: "a\nx\n.\nwq\n" },
  { line: "ed -s odd", input: "1s/\\./-/\n2s/\\//:/\nwq\n", ignoresErrors: true },
  { line: "ed -s theirs", input: "1d\nw\n", ignoresErrors: true, as: "user" },
]);

/** Those that go beyond it, or hang on where the commands come from. */
const further = [
  "r odd",
  "u",
  "e odd",
  "!touch x",
  "w !sh",
  "ka",
  "f other",
  "s,a,b,",
  "s/a/b/2",
  "s/[[:alpha:]]/x/",
  "s/a\\|b/x/",
  "s/a/\\n/",
  "s/a/%/",
  "g/a/s/a/b/\\\np",
  "P",
  "H",
  "x",
  "1;2d",
  "/zzz/d\n1d",
  "1d ",
  "s/a/b/ ",
  "g/a/d ",
  "w other ",
  "s/x*/-/g",
  "s/^/-/g",
];
checkProgram({ ...editorProgram, names: ["ed"] }, { fixture }, [
  ...further.map((commands) => ({
    line: "ed -s f",
    input: `${commands}\nw\nq\n`,
    isUnknown: true,
  })),
  { line: "ed -s short", input: "w\nq\n", isUnknown: true },
  { line: "ed -s f", input: "1d\nwq", isUnknown: true },
  { line: "ed -p x f", input: "1d\nwq\n", isUnknown: true },
  { line: "ed -s dir", input: "q\n", isUnknown: true },
]);
