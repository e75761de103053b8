import type { Argument } from "../../domain/argument.ts";
import type { Cause, PackageEffect } from "../../domain/effect.ts";
import type { Alternative } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { quoteWord } from "../../domain/text.ts";
import { alternatives, type Edit, editLine } from "./edit-line.ts";

/** What shows which packages need another one, by the manager that a line calls. */
const asksWhoNeeds: ReadonlyMap<string, (name: string) => string> = new Map([
  ["dnf", (name) => `dnf repoquery --installed --whatrequires ${name}`],
  ["dnf5", (name) => `dnf repoquery --installed --whatrequires ${name}`],
  ["yum", (name) => `dnf repoquery --installed --whatrequires ${name}`],
  ["rpm", (name) => `rpm -q --whatrequires ${name}`],
  ["zypper", (name) => `rpm -q --whatrequires ${name}`],
  ["pacman", (name) => `pacman -Qi ${name}`],
  ["apk", (name) => `apk info -r ${name}`],
]);

/** A look at what needs the package, before it is taken away. */
export function whoNeeds({ program }: Cause, name: string | undefined): readonly Alternative[] {
  if (name === undefined) return [];
  const usual = (one: string): string => `apt-cache rdepends --installed ${one}`;
  const line = (asksWhoNeeds.get(program) ?? usual)(quoteWord(name));
  return [{ line, why: "shows which installed packages need it" }];
}

const packageFile = /\.(?:deb|rpm|apk)$/;

const distrusting =
  /^--?(?:allow-unauthenticated|allow-insecure-repositories|allow-untrusted|nogpgcheck|no-gpg-checks|force-yes|nosignature|nodigest)$/;
const distrustingSetting =
  /^(?:-o|--option=)?(?:Acquire::Allow\w+Repositories|APT::Get::AllowUnauthenticated)=/i;

/** The line without the words by which signatures are not asked for. */
export function withoutDistrust(foreseen: Foreseen, cause: Cause): readonly Alternative[] {
  const edits = cause.command.flatMap((word, at): readonly Edit[] => {
    if (distrusting.test(word.text)) return [[word, ""]];
    if (!distrustingSetting.test(word.text)) return [];
    const before: Argument | undefined = cause.command[at - 1];
    return before?.text === "-o"
      ? [
          [before, ""],
          [word, ""],
        ]
      : [[word, ""]];
  });
  // A file of its own has no source that could vouch for it.
  const isOfFile = cause.command.some(({ text }) => packageFile.test(text));
  if (edits.length === 0 || isOfFile) return [];
  return alternatives([editLine(foreseen, cause, edits), "asks for the signatures"]);
}

/** A look at the package file, or at where the package comes from. */
export function lookAtSource(
  { program, command }: Cause,
  [first]: readonly PackageEffect[],
): readonly Alternative[] {
  const file = command.slice(1).find(({ text }) => packageFile.test(text));
  if (file?.text.endsWith(".apk") === true) return [];
  if (file !== undefined) {
    const asks = file.text.endsWith(".deb") ? "dpkg -I" : "rpm -qip";
    return [{ line: `${asks} ${quoteWord(file.text)}`, why: "shows who says they made it" }];
  }
  if (first === undefined || asksWhoNeeds.has(program)) return [];
  const line = `apt-cache policy ${quoteWord(first.target)}`;
  return [{ line, why: "shows from where it would come" }];
}
