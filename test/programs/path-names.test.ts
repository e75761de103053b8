import { basenameProgram } from "../../src/programs/basename.ts";
import { catProgram } from "../../src/programs/cat.ts";
import { dirnameProgram } from "../../src/programs/dirname.ts";
import { pwdProgram } from "../../src/programs/pwd.ts";
import { readlinkProgram } from "../../src/programs/readlink.ts";
import { realpathProgram } from "../../src/programs/realpath.ts";
import { trueProgram } from "../../src/programs/true.ts";
import { checkProgram } from "../support/check-program.ts";

const fixture = `
  mkdir -p dir/sub; echo a > a; printf 'b\\377' > b; printf '\\n\\nx\\ty\\n' > c; ln -s a link; ln -s dir todir; ln -s nowhere dangling; ln -s no/where far; ln -s loop loop
  ln -s ../a dir/up; echo s > dir/sub/s; chmod 000 c; echo 'q' > 'q r'`;

checkProgram(basenameProgram, { fixture }, [
  "basename a/b",
  "basename a/b/",
  "basename /",
  "basename //",
  "basename ''",
  "basename a.txt .txt",
  "basename .txt .txt",
  "basename a.txt b.txt",
  "basename -a a/b c/d",
  "basename -s .c x/y.c z.c",
  "basename -z a",
  "basename a b c",
  "basename",
  "basename a -s",
]);

checkProgram(dirnameProgram, { fixture }, [
  "dirname a/b",
  "dirname a",
  "dirname /",
  "dirname /a",
  "dirname a//b//",
  "dirname a/b/c x",
  "dirname -z a/b",
  "dirname ''",
  "dirname //a",
  "dirname",
]);

checkProgram(catProgram, { fixture, input: "input\n" }, [
  "cat a",
  "cat a b",
  "cat",
  "cat - a",
  "cat a nosuch b",
  "cat dir a",
  "cat link dangling",
  "cat -u a",
  "cat -n a",
  { line: "cat -A c", as: "root" },
  "cat c",
  "cat /dev/null",
  "cat a/",
  "cat --nosuch a",
  "cat -- a",
  "cat loop",
  "cat ''",
]);

checkProgram(readlinkProgram, { fixture }, [
  "readlink link",
  "readlink a",
  "readlink link a todir",
  "readlink -n link",
  "readlink -n link todir",
  "readlink -z link",
  "readlink -v a",
  "readlink -v nosuch",
  "readlink -f link",
  "readlink -f a todir/sub/.. dir/up",
  "readlink -f nosuch",
  "readlink -f no/such",
  "readlink -f dangling",
  "readlink -f far",
  "readlink -f loop",
  "readlink -f a/",
  "readlink -f dir/",
  "readlink -f dangling/",
  "readlink -e nosuch",
  "readlink -e dangling",
  "readlink -e link",
  "readlink -e a/",
  "readlink -m no/such/../path",
  "readlink -m todir/no/../x",
  "readlink -m far",
  "readlink -m a/b",
  "readlink -f /",
  "readlink -f ''",
  "readlink",
]);

checkProgram(realpathProgram, { fixture }, [
  "realpath a",
  "realpath link nosuch",
  "realpath no/such",
  "realpath -e nosuch",
  "realpath -m no/such/..",
  "realpath -s link todir/../x",
  "realpath -L todir/../a",
  "realpath -P todir/../a",
  "realpath todir/sub/..",
  "realpath --relative-to=dir a",
  "realpath --relative-to=dir dir/sub/s",
  "realpath --relative-to=dir dir",
  "realpath --relative-base=dir a dir/sub/s",
  "realpath --relative-base={} a /etc",
  "realpath --relative-to=nosuch/x a",
  "realpath -q no/such",
  "realpath -z a",
  "realpath ''",
  "realpath a/",
  "realpath loop",
  "realpath",
]);

checkProgram(pwdProgram, { fixture }, ["pwd", "pwd -P", "pwd -L", "pwd x"]);
checkProgram(trueProgram, { fixture }, ["true", "false", "true x --y", "false --help"]);
