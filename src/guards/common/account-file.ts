import type { Path } from "../../domain/world.ts";

/** How many fields a line has, by file. */
const fields: Readonly<Record<string, number>> = {
  "/etc/passwd": 7,
  "/etc/shadow": 9,
  "/etc/group": 4,
  "/etc/gshadow": 4,
};

/** The first thing wrong in a file of the account database, as a part of a sentence. */
export function findAccountMistake(path: Path, text: string): string | undefined {
  const wanted = fields[path];
  const lines = linesOf(text);
  if (isRootLost(text)) return "there is no line for root";
  const wrong = lines.find((line) => line.split(":").length !== wanted);
  if (wrong !== undefined) {
    const count = wrong.split(":").length;
    return `a line has ${count} ${count === 1 ? "field" : "fields"} where ${wanted} belong`;
  }
  if (path === "/etc/passwd" && !lines.some((line) => /^root:[^:]*:0:/.test(line))) {
    return "root does not have the number 0";
  }
  return undefined;
}

/** Without its line root is not known, and nothing of the system runs properly. */
export function isRootLost(text: string): boolean {
  return !linesOf(text).some((line) => /^root:/.test(line));
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("+"));
}
