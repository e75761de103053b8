import { ddProgram } from "../../src/programs/dd.ts";
import { checkProgram, type ProgramCase } from "../support/check-program.ts";

const fixture = `
  printf 'abcdefghij' > in; printf '0123456789ABCDEF' > out; mkdir dir; ln -s out link; : > empty
  head -c 3000 /dev/zero > zeros; mkdir shut; chmod 500 shut`;
const afterwards = "echo r > theirs; chmod 644 theirs";

function quiet(line: string): ProgramCase {
  return { line, ignoresErrors: true };
}

checkProgram(
  ddProgram,
  { fixture, afterwards, input: "from input" },
  [
    "dd if=in of=new",
    "dd if=in of=out",
    "dd if=in of=out conv=notrunc",
    "dd if=in of=out bs=1 seek=3",
    "dd if=in of=out bs=1 seek=3 conv=notrunc",
    "dd if=in of=out bs=1 seek=20",
    "dd if=in of=out bs=1 count=4",
    "dd if=in of=out bs=1 count=4 conv=notrunc",
    "dd if=in of=out bs=2 skip=2 count=2",
    "dd if=in of=out bs=4 skip=1 seek=1 conv=notrunc",
    "dd if=in of=out oflag=append conv=notrunc",
    "dd if=in of=out oflag=append",
    "dd if=in of=out count=0",
    "dd if=/dev/null of=out",
    "dd if=/dev/zero of=new bs=1k count=3",
    "dd if=/dev/zero of=zeros bs=1000 count=3",
    "dd if=/dev/zero of=new bs=1 count=0 seek=100",
    "dd if=in of=new conv=ucase",
    "dd if=in of=new conv=swab",
    "dd if=in of=new bs=8 conv=sync",
    "dd if=in of=new conv=excl",
    "dd if=in of=out conv=excl",
    "dd if=in of=new conv=nocreat",
    "dd if=in of=out conv=nocreat,notrunc",
    "dd if=nosuch of=out",
    "dd if=dir of=out",
    "dd if=in of=dir",
    "dd if=in of=link",
    "dd if=in of=shut/new",
    "dd if=in of=theirs",
    "dd if=in of=/dev/null",
    "dd of=new",
    "dd if=in",
    "dd if=in bs=1 skip=5",
    "dd if=in of=new iflag=count_bytes count=3",
    "dd if=in of=new count=3B",
    "dd if=in of=new iflag=skip_bytes skip=3",
    "dd if=in of=new bs=bogus",
    "dd if=in of=new conv=bogus",
    "dd if=in of=in",
    "dd if=in of=new status=none",
    "dd if=in of=new bs=2x3 count=1",
  ].map(quiet),
);
