import type { PackageFailure } from "../../domain/packages.ts";
import { showName } from "../../domain/text.ts";

/** Why apt's simulation made no plan; the names like a missing one are added by who has the list. */
export function readFailure(errors: string, isRemoval = false): PackageFailure {
  const missing = missingName(errors);
  if (missing !== undefined) {
    return {
      kind: "no-such-package",
      sentence: `No source of this machine has a package ${quoted(missing)}.`,
    };
  }
  const version = /^E: Version '(.*)' for '(.*)' was not found/m.exec(errors);
  if (version !== null) {
    const [, wanted = "", name = ""] = version;
    return {
      kind: "no-such-package",
      sentence: `No source of this machine has version ${quoted(wanted)} of ${quoted(name)}.`,
    };
  }
  if (isHalfDone(errors)) return { kind: "broken", sentence: halfDone };
  const isUnsatisfiable = /unmet dependencies|held broken packages|pkgProblemResolver/.test(errors);
  return {
    kind: isUnsatisfiable ? "unsatisfiable" : "failed",
    sentence: isUnsatisfiable ? describeUnmet(errors, isRemoval) : describeFailure(errors),
  };
}

/** The name that no source has. */
export function missingName(errors: string): string | undefined {
  return (
    /^E: Unable to locate package (.*)$/m.exec(errors)?.[1] ??
    /^E: Package '(.*)' has no installation candidate/m.exec(errors)?.[1]
  );
}

function isHalfDone(errors: string): boolean {
  return /dpkg was interrupted|apt --fix-broken install|Unmet dependencies\. Try/.test(errors);
}

const halfDone =
  "An earlier run of the package manager was cut off and left packages half done. Finish that first: handrail configure-packages.";

function describeUnmet(text: string, isRemoval: boolean): string {
  const first = /^ *(\S+) : +(?:Pre)?Depends: (\S+)(.*)$/m.exec(text);
  if (isRemoval) {
    const whose = first === null ? "other packages" : quoted(first[1] ?? "");
    return `Too much would go with it: ${whose} could not work any more. The package manager makes no plan for that.`;
  }
  const reason =
    first === null
      ? ""
      : ` ${quoted(first[1] ?? "")} needs ${quoted(first[2] ?? "")}, which cannot be installed here.`;
  return `What these packages need of each other cannot be met with the sources of this machine.${reason}`;
}

/** Signs in what apt and dpkg print when a run fails, and what they mean for a person. */
const signs: readonly (readonly [sign: RegExp, sentence: (match: RegExpExecArray) => string])[] = [
  [
    /No space left on device|You don't have enough free space in (\S+?)\.?$/m,
    () => "The disk is full. Free some space, then try again.",
  ],
  [
    /Could not get lock|Unable to acquire the dpkg frontend lock|Unable to lock/,
    () => "Something else is using the package manager. Wait for it to end, then try again.",
  ],
  [
    /NO_PUBKEY|signatures couldn't be verified|is not signed|could not be authenticated|unauthenticated packages/,
    () =>
      "A source of packages is not signed by a key that this machine trusts, so nothing was taken from it.",
  ],
  [
    /EXPKEYSIG|Release file .* (?:is expired|is not valid yet)/,
    () => "A source's signature is out of date. Look at the machine's date, and at the source.",
  ],
  [
    /\b404\b +Not Found|Hash Sum mismatch|unexpected size/,
    () => "A source no longer has what the lists here say. Refresh the lists, then try again.",
  ],
  [
    /Temporary failure resolving '(.*?)'|Could not resolve '(.*?)'/,
    ([, one, two]) =>
      `The address of ${quoted(one ?? two ?? "")} was not found. Look at the network, then try again.`,
  ],
  [
    /Could not connect to (\S+)|Cannot initiate the connection to (\S+)|Connection failed|Failed to fetch/,
    ([, one, two]) =>
      `${one === undefined && two === undefined ? "A source" : quoted(one ?? two ?? "")} could not be reached. Look at the network, then try again.`,
  ],
  [
    /Essential packages were removed/,
    () => "The package manager refuses to remove what this machine cannot do without.",
  ],
  [/Held packages were changed/, () => "A package is held at its version. Release it first."],
  [
    /dpkg: error processing (?:package|archive) (\S+) \(--(\w+)\)/,
    ([, name = "", action = ""]) =>
      `${quoted(name.replace(/^.*\//, ""))} could not be ${action === "configure" ? "set up" : action === "remove" ? "removed" : "unpacked"}.`,
  ],
  [/dpkg was interrupted|Unmet dependencies\. Try/, () => halfDone],
  [
    /are you root\?|requested operation requires superuser|Permission denied/,
    () => "This needs root's rights.",
  ],
];

/** What the output of a failed run comes to, as a sentence and what to do next. */
export function describeFailure(output: string): string {
  for (const [sign, sentence] of signs) {
    const match = sign.exec(output);
    if (match !== null) return sentence(match);
  }
  const last = output
    .split("\n")
    .filter((line) => /^(?:E|dpkg): |^dpkg\S*: error/.test(line))
    .at(0);
  return last === undefined
    ? "The package manager failed without saying why."
    : `The package manager says: ${showName(last.replace(/^(?:E|dpkg\S*): /, "").trim())}`;
}

function quoted(name: string): string {
  return showName(name);
}
