import { teeProgram } from "../../../src/programs/tee.ts";
import { checkProgram } from "../../support/check-program.ts";

/** Access lists decide over what the ordinary user, number 1000, may write. */
const afterwards = `
  for f in granted refused other masked grouped; do echo "$f" > $f; chown 0:0 $f; done
  chmod 600 granted; setfacl -m u:1000:rw granted
  chgrp 1000 refused; chmod 660 refused; setfacl -m g::-,u:33:rw refused
  chmod 664 other; setfacl -m u:33:rw other
  chmod 600 masked; setfacl -m u:1000:rw,m::r masked
  chmod 600 grouped; setfacl -m g:1000:rw grouped
  mkdir inside; chmod 700 inside; setfacl -m u:1000:rwx inside; chown 0:0 inside`;

checkProgram(
  teeProgram,
  { fixture: "echo mine > mine", afterwards, input: "new\n", tools: ["setfacl"] },
  [
    { line: "tee granted", as: "user" },
    { line: "tee refused", as: "user" },
    { line: "tee other", as: "user" },
    { line: "tee masked", as: "user" },
    { line: "tee grouped", as: "user" },
    { line: "tee inside/made", as: "user" },
    "tee mine",
  ],
);
