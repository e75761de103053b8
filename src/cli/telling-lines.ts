import type { Session } from "./session.ts";

/** A line whose review tells what Handrail is for. */
export interface TellingLine {
  readonly line: string;
  /** What people mean when they type it. */
  readonly meant: string;
}

/**
 * Lines that are worth a look on this very machine: each can be typed here as it stands, and its
 * review is true here. None is run.
 */
export function tellingLines(session: Session): readonly TellingLine[] {
  const { world, facts } = session.engine.machine;
  const { environment } = session.situation;
  const isThere = (path: string) => typeof world.lstat(path) !== "string";
  const lines: TellingLine[] = [];
  if ((environment.get("BUILD") ?? "") === "") {
    lines.push({ line: 'rm -rf "$BUILD"/*', meant: "to empty a build folder" });
  }
  if (isThere(facts.caller.home)) {
    lines.push({ line: "chmod -R 777 ~", meant: "to get rid of a permission error" });
  }
  if (isThere("/etc/passwd")) {
    lines.push({ line: "sudo sort /etc/passwd > /etc/passwd", meant: "to sort a file in place" });
  }
  lines.push({ line: "ls -la", meant: "to look, which is no mistake" });
  return lines;
}
