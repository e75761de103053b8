import { mkfifoProgram } from "../../src/programs/mkfifo.ts";
import { mknodProgram } from "../../src/programs/mknod.ts";
import { mktempProgram } from "../../src/programs/mktemp.ts";
import { teeProgram } from "../../src/programs/tee.ts";
import { truncateProgram } from "../../src/programs/truncate.ts";
import { checkProgram } from "../support/check-program.ts";

const fixture = `
  echo hello > a; printf 'äöü' > umlauts; : > blank; mkdir dir shut; chmod 500 shut; ln -s a link; ln -s nowhere dangling; mkfifo pipe; chmod 4755 a
  printf same > same`;
const afterwards = "chmod 4755 a; echo ro > ro; mkdir fd; echo open > open; chmod 666 open";

checkProgram(teeProgram, { fixture, afterwards, input: "same" }, [
  "tee",
  "tee a",
  "tee -a a",
  "tee new other",
  "tee same",
  "tee -a new",
  "tee dir new",
  "tee link dangling",
  "tee shut/x new",
  "tee ro new",
  "tee -i -p new",
  "tee --output-error=warn new",
  "tee --output-error=exit dir new",
  "tee --output-error=bogus new",
  "tee -",
  "tee /dev/null new",
  "tee open",
  "tee ''",
  "tee --nosuch new",
]);

checkProgram(truncateProgram, { fixture, afterwards }, [
  "truncate -s 0 a",
  "truncate -s 3 a b",
  "truncate -s 10 a",
  "truncate -s +3 a",
  "truncate -s -3 a",
  "truncate -s -100 a",
  "truncate -s <3 a",
  "truncate -s >3 a",
  "truncate -s >9 a",
  "truncate -s /4 a",
  "truncate -s %4 a",
  "truncate -s %0 a",
  "truncate -s 3 umlauts",
  "truncate -s 1K a",
  "truncate -s 1KB blank",
  "truncate -s 6 a",
  "truncate -s 0 blank",
  "truncate -s bogus a",
  "truncate -s 1Q a",
  "truncate -c -s 0 nosuch a",
  "truncate -s 5 nosuch",
  "truncate -r a new",
  "truncate -r a -s +1 new",
  "truncate -r a -s 1 new",
  "truncate -r nosuch a",
  "truncate a",
  "truncate -s 1",
  "truncate -s 0 dir a",
  "truncate -s 0 link dangling",
  "truncate -s 0 shut/x",
  "truncate -s 0 ro open",
  "truncate -o a",
  "truncate -s 0 a/",
]);

checkProgram(mkfifoProgram, { fixture, afterwards }, [
  "mkfifo new",
  "mkfifo a new",
  "mkfifo -m 600 new",
  "mkfifo -m a=rw new",
  "mkfifo -m 1777 new",
  "mkfifo -m bogus new",
  "mkfifo dangling",
  "mkfifo shut/x",
  "mkfifo fd/x",
  "mkfifo",
  { line: "mkfifo -m +w new", umask: 0o077 },
]);

checkProgram(mknodProgram, { fixture, afterwards }, [
  "mknod new p",
  "mknod -m 600 new p",
  "mknod new c 1 3",
  "mknod new b 7 300",
  "mknod new u 0x1 010",
  "mknod new c 1",
  { line: "mknod new p 1 2", ignoresErrors: true },
  "mknod new x 1 2",
  { line: "mknod new c one 2", ignoresErrors: true },
  "mknod a p",
  "mknod new",
  "mknod",
  "mknod new pipe",
]);

checkProgram(mktempProgram, { fixture, afterwards }, [
  { line: "mktemp ./x.XXXXXX", isUnknown: true },
  { line: "mktemp -d -p dir", isUnknown: true },
  "mktemp -u",
  "mktemp -u -p dir x.XXX",
  "mktemp x.XX",
  "mktemp x",
  "mktemp a b",
  "mktemp --suffix=.txt x.XXX.y",
  "mktemp --suffix=a/b x.XXX",
  "mktemp -t a/b.XXX",
  "mktemp -p dir /a.XXX",
  "mktemp nosuch/x.XXX",
  "mktemp -d nosuch/x.XXX",
  "mktemp -q nosuch/x.XXX",
  "mktemp XXXa/b",
]);
