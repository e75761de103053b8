import type { Call } from "../../../domain/program.ts";
import type { OptionsRead } from "../options.ts";
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
  readonly backup: { readonly suffix: string; readonly directory?: string } | undefined;
  readonly largest: number;
  readonly smallest: number;
  readonly filters: readonly FilterRule[];
  readonly modeRules: readonly ModeRule[];
}

/** Options whose doings are not modelled. */
const unmodelled = [
  "acls",
  "append-verify",
  "append",
  "batch",
  "chown",
  "compare-dest",
  "copy-as",
  "copy-dest",
  "copy-devices",
  "copy-unsafe-links",
  "confine-root",
  "cvs-exclude",
  "delete-missing-args",
  "F",
  "fake-super",
  "files-from",
  "groupmap",
  "iconv",
  "link-dest",
  "log-file",
  "max-delete",
  "munge-links",
  "only-write-batch",
  "partial-dir",
  "prune-empty-dirs",
  "read-batch",
  "remote-option",
  "safe-links",
  "usermap",
  "write-batch",
  "write-devices",
  "modify-window",
  "fuzzy",
  "old-dirs",
  "list-only",
];

/** Settings, or why they cannot be followed. */
export function readRsyncSettings(call: Call, read: OptionsRead): RsyncSettings | string {
  const stranger = unmodelled.find((key) => read.has(key));
  if (stranger !== undefined) return `what \`rsync --${stranger}\` does is not modelled`;
  const filters = readFilters(call, read);
  if (typeof filters === "string") return filters;
  const modeRules = readModeRules(read.values("chmod"));
  if (modeRules === undefined) return "the modes of `--chmod` cannot be read";
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
    recurses: isOn("recursive", "no-recursive"),
    listsDirectories: isOn("dirs", "no-dirs"),
    keepsLinks: isOn("links", "no-links"),
    followsLinks: read.has("copy-links"),
    followsDirectoryLinks: read.has("copy-dirlinks"),
    keepsTargetLinks: read.has("keep-dirlinks"),
    keepsModes: isOn("perms", "no-perms"),
    keepsExecutability: isOn("executability", "no-executability"),
    keepsTimes: isOn("times", "no-times"),
    keepsGroups: isOn("group", "no-group"),
    keepsOwners: isOn("owner", "no-owner"),
    keepsDevices:
      devices !== undefined && !devices.startsWith("no-") && (isArchive || !read.has("no-D")),
    keepsSpecials: specials !== undefined && !specials.startsWith("no-"),
    keepsHardLinks: isOn("hard-links", "no-hard-links"),
    isRelative: isOn("relative", "no-relative"),
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
