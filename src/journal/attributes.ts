import { Buffer } from "node:buffer";
import { decodeBytes } from "../domain/bytes.ts";
import type { Path } from "../domain/world.ts";
import { nodePath } from "../system/node-path.ts";
import type { Attributes } from "./entry.ts";
import { runHelper, runWithList } from "./run-helper.ts";

/**
 * The extended attributes of each path, access control lists and file capabilities among them, links
 * not followed. Paths without any are left out; undefined when getfattr(1) is not installed.
 */
export function readAttributes(paths: readonly Path[]): ReadonlyMap<Path, Attributes> | undefined {
  if (paths.length === 0) return new Map();
  const words = ["getfattr", "-h", "-d", "-m", "-", "-e", "base64", "--absolute-names", "--"];
  const { status, output } = runWithList(words, paths);
  // xargs ends with 127 when the program is missing, 123 when some of the files could not be read.
  if (status === undefined || (status !== 0 && status !== 123)) return undefined;
  return parseDump(output.toString("latin1"));
}

/** What setfattr(1) has to do so that a path has `wanted` where it has `found`. */
export interface AttributeChange {
  readonly path: Path;
  readonly wanted: Attributes;
  readonly found: Attributes;
}

/**
 * Brings attributes back, with one process and one more for each name to remove. Files that are
 * `passed` are open in these from descriptor 3 on.
 */
export function writeAttributes(
  changes: readonly AttributeChange[],
  passed: readonly number[] = [],
): boolean {
  let isDone = true;
  for (const [name, paths] of listSuperfluous(changes)) {
    isDone =
      runWithList(["setfattr", "-h", "-x", name, "--"], paths, passed).status === 0 && isDone;
  }
  const dump = changes.map(dumpOf).join("");
  if (dump === "") return isDone;
  const words = ["-h", "--restore=-"];
  return runHelper("setfattr", words, Buffer.from(dump, "latin1"), passed).status === 0 && isDone;
}

function listSuperfluous(changes: readonly AttributeChange[]): ReadonlyMap<string, Path[]> {
  const superfluous = new Map<string, Path[]>();
  for (const { path, wanted, found } of changes) {
    for (const name of Object.keys(found)) {
      if (wanted[name] !== undefined) continue;
      superfluous.set(name, [...(superfluous.get(name) ?? []), path]);
    }
  }
  return superfluous;
}

function dumpOf({ path, wanted, found }: AttributeChange): string {
  const lines = Object.entries(wanted)
    .filter(([name, value]) => found[name] !== value)
    .map(([name, value]) => `${name}=0s${value}\n`);
  return lines.length === 0 ? "" : `# file: ${escapeName(path)}\n${lines.join("")}\n`;
}

/** Names as getfattr(1) writes them: unusual bytes as a backslash and three octal digits. */
function escapeName(path: Path): string {
  const bytes = Buffer.from(nodePath(path)).toString("latin1");
  return bytes.replace(/[\\\n\r=]/g, (character) => {
    return `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
  });
}

function parseDump(text: string): ReadonlyMap<Path, Attributes> {
  const found = new Map<Path, Attributes>();
  for (const block of text.split("\n\n")) {
    const [head, ...lines] = block.split("\n").filter((line) => line !== "");
    if (head?.startsWith("# file: ") !== true) continue;
    const attributes: Record<string, string> = {};
    for (const line of lines) {
      // XFS shows root its own form of an access list as well, which cannot be written.
      if (line.startsWith("trusted.SGI_ACL_")) continue;
      const [, name, value] = /^(.+?)=0s(.*)$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) attributes[plainName(name)] = value;
      else if (!line.includes("=")) attributes[plainName(line)] = "";
    }
    found.set(
      decodeBytes(Buffer.from(plainName(head.slice("# file: ".length)), "latin1")),
      attributes,
    );
  }
  return found;
}

function plainName(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
