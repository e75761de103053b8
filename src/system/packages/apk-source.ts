import type { Path } from "../../domain/world.ts";
import { readText, stampOfFile } from "./database-files.ts";
import type { PackageRecord, PackageSource } from "./package-source.ts";

/** Alpine's database: one text, a paragraph for each installed package. */
export function makeApkSource(place: Path = "/lib/apk/db/installed"): PackageSource {
  const paragraphs = () =>
    readText(place)
      .split("\n\n")
      .filter((one) => one.trim() !== "");
  return {
    manager: "apk",
    stamp: () => {
      const stamp = stampOfFile(place);
      return stamp === "" || stamp.endsWith(":0") ? undefined : stamp;
    },
    packages: () => paragraphs().map(recordOf),
    forEachFile: (take) => {
      for (const paragraph of paragraphs()) {
        const name = fieldOf(paragraph, "P");
        for (const path of pathsIn(paragraph)) take(path, name);
      }
    },
    filesOf: (name) => {
      const paragraph = paragraphs().find((one) => fieldOf(one, "P") === name);
      return paragraph === undefined ? [] : pathsIn(paragraph);
    },
  };
}

function fieldOf(paragraph: string, letter: string): string {
  const start = paragraph.startsWith(`${letter}:`) ? 0 : paragraph.indexOf(`\n${letter}:`) + 1;
  if (start === 0 && !paragraph.startsWith(`${letter}:`)) return "";
  const end = paragraph.indexOf("\n", start);
  return paragraph.slice(start + 2, end < 0 ? undefined : end);
}

/** `F:usr/bin` is a directory, and each `R:` after it a file in there. */
function pathsIn(paragraph: string): readonly Path[] {
  const paths: Path[] = [];
  let directory = "";
  for (const line of paragraph.split("\n")) {
    if (line.startsWith("F:")) {
      directory = line.slice(2);
      if (directory !== "") paths.push(`/${directory}`);
    } else if (line.startsWith("R:")) {
      paths.push(directory === "" ? `/${line.slice(2)}` : `/${directory}/${line.slice(2)}`);
    }
  }
  return paths;
}

function recordOf(paragraph: string): PackageRecord {
  const name = fieldOf(paragraph, "P");
  const words = (letter: string) => fieldOf(paragraph, letter).split(" ").filter(Boolean);
  return {
    name,
    isEssential: name === "alpine-base" || name === "alpine-baselayout" || name === "musl",
    // `!name` is a package that must not be there.
    needs: words("D")
      .filter((need) => !need.startsWith("!"))
      .map((need) => [withoutVersion(need)]),
    provides: words("p").map(withoutVersion),
  };
}

/** `so:libc.musl-x86_64.so.1=1` and `busybox>1.36` without the version. */
function withoutVersion(text: string): string {
  return text.replace(/[<>=~].*$/, "");
}
