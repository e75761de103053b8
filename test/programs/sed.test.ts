import { sedProgram } from "../../src/programs/sed.ts";
import { checkProgram, type ProgramCase } from "../support/check-program.ts";

const fixture = `
  printf 'one\\ntwo\\nthree\\n' > a; printf 'x\\ny\\n' > b; chmod 640 b; ln a hard; ln -s a link
  ln -s nowhere dangling; mkdir dir shut; echo s > shut/s; chmod 500 shut; echo 's/one/1/' > script; : > empty`;
const afterwards = "echo r > theirs; chmod 644 theirs; echo p > private; chmod 600 private";

function quiet(line: string): ProgramCase {
  return { line, ignoresErrors: true };
}

checkProgram(
  sedProgram,
  { fixture, afterwards },
  [
    "sed -i s/one/ONE/ a",
    "sed -i s/nothing/X/ a",
    "sed -i.bak s/one/ONE/ a b",
    "sed -i.bak -e s/one/1/ -e 2d a",
    "sed -ibackup_* 1d a",
    "sed --in-place=~ 1d a",
    "sed -i -f script a",
    "sed -i --file=script a",
    "sed -i 1d hard",
    "sed -i 1d link",
    "sed -i --follow-symlinks 1d link",
    "sed -i 1d dangling",
    "sed -i 1d dir a",
    "sed -i 1d nosuch a",
    "sed -i 1d shut/s a",
    "sed -i 1d empty",
    "sed -i $d a b",
    "sed -i s/o/0/g;s/t/T/ a",
    "sed -i /two/,$d a",
    "sed -i -E s/(o)(n)/\\2\\1/ a",
    "sed -i -r s/t+/T/ a b",
    "sed -n -i /t/p a",
    "sed -ni /t/p a",
    "sed -i s/x a",
    "sed -i 1q a",
    "sed -i 1q5 a",
    "sed -z -i s/\\n/,/g a",
    "sed -s -i 1d a b",
    "sed -i ya/b/ a",
    "sed -i 1d theirs",
    "sed -i 1d private",
    "sed -i",
    "sed -i s/[/x/ a",
    "sed -i s/a/b/q a",
    "sed -i k a",
    "sed -i } a",
    "sed -n 1wout a",
    "sed -n /two/wout a b",
    "sed 1wb a",
    "sed s/one/ONE/wout a",
    "sed -i s/o/0/gwout a b",
    "sed -i 2rscript a",
    "sed 1rscript a",
    "sed 1rnosuch a",
    "sed 1rempty a",
    "sed -i $rb a b",
    "sed 1w/dev/null a",
    "sed -n /nothing/wempty a",
    "sed 1wshut/x a",
    "sed 1d a b",
    "sed -n $= a",
    "sed --expression=1d --quiet a",
    "sed 1d nosuch",
  ].map(quiet),
);
