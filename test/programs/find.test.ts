import { findProgram } from "../../src/programs/find.ts";
import { checkProgram, type ProgramCase } from "../support/check-program.ts";

const fixture = `
  mkdir -p a/b/c empty deep/.hidden shut; echo one > a/one.txt; echo two > a/b/two.TXT
  : > a/b/zero; printf '%2000s' x > a/big; ln -s a link; ln -s nowhere dangling; ln a/one.txt hard
  chmod 600 a/big; chmod 755 a/b/zero; touch -d '2020-01-01 00:00' a/one.txt; touch -d '3 days ago' a/big
  mkfifo deep/pipe; echo h > deep/.hidden/h; chmod 500 shut; echo k > keep`;
const afterwards = "echo r > theirs; chmod 600 theirs";

function quiet(given: ProgramCase): ProgramCase {
  const one = typeof given === "string" ? { line: given } : given;
  return { ...one, ignoresErrors: true, keepsBraces: true };
}

checkProgram(
  findProgram,
  { fixture, afterwards },
  [
    "find . -name *.txt -delete",
    "find . -iname *.txt -delete",
    "find a -delete",
    "find a -mindepth 1 -delete",
    "find . -maxdepth 1 -type f -delete",
    "find . -type d -empty -delete",
    "find . -empty -delete",
    "find . -type l -delete",
    "find . -xtype l -delete",
    "find -L . -type l -delete",
    "find -L a -name two* -delete",
    "find link -name one* -delete",
    "find link/ -name one* -delete",
    "find -H link -name one* -delete",
    "find . -type f,l -name *o* -delete",
    "find . -path ./a/b/* -delete",
    "find . -path */b -delete",
    "find . -size 0 -delete",
    "find . -type f -size +1 -delete",
    "find . -type f -size 1k -delete",
    "find . -type f -size -1500c -delete",
    "find . -type f -perm 600 -delete",
    "find . -type f -perm -u=x -delete",
    "find . -type f -perm /111 -delete",
    "find . -type f -perm /u=x,g=x -delete",
    "find . -samefile hard -delete",
    "find . -lname now* -delete",
    "find . -type f -newer a/one.txt -delete",
    "find . -type f ! -newer a/big -delete",
    "find . -type f -mtime +2 -delete",
    "find . -type f -mtime -1 -delete",
    "find . -type f -mtime 3 -delete",
    "find . -type f -mmin -60 -delete",
    "find . -type f -mmin +60 -delete",
    "find . -type f -newermt 2021-01-01 -delete",
    "find . -type f -not -newermt 2021-01-01 -delete",
    "find . -regex .*/one.* -delete",
    "find . -regextype posix-extended -regex .*/(one|two).* -delete",
    "find . -regex .*/\\(one\\|two\\).* -delete",
    "find . -iregex .*[tT]xt -delete",
    "find . ( -name one* -o -name two* ) -delete",
    "find . -name one* -o -name two* -delete",
    "find . -name one* -delete , -name two* -delete",
    "find . -name a -prune -o -type f -exec rm {} ;",
    "find . -type f -exec rm {} ;",
    "find . -type f -exec rm {} +",
    "find . -name b -exec rm -r {} ;",
    "find . -type f -exec chmod 640 {} +",
    "find . -type d -exec touch {}/new ;",
    "find . -name one.txt -execdir touch found ;",
    "find . -name *.txt -ok rm {} ;",
    { line: "find a -name *.txt -ok rm {} ;", input: "y\nn\n" },
    "find a -type f -name one* -quit",
    "find . -type f -name one* -quit -o -delete",
    "find a -type f -fprint list",
    "find a -name one* -fprint list",
    "find a -name nothing -fprint list",
    "find . -user root -delete",
    "find . -type f -writable -delete",
    "find . -type f ! -readable -delete",
    "find . -name keep -not -delete",
    "find nosuch a/one.txt -delete",
    "find . -inum 0 -delete",
    "find . -type f -ctime -1 -delete",
    "find . -type f -cmin +5 -delete",
    "find . -name *.txt -anewer keep -delete",
    "find . -type f -newercm a/one.txt -delete",
    "find . -type f -amin -10 -exec rm {} +",
    "find . -type f -used +9999 -delete",
    "find . -ctime bogus -delete",
    "find a -depth -name b -exec rm -r {} ;",
    "find a/ -name one* -delete",
    "find ./a -maxdepth 1 -delete",
    "find . -delete -prune",
    "find a -nouser -delete",
    "find . -true -false -delete",
    "find shut -exec touch {}/x ;",
    "find a b -maxdepth x -delete",
    "find . -name",
    "find . ( -name x",
    "find -delete -maxdepth 1",
  ].map(quiet),
);

checkProgram(
  findProgram,
  { fixture },
  [
    "find a -name *.txt",
    "find . -maxdepth 1 -printf %f\\n",
    "find a -type f -print0",
    "find a/one.txt a/big -exec basename {} ;",
    "find a -name one.txt -printf %p:%f:%h:%s:%m:%d:%y:%P\\n -exec true ;",
  ].map(quiet),
);
