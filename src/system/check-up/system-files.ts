import { decodeBytes } from "../../domain/bytes.ts";
import type { AlteredFile, Probed, SystemFiles } from "../../domain/check-up-facts.ts";
import type { PackageFacts } from "../../domain/facts.ts";
import type { AskProgram } from "../ask-program.ts";
import { areaOf } from "../packages/file-areas.ts";

/** Half an hour: slow disks and thousands of packages. */
const patience = 1800;

/** Files whose content is not what their packages brought, by `dpkg --verify`. */
export async function probeSystemFiles(
  ask: AskProgram,
  packages: Pick<PackageFacts, "requirement" | "owners">,
): Promise<Probed<SystemFiles>> {
  const answer = await ask({ program: "dpkg", arguments: ["--verify"], patience });
  if (answer === "missing") {
    return { kind: "unknown", reason: "There is no dpkg on this machine that can be trusted." };
  }
  if (typeof answer === "string" || answer.status !== 0) {
    return { kind: "unknown", reason: "dpkg --verify broke off." };
  }
  const altered = parseVerification(decodeBytes(answer.output)).map((file) => {
    if (file.isIdle || file.isConfiguration) return file;
    const need = packages.requirement(file.path);
    const [owner] = packages.owners(file.path);
    const owned = owner === undefined ? file : { ...file, package: owner };
    return need?.severity === "critical" ? { ...owned, neededFor: need.purpose } : owned;
  });
  const isPartial = altered.some(({ problem }) => problem === "unreadable");
  return { kind: "known", facts: { altered }, ...(isPartial ? { isPartial } : {}) };
}

/**
 * The text of `dpkg --verify`: nine signs, of which the third is the check sum, or `missing`; `c`
 * for a configuration file; the path. Its status is 0 whatever it found.
 */
export function parseVerification(text: string): readonly AlteredFile[] {
  const found: AlteredFile[] = [];
  for (const line of text.split("\n")) {
    const [, signs, mark, rest] = /^(\S{7,}) +(?:([cdr]) )?(\/.*)$/.exec(line) ?? [];
    if (signs === undefined || rest === undefined) continue;
    // Where it may not look, it says so behind the name, or knows no sign.
    const isDenied = rest.endsWith(" (Permission denied)");
    const path = rest.replace(/ \((?:Permission denied|Not a directory)\)$/, "");
    found.push({
      path,
      problem:
        isDenied || /^\?+$/.test(signs)
          ? "unreadable"
          : signs === "missing"
            ? "missing"
            : "changed",
      isConfiguration: mark === "c",
      isIdle: areaOf(path.slice(0, path.lastIndexOf("/")) || "/") === "idle",
    });
  }
  return found;
}
