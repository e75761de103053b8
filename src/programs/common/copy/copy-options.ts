import type { Call } from "../../../domain/program.ts";
import { backupOptions, readBackupRules } from "../backup.ts";
import { commonOptions } from "../coreutil.ts";
import { destinationOptions } from "../destination.ts";
import type { OptionsRead } from "../options.ts";
import type { Report } from "../report.ts";
import { type CopyRules, copyDefaults } from "./rules.ts";

/** The options of cp. */
export const copyOptions: readonly string[] = [
  "-a --archive",
  "--attributes-only",
  ...backupOptions,
  "--copy-contents",
  "-d",
  "-f --force",
  "-i --interactive",
  "-H",
  "-l --link",
  "-L --dereference",
  "-n --no-clobber",
  "-P --no-dereference",
  "-p",
  "--preserve[=ATTR_LIST]",
  "--no-preserve=ATTR_LIST",
  "--parents",
  "-R -r --recursive",
  "--remove-destination",
  "--reflink[=WHEN]",
  "--sparse=WHEN",
  "--strip-trailing-slashes",
  "-s --symbolic-link",
  ...destinationOptions,
  "-u",
  "--update[=WHEN]",
  "-v --verbose",
  "-x --one-file-system",
  "-Z",
  "--context[=CTX]",
  "--debug",
  "--keep-directory-symlink",
  ...commonOptions,
];

type Draft = { -readonly [Key in keyof CopyRules]: CopyRules[Key] };

/** What the options of cp ask for; undefined after a complaint. */
export function readCopyRules(
  call: Call,
  read: OptionsRead,
  report: Report,
): CopyRules | undefined {
  const backup = readBackupRules(read, call, report);
  if (backup === undefined) return undefined;
  const rules: Draft = { ...copyDefaults, backup };
  let isFollowSet = false;
  for (const { key, value } of read.given) {
    if (!applyOption(rules, key, value)) {
      report.usage(`invalid argument '${value}' for '--${key}'`);
      return undefined;
    }
    if (["archive", "d", "H", "dereference", "no-dereference"].includes(key)) isFollowSet = true;
  }
  const mistake = findMistake(read, rules);
  if (mistake !== undefined) {
    report.usage(mistake);
    return undefined;
  }
  return complete(call, read, rules, isFollowSet);
}

function complete(call: Call, read: OptionsRead, rules: Draft, isFollowSet: boolean): CopyRules {
  if (rules.overwriting === "never") rules.isUpdate = false;
  if (!isFollowSet) {
    rules.follow = rules.isRecursive && rules.makes !== "hard links" ? "never" : "always";
  }
  if (rules.isRecursive) rules.readsSpecial = read.has("copy-contents");
  if (rules.unlinksAfterFailure && rules.makes !== "copies") rules.unlinksBefore = true;
  rules.writesThroughDangling = call.environment.has("POSIXLY_CORRECT");
  return rules;
}

function findMistake(read: OptionsRead, rules: Draft): string | undefined {
  if (read.has("link") && read.has("symbolic-link"))
    return "cannot make both hard and symbolic links";
  if (rules.overwriting === "never" && rules.backup.kind !== "none") {
    return "options --backup and --no-clobber are mutually exclusive";
  }
  return undefined;
}

const plainEffects: Readonly<Record<string, (rules: Draft) => void>> = {
  archive: (rules) => {
    rules.follow = "never";
    rules.keepsLinks = true;
    rules.mustKeep = true;
    rules.isRecursive = true;
    keepBasics(rules, true);
  },
  "attributes-only": (rules) => {
    rules.leavesData = true;
  },
  d: (rules) => {
    rules.keepsLinks = true;
    rules.follow = "never";
  },
  force: (rules) => {
    rules.unlinksAfterFailure = true;
  },
  interactive: (rules) => {
    rules.overwriting = "ask";
  },
  "no-clobber": (rules) => {
    rules.overwriting = "never";
  },
  H: (rules) => {
    rules.follow = "command";
  },
  dereference: (rules) => {
    rules.follow = "always";
  },
  "no-dereference": (rules) => {
    rules.follow = "never";
  },
  link: (rules) => {
    rules.makes = "hard links";
  },
  "symbolic-link": (rules) => {
    rules.makes = "symbolic links";
  },
  p: (rules) => {
    rules.mustKeep = true;
    keepBasics(rules, true);
  },
  recursive: (rules) => {
    rules.isRecursive = true;
  },
  "remove-destination": (rules) => {
    rules.unlinksBefore = true;
  },
  u: (rules) => {
    rules.isUpdate = true;
  },
  update: (rules) => {
    rules.isUpdate = true;
  },
  verbose: (rules) => {
    rules.isVerbose = true;
  },
  "one-file-system": (rules) => {
    rules.isOneFileSystem = true;
  },
};

/** False where the option's value is none that it takes. */
function applyOption(rules: Draft, key: string, value: string | undefined): boolean {
  if (key === "preserve" || key === "no-preserve")
    return applyPreserve(rules, key === "preserve", value);
  plainEffects[key]?.(rules);
  return true;
}

function keepBasics(rules: Draft, keeps: boolean): void {
  rules.keepsMode = keeps;
  rules.keepsOwner = keeps;
  rules.keepsTimes = keeps;
}

function applyPreserve(rules: Draft, keeps: boolean, list: string | undefined): boolean {
  if (list === undefined) {
    keepBasics(rules, true);
    rules.mustKeep = true;
    return true;
  }
  if (keeps) rules.mustKeep = true;
  return list.split(",").every((attribute) => applyAttribute(rules, attribute, keeps));
}

function applyAttribute(rules: Draft, attribute: string, keeps: boolean): boolean {
  switch (attribute) {
    case "mode":
      rules.keepsMode = keeps;
      rules.dropsMode = !keeps;
      return true;
    case "timestamps":
      rules.keepsTimes = keeps;
      return true;
    case "ownership":
      rules.keepsOwner = keeps;
      return true;
    case "links":
      rules.keepsLinks = keeps;
      return true;
    case "context":
    case "xattr":
      return true;
    case "all":
      keepBasics(rules, keeps);
      rules.keepsLinks = keeps;
      rules.dropsMode = !keeps;
      return true;
    default:
      return false;
  }
}
