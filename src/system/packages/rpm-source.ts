import { execFileSync } from "node:child_process";
import type { Path } from "../../domain/world.ts";
import { cleanEnvironment } from "../clean-environment.ts";
import { findTrustedProgram } from "../trusted-program.ts";
import { stampOfFile } from "./database-files.ts";
import type { PackageRecord, PackageSource } from "./package-source.ts";

/** Asks rpm; one character a byte. Undefined where it cannot be asked. */
export type AskRpm = (words: readonly string[]) => string | undefined;

/** Where the database lies, by age and distribution. */
const places: readonly Path[] = ["/usr/lib/sysimage/rpm", "/var/lib/rpm"];
/** Its files: sqlite with its journal, ndb, and the oldest. */
const files = ["rpmdb.sqlite", "rpmdb.sqlite-wal", "Packages.db", "Packages"];

/**
 * The database of Fedora, Red Hat, SUSE and their kin, by rpm itself: it is binary, and of several
 * kinds.
 */
export function makeRpmSource(directories = places, ask: AskRpm = askRpm): PackageSource {
  return {
    manager: "rpm",
    stamp: () => stampOf(directories),
    packages: () => parseRecords(ask(["-qa", "--qf", recordFormat]) ?? ""),
    forEachFile: (take) => {
      const text = ask(["-qa", "--qf", fileFormat]) ?? "";
      for (const line of text.split("\n")) {
        const tab = line.indexOf("\t");
        if (tab > 0 && line[tab + 1] === "/") take(line.slice(tab + 1), line.slice(0, tab));
      }
    },
    filesOf: (name) => {
      const text = ask(["-q", "--qf", "[%{FILENAMES}\n]", "--", name]) ?? "";
      return text.split("\n").filter((line) => line.startsWith("/"));
    },
  };
}

/** Tabs between the fields, and a sign between names that is in none. */
export const recordFormat = "%{NAME}\t[%{REQUIRENAME}\u001f]\t[%{PROVIDENAME}\u001f]\n";
export const fileFormat = "[%{=NAME}\t%{FILENAMES}\n]";

function stampOf(directories: readonly Path[]): string | undefined {
  const stamps = directories.flatMap((place) =>
    files.map((name) => stampOfFile(`${place}/${name}`)),
  );
  const isThere = stamps.some((stamp) => stamp !== "" && !stamp.endsWith(":0"));
  return isThere ? stamps.join(" ") : undefined;
}

function parseRecords(text: string): readonly PackageRecord[] {
  return text
    .split("\n")
    .map((line) => line.split("\t"))
    .flatMap(([name = "", needs = "", provides = ""]) =>
      // Keys that sign packages are kept as packages of their own.
      name === "" || name === "gpg-pubkey"
        ? []
        : [
            {
              name,
              isEssential: /^(?:glibc|filesystem|setup|basesystem|bash|coreutils|rpm)$/.test(name),
              // What rpm itself has to be able to do is no package.
              needs: namesIn(needs)
                .filter((need) => !need.startsWith("rpmlib("))
                .map((need) => [need]),
              provides: namesIn(provides),
            },
          ],
    );
}

function namesIn(text: string): readonly string[] {
  return [...new Set(text.split("\u001f"))].filter((name) => name !== "");
}

function askRpm(words: readonly string[]): string | undefined {
  const program = findTrustedProgram("rpm");
  if (program === undefined) return undefined;
  try {
    return execFileSync(program, words, {
      cwd: "/",
      encoding: "latin1",
      env: { ...cleanEnvironment({ LC_ALL: "C" }), LANGUAGE: "" },
      maxBuffer: 512 * 1024 * 1024,
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 30_000,
    });
  } catch {
    return undefined;
  }
}
