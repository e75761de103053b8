import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A throwaway tree with names that are hard to handle, and how to remove it. */
export function makeOddTree(): { readonly directory: string; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), "odd-tree-"));
  const names = ["a", "b", "B", "ab", "abc", "c d", "-n", ".h", ".hh", "[x]", "x", "new\nline"];
  const more = [
    "a*b",
    "q?",
    "back\\slash",
    "é",
    "été",
    "日本",
    "😀",
    "quote'd",
    'dq"',
    "1",
    "10",
    "2",
  ];
  for (const name of [...names, ...more, "~", "a=b", "{a,b}", "$x", "lib.so", "Lib.SO", "+(a)"]) {
    writeFileSync(join(directory, name), "");
  }
  writeFileSync(Buffer.concat([Buffer.from(`${directory}/inv`), Buffer.from([0xff, 0x80])]), "");
  for (const name of ["d/e/f", "d/.hd", "d2/e", "D3", ".hidden/in", "sp ace/x y"]) {
    mkdirSync(join(directory, name), { recursive: true });
  }
  for (const name of ["d/f", "d/g.txt", "d/.h", "d/e/f/g", "d2/e/f", "sp ace/z", ".hidden/z"]) {
    writeFileSync(join(directory, name), "");
  }
  symlinkSync("d", join(directory, "link"));
  symlinkSync("nowhere", join(directory, "broken"));
  symlinkSync("a", join(directory, "tofile"));
  symlinkSync("..", join(directory, "d", "up"));
  mkdirSync(join(directory, "closed"));
  chmodSync(join(directory, "closed"), 0);
  return { directory, remove };

  function remove(): void {
    chmodSync(join(directory, "closed"), 0o700);
    rmSync(directory, { recursive: true, force: true });
  }
}
