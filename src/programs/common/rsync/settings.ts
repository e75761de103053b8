import type { Call } from "../../../domain/program.ts";
import type { OptionsRead } from "../options.ts";
import { type Owner, parseOwner } from "../owner.ts";
import { parseSize } from "../size.ts";
import { type FilterRule, readFilters } from "./filters.ts";
import { type ModeRule, readModeRules } from "./mode-rules.ts";

/** What the options of rsync ask for. */
export interface RsyncSettings {
  readonly recurses: boolean;
  readonly listsDirectories: boolean;
  readonly keepsLinks: boolean;
  readonly followsLinks: boolean;
  readonly followsDirectoryLinks: boolean;
  readonly keepsTargetLinks: boolean;
  readonly keepsModes: boolean;
  readonly keepsExecutability: boolean;
  readonly keepsTimes: boolean;
  readonly keepsGroups: boolean;
  readonly keepsOwners: boolean;
  readonly keepsDevices: boolean;
  readonly keepsSpecials: boolean;
  readonly keepsHardLinks: boolean;
  readonly isRelative: boolean;
  readonly comparesContent: boolean;
  readonly ignoresTimes: boolean;
  readonly comparesSizesOnly: boolean;
  readonly skipsNewer: boolean;
  readonly onlyExisting: boolean;
  readonly onlyMissing: boolean;
  readonly isInPlace: boolean;
  readonly deletes: boolean;
  readonly deletesExcluded: boolean;
  readonly forces: boolean;
  readonly removesSources: boolean;
  readonly makesPath: boolean;
  readonly isOneFileSystem: boolean;
  readonly prunesEmpty: boolean;
  /** Owner and group that everything gets. */
  readonly owner: Owner;
  /** Directories in which unchanged files are looked for, and what is done with those found. */
  readonly bases: readonly string[];
  readonly baseUse: "link" | "copy" | "leave out";
  readonly backup: { readonly suffix: string; readonly directory?: string } | undefined;
  readonly largest: number;
  readonly smallest: number;
  readonly filters: readonly FilterRule[];
  readonly modeRules: readonly ModeRule[];
}

/** Options whose doings are not modelled. */
const unmodelled = [
  "append-verify",
  "append",
  "batch",
  "copy-as",
  "copy-devices",
  "copy-unsafe-links",
  "confine-root",
  "cvs-exclude",
  "delete-missing-args",
  "F",
  "fake-super",
  "groupmap",
  "iconv",
  "max-delete",
  "munge-links",
  "only-write-batch",
  "read-batch",
  "remote-option",
  "safe-links",
  "usermap",
  "write-batch",
  "write-devices",
  "modify-window",
  "old-dirs",
  "list-only",
];

/** Settings, or why they cannot be followed. */
export function readRsyncSettings(call: Call, read: OptionsRead): RsyncSettings | string {
  const stranger = unmodelled.find((key) => read.has(key));
  if (stranger !== undefined) return `what \`rsync --${stranger}\` does is not modelled`;
  if (read.has("acls"))
    call.uncertain("which further rights of files are copied is not worked out");
  const filters = readFilters(call, read);
  if (typeof filters === "string") return filters;
  const modeRules = readModeRules(read.values("chmod"));
  if (modeRules === undefined) return "the modes of `--chmod` cannot be read";
  const owner = readOwner(call, read);
  if (owner === undefined) return "the owner of `--chown` cannot be read";
  const isArchive = read.has("archive");
  const isOn = (key: string, ...negatives: readonly string[]): boolean => {
    const last = read.last(key, "archive", ...negatives);
    return last === key || (last === "archive" && inArchive.has(key));
  };
  const devices = read.last("D", "devices", "archive", "no-D", "no-devices");
  const specials = read.last("D", "specials", "archive", "no-D", "no-specials");
  const deletes = [
    "delete",
    "delete-before",
    "delete-during",
    "delete-delay",
    "delete-after",
    "delete-excluded",
  ];
  return {
    // A list of names means just these, unless -r itself asks for all below them.
    recurses: read.has("files-from")
      ? read.last("recursive", "no-recursive") === "recursive"
      : isOn("recursive", "no-recursive"),
    listsDirectories: isOn("dirs", "no-dirs") || read.has("files-from"),
    keepsLinks: isOn("links", "no-links"),
    followsLinks: read.has("copy-links"),
    followsDirectoryLinks: read.has("copy-dirlinks"),
    keepsTargetLinks: read.has("keep-dirlinks"),
    keepsModes: isOn("perms", "no-perms"),
    keepsExecutability: isOn("executability", "no-executability"),
    keepsTimes: isOn("times", "no-times"),
    keepsGroups: isOn("group", "no-group") || owner.gid !== undefined,
    keepsOwners: isOn("owner", "no-owner") || owner.uid !== undefined,
    keepsDevices:
      devices !== undefined && !devices.startsWith("no-") && (isArchive || !read.has("no-D")),
    keepsSpecials: specials !== undefined && !specials.startsWith("no-"),
    keepsHardLinks: isOn("hard-links", "no-hard-links"),
    isRelative:
      isOn("relative", "no-relative") || (read.has("files-from") && !read.has("no-relative")),
    comparesContent: isOn("checksum", "no-checksum"),
    ignoresTimes: isOn("ignore-times", "no-ignore-times"),
    comparesSizesOnly: isOn("size-only", "no-size-only"),
    skipsNewer: isOn("update", "no-update"),
    onlyExisting: read.has("existing"),
    onlyMissing: read.has("ignore-existing"),
    isInPlace: isOn("inplace", "no-inplace"),
    deletes: deletes.some((key) => read.has(key)),
    deletesExcluded: read.has("delete-excluded"),
    forces: read.has("force"),
    removesSources: read.has("remove-source-files"),
    makesPath: read.has("mkpath"),
    isOneFileSystem: isOn("one-file-system", "no-one-file-system"),
    prunesEmpty: isOn("prune-empty-dirs", "no-prune-empty-dirs"),
    owner,
    bases: [
      ...read.values("link-dest"),
      ...read.values("copy-dest"),
      ...read.values("compare-dest"),
    ],
    baseUse: read.has("link-dest") ? "link" : read.has("copy-dest") ? "copy" : "leave out",
    backup: readBackup(read),
    largest: parseSize(read.value("max-size") ?? "") ?? Number.POSITIVE_INFINITY,
    smallest: parseSize(read.value("min-size") ?? "") ?? 0,
    filters,
    modeRules,
  };
}

const inArchive = new Set(["recursive", "links", "perms", "times", "group", "owner"]);

function readBackup(read: OptionsRead): RsyncSettings["backup"] {
  const directory = read.value("backup-dir");
  if (read.last("backup", "no-backup") !== "backup" && directory === undefined) return undefined;
  const suffix = read.value("suffix") ?? (directory === undefined ? "~" : "");
  return directory === undefined ? { suffix } : { suffix, directory };
}

function readOwner(call: Call, read: OptionsRead): Owner | undefined {
  const text = read.value("chown");
  if (text === undefined) return {};
  const owner = parseOwner(text.replace(/:$/, ""), call.facts.accounts);
  return typeof owner === "string" ? undefined : owner;
}
