import { readdirSync } from "node:fs";
import type { HalfDonePackage, PackageHealth, Probed } from "../../domain/check-up-facts.ts";
import type { Path } from "../../domain/world.ts";
import type { AskProgram } from "../ask-program.ts";
import { readText } from "../read-text.ts";

/** Packages that an interrupted run left half done: by dpkg's database and its own audit. */
export async function probePackageHealth(
  ask: AskProgram,
  database: Path = "/var/lib/dpkg",
): Promise<Probed<PackageHealth>> {
  const status = readText(`${database}/status`);
  if (status === undefined) {
    return { kind: "unknown", reason: "There is no database of dpkg on this machine." };
  }
  const answer = await ask({ program: "dpkg", arguments: ["--audit"], patience: 60 });
  const halfDone = parseHalfDone(status);
  const audit = typeof answer === "string" ? [] : parseAudit(answer.output.toString("utf8"));
  const known = new Set(halfDone.map(({ name }) => name));
  return {
    kind: "known",
    facts: {
      halfDone,
      isInterrupted: namesIn(`${database}/updates`).some((name) => /^\d+$/.test(name)),
      // What it says of packages that are listed already would be said twice.
      audit: audit.filter(({ name }) => !known.has(name)).map(({ text }) => text),
    },
  };
}

const wholeStates: ReadonlySet<string> = new Set(["installed", "not-installed", "config-files"]);

/** Packages whose `Status` (want, error flag, state) is not whole, out of dpkg's status file. */
export function parseHalfDone(status: string): readonly HalfDonePackage[] {
  const found: HalfDonePackage[] = [];
  for (const paragraph of status.split("\n\n")) {
    const [, flag, state] = /^Status: \S+ (\S+) (\S+)$/m.exec(paragraph) ?? [];
    const name = /^Package: (.+)$/m.exec(paragraph)?.[1];
    if (flag === undefined || state === undefined || name === undefined) continue;
    const isBroken = flag !== "ok" || state === "half-installed";
    if (wholeStates.has(state) && !isBroken) continue;
    found.push({ name, state, isBroken });
  }
  return found;
}

/** The audit's text: sentences for people with indented lines ` name  summary` below each. */
export function parseAudit(
  text: string,
): readonly { readonly name: string; readonly text: string }[] {
  const found: { name: string; text: string }[] = [];
  let sentence = "";
  let isSentenceOver = false;
  for (const line of text.split("\n")) {
    const name = /^ (\S+)/.exec(line)?.[1];
    if (name !== undefined) {
      const first = sentence.split(/[.:;]/)[0] ?? sentence;
      found.push({ name, text: `${name}: ${first.trim()}` });
      isSentenceOver = true;
    } else if (line !== "") {
      sentence = isSentenceOver ? line : `${sentence} ${line}`;
      isSentenceOver = false;
    }
  }
  return found;
}

function namesIn(directory: Path): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
