import { xargsProgram } from "../../src/programs/xargs.ts";
import { checkProgram, type ProgramCase } from "../support/check-program.ts";

const fixture = `
  mkdir a b; touch one two 'sp ace' "it's" three four a/x; printf 'one\\ntwo\\n' > list; printf 'one two\\nthree\\n' > lines`;

function given(input: string, ...rests: readonly string[]): readonly ProgramCase[] {
  return rests.map((rest) => ({
    line: `xargs ${rest}`,
    input,
    ignoresErrors: true,
    keepsBraces: true,
  }));
}

checkProgram(xargsProgram, { fixture }, [
  ...given(
    "one two\nthree\n",
    "rm",
    "-n1 rm",
    "-n 2 rm",
    "-L1 rm",
    "-l rm",
    "echo",
    "",
    "-n1 echo",
    "-t rm",
  ),
  ...given("", "rm", "-r rm", "touch new", "-r touch new", "-I{} touch {}", "echo"),
  ...given("one\0two\0", "-0 rm", "-0n1 echo", "--null rm"),
  ...given("one:two:three", "-d: rm", "-d : -n1 echo", "-d : echo"),
  ...given("one,two\n", "-d , echo", "-d \\n rm"),
  ...given(
    "one\ntwo\n",
    "-I{} mv {} {}.old",
    "-I% mv % a/%",
    "-i cp {} a",
    "-I{} -n1 echo x{}y",
    "-n1 -I{} echo {}",
  ),
  ...given("'sp ace' it\\'s \"three\"\n", "rm", "-n1 echo"),
  ...given("  sp ace  \n  one\n\n", "-I{} echo [{}]", "-I{} rm {}"),
  ...given("it's one\n", "rm", "-0 echo"),
  ...given("one two\n'three\n", "rm", "-n1 rm", "-I{} echo {}"),
  ...given("one two\n", "-E two rm", "-s 8 echo", "-x echo"),
  ...given("one \ntwo\nthree\n", "-L1 echo", "-L2 echo"),
  ...given("a\\ b one\n", "echo"),
  ...given("nosuch one\n", "rm", "-n1 rm"),
  ...given("one\n", "nosuchprogram", "false", "-n0 rm"),
  ...given("", "-a list rm", "-a lines -n1 echo", "-a nosuch rm"),
  ...given("one two", "-P2 rm", "-P 4 -n1 rm", "touch a/new"),
]);
