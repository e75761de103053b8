import type { Cause } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Alternative } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { quoteWord } from "../../domain/text.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";
import { alternatives, type Edit, editLine, lineAs, standsIn } from "./edit-line.ts";
import type { HandPlaced } from "./hand-placed.ts";
import type { Bypass } from "./package-bypasses.ts";
import { requirementOf } from "./vital-paths.ts";

/** What to do so that the package manager knows of it, or is not touched by it. */
export function bypassRemedies(
  hit: Bypass,
  foreseen: Foreseen,
  facts: Facts,
): readonly Alternative[] {
  switch (hit.kind) {
    case "placed":
      return placedRemedies(hit.placed, foreseen, facts);
    case "check":
      return checkRemedies(hit, foreseen, facts);
    case "locks":
      return alternatives([
        lineAs(hit.cause, ["fuser", "-v", ...hit.paths.slice(0, 3).map(quoteWord)]),
        "shows which program holds it: wait until that is done",
      ]);
    case "build":
      return alternatives(
        [wordsAs(hit.cause, "-n"), "shows the commands it would run, and runs none"],
        [
          lineAs(hit.cause, [hit.cause.program, "install", "prefix=/usr/local"]),
          "installs into /usr/local, where sources are made to heed the word",
        ],
      );
  }
}

/** The same command without root's rights, with an option. */
function wordsAs({ program, command }: Cause, option: string): string | undefined {
  if (!/make$/.test(program)) return undefined;
  return [program, option, ...command.slice(1).map(({ text }) => quoteWord(text))].join(" ");
}

function placedRemedies(
  { command, added, changed }: HandPlaced,
  foreseen: Foreseen,
  facts: Facts,
): readonly Alternative[] {
  const [owned] = changed;
  const unit = owned === undefined ? undefined : unitOf(owned[0]);
  return alternatives(
    unit === undefined
      ? undefined
      : [
          lineAs(command.cause, ["systemctl", "edit", quoteWord(unit)]),
          "keeps your settings in /etc, where no update changes them",
        ],
    added.length > 0
      ? [elsewhere(command.cause, added, foreseen), "puts it where no package keeps its files"]
      : undefined,
    owned !== undefined && unit === undefined ? divert(owned[0], command.cause, facts) : undefined,
  );
}

/** dpkg's own way of putting another file in the place of a package's. */
export function divert(
  path: Path,
  cause: Cause,
  facts: Facts,
): readonly [line: string, why: string] | undefined {
  if (facts.packages.manager !== "dpkg" || path.startsWith("/etc/")) return undefined;
  // What the machine cannot do without must not be away for a moment.
  const isNeeded = requirementOf(path, facts) !== undefined;
  const rename = isNeeded ? "--no-rename" : "--rename";
  const words = ["dpkg-divert", "--local", rename, "--add", quoteWord(path)];
  return [
    lineAs(cause, words),
    isNeeded
      ? "keeps updates out of your file"
      : "keeps the package's own file aside, and updates out of yours",
  ];
}

function unitOf(path: Path): string | undefined {
  return /^(?:\/usr)?\/lib\/systemd\/system\/([^/]+\.\w+)$/.exec(path)?.[1];
}

/** The line with every place of packages in it changed for the one that is left to people. */
function elsewhere(cause: Cause, added: readonly Path[], foreseen: Foreseen): string | undefined {
  const operand = cause.operand === undefined ? [] : [cause.operand];
  const words = new Set([...cause.command.slice(1), ...operand]);
  const edits: Edit[] = [];
  for (const word of words) {
    const { text } = word;
    const place = text.replace(/\/+$/, "");
    const isTarget = added.some((path) => isWithin(path, place) || isWithin(path, `/usr${place}`));
    if (!place.startsWith("/") || !isTarget) continue;
    if (!standsIn(foreseen.line, word)) return undefined;
    edits.push([word, quoteWord(ownPlace(text))]);
  }
  return edits.length === 0 ? undefined : editLine(foreseen, cause, edits);
}

function ownPlace(text: string): string {
  if (/^(?:\/usr)?\/lib\/systemd\/system(?=\/|$)/.test(text)) {
    return text.replace(/^(?:\/usr)?\/lib\//, "/etc/");
  }
  return text
    .replace(/^(?:\/usr)?(?=\/|$)/, "/usr/local")
    .replace(/^(\/usr\/local)\/lib(?:32|64)/, "$1/lib");
}

type Check = Extract<Bypass, { readonly kind: "check" }>;

function checkRemedies(hit: Check, foreseen: Foreseen, facts: Facts): readonly Alternative[] {
  const { cause, bypass, names } = hit;
  const words = names.slice(0, 8).map(quoteWord);
  const arePlain = names.every((name) => /^[\w.[\]=<>~!-]+$/.test(name));
  switch (bypass) {
    case "partial-upgrade":
      return alternatives([upgradingAll(cause, foreseen), "brings everything to one state"]);
    case "system-python":
      if (hit.isRemoval) return [];
      return alternatives(
        arePlain
          ? [["pipx", "install", ...words].join(" "), "gives a program an environment of its own"]
          : undefined,
        ["python3 -m venv ~/.venv", "makes an environment of your own, for ~/.venv/bin/pip"],
      );
    case "system-modules":
      if (hit.isRemoval) return [];
      return alternatives([
        ["npm", "install", "-g", "--prefix", "~/.local", ...words].join(" "),
        "installs for you alone, without root",
      ]);
    case "needs":
    case "other-files":
    case "every-check":
      return alternatives(
        [
          withoutOption(hit, foreseen, facts),
          "leaves the check in place, which says what is wrong",
        ],
        [whoNeeds(hit), "shows what needs it"],
      );
  }
}

/** The line without the long options that pass checks over. */
function withoutOption(
  { cause, names, isRemoval }: Check,
  foreseen: Foreseen,
  { packages }: Facts,
): string | undefined {
  // What the machine needs should not go with the check in place either.
  const isNeeded = names.some((name) => packages.needOf?.(name, names) !== undefined);
  if (isRemoval && isNeeded) return undefined;
  const passing =
    /^--(?:nodeps|force(?:-.*)?|replacefiles|ignore-dependencies|overwrite=.*|rage-clean|ignore-file-conflicts)$/;
  const edits = cause.command
    .filter(({ text }) => passing.test(text))
    .map((word): Edit => [word, ""]);
  const letters = cause.command.find(({ text }) => /^-R[a-z]*dd[a-z]*$/.test(text));
  if (letters !== undefined) edits.push([letters, letters.text.replaceAll("d", "")]);
  return edits.length === 0 ? undefined : editLine(foreseen, cause, edits);
}

function whoNeeds({ cause, names: [name], isRemoval }: Check): string | undefined {
  if (!isRemoval || name === undefined) return undefined;
  const word = quoteWord(name);
  if (cause.program === "rpm") return `rpm -q --whatrequires ${word}`;
  if (cause.program === "dpkg") return `apt-cache rdepends --installed ${word}`;
  return cause.program === "pacman" ? `pacman -Qi ${word}` : undefined;
}

/** `-Sy NAME` as `-Syu NAME`. */
function upgradingAll(cause: Cause, foreseen: Foreseen): string | undefined {
  const word = cause.command.find(({ text }) => /^-[a-zA-Z]*y[a-zA-Z]*$/.test(text));
  return word === undefined ? undefined : editLine(foreseen, cause, [[word, `${word.text}u`]]);
}
