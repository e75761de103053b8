import { decodeBytes } from "../../src/domain/bytes.ts";

/** Numbers from 0 up to below a limit, the same for the same seed. */
export type Dice = (limit: number) => number;

/** The generator called mulberry32. */
export function makeDice(seed: number): Dice {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
}

/** Pieces that mean something to a shell. */
const pieces = (
  "$( ) ` \" ' \\ ${ } $(( )) (( [[ ]] [ ] { | || & && ; ;; < > << <<- <<< >> >| <> <( >( >& &> " +
  "2>&1 # ! ~ * ? [a-z] !( @( = += == =~ $ $$ $! $@ $* $# $0 $1 $x ${x} ${#x} ${!x} ${x:- ${x/ " +
  "${x[@]} ${x@Q} for in do done while until if then elif else fi case esac select function time " +
  "coproc f() return exit break continue local declare -A -a export readonly unset set -e -u -f -- " +
  "eval exec trap EXIT source . : true false cd read mapfile printf -v getopts shift test rm -rf mv " +
  "cp -r ln -s chmod 777 chown root find -exec {} ; + -delete xargs -I{} sudo env sh -c bash tar xf " +
  "sed -i s/a/b/ tee dd if= of= rsync git kill -9 a b d/x /etc/passwd /dev/sda / .. . - 0 1 -1 " +
  "99999999999 {1..9} {a,b} \n \t \r \0 é \u{1f600} EOF"
).split(" ");

/** A text of bytes at random, of pieces at random, or one of the lines with some changes. */
export function throwLine(dice: Dice, lines: readonly string[]): string {
  switch (dice(4)) {
    case 0:
      return decodeBytes(Uint8Array.from({ length: dice(80) }, () => dice(256)));
    case 1:
      return Array.from({ length: dice(24) }, () => pick(dice, pieces)).join(
        dice(3) === 0 ? "" : " ",
      );
    default: {
      let line = pick(dice, lines);
      for (let left = 1 + dice(4); left > 0; left -= 1) line = mutate(dice, line, lines);
      return line;
    }
  }
}

function mutate(dice: Dice, line: string, lines: readonly string[]): string {
  const at = dice(line.length + 1);
  const end = Math.min(line.length, at + 1 + dice(8));
  switch (dice(7)) {
    case 0:
      return line.slice(0, at) + line.slice(end);
    case 1:
      return line.slice(0, at) + pick(dice, pieces) + line.slice(at);
    case 2:
      return line.slice(0, at) + String.fromCharCode(dice(128)) + line.slice(at + 1);
    case 3:
      return line.slice(0, end) + line.slice(at, end).repeat(1 + dice(5)) + line.slice(end);
    case 4:
      return `${line.slice(0, at)} ${pick(dice, pieces)} ${line.slice(at)}`;
    case 5: {
      const other = pick(dice, lines);
      return line.slice(0, at) + other.slice(dice(other.length + 1));
    }
    default:
      return line.slice(0, at);
  }
}

function pick(dice: Dice, from: readonly string[]): string {
  return from[dice(from.length)] ?? "";
}
