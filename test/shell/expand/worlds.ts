import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../support/repository.ts";
import type { World } from "./compare.ts";

/** Variables of every kind, used by the lists of words. */
export const fullWorld: World = {
  plain: {
    x: "abc",
    y: "yy",
    s: "a b",
    e: "",
    q: "it's",
    nl: "a\nb",
    esc: "a\\tb\\x41",
    up: "ABC",
    uni: "éàb",
    one: "1",
    p: "?b",
    st: "*",
    bs: "\\*",
    gl: "d/*",
    gl2: "[ab] x*",
    cls: "[[:alpha:]]",
    amp: "[&]",
    amp2: "[\\&]",
    path: "/usr/lib/a.b.txt",
    ptr: "x",
    ptra: "a[@]",
    ptre: "a[1]",
    km: "k",
    expr: "one + 2",
    rec: "expr",
    neg: "-3",
    spaces: " 7 ",
    sep: ":a::b:",
    tabs: "\ta\t \nb ",
    many: "a  b   c",
  },
  arrays: {
    a: [
      ["0", "1"],
      ["1", "2 3"],
      ["2", ""],
      ["3", "4"],
    ],
    empties: [
      ["0", "a"],
      ["1", ""],
      ["2", "b"],
      ["3", ""],
    ],
    sparse: [
      ["1", "one"],
      ["5", "7"],
      ["9", "nine"],
    ],
  },
  maps: {
    m: [
      ["k", "v"],
      ["n", "12"],
      ["two words", "w w"],
      ["j", "jj"],
    ],
  },
  positional: ["p q", "r", ""],
};

/** The lists of `words.txt` by their headings; a backslash at the end goes on in the next line. */
export function readWordLists(): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync(join(repository, "test/shell/expand/words.txt"), "utf8");
  const lists = new Map<string, string[]>();
  let list: string[] = [];
  let pending = "";
  for (const line of text.split("\n")) {
    const whole = pending + line;
    pending = "";
    if (whole.startsWith("# ")) {
      list = [];
      lists.set(whole.slice(2), list);
    } else if (/(?<!\\)(?:\\\\)*\\$/.test(whole)) pending = `${whole}\n`;
    else if (whole !== "") list.push(whole);
  }
  return lists;
}
