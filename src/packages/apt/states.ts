import { consult, type Inquiry } from "../../domain/inquiry.ts";
import type { PackageState } from "../manager.ts";
import { askApt } from "./commands.ts";
import { readParagraphs } from "./paragraphs.ts";

/** How packages stand in dpkg's database; those that are not there are left out. */
export function* askStates(names: readonly string[]): Inquiry<readonly PackageState[]> {
  if (names.length === 0) return [];
  const automatic = yield* askAutomatic();
  const rows = new Map<string, Row>();
  for (const row of yield* askRows(names)) {
    rows.set(`${row.name}:${row.architecture}`, row);
    if (!rows.has(row.name)) rows.set(row.name, row);
  }
  return [...new Set(names)].flatMap((name) => {
    const row = rows.get(name);
    if (row === undefined || isGone(row)) return [];
    const isAutomatic = automatic.has(`${row.name}:${row.architecture}`);
    return [{ name, version: row.version, isConfigured: isWhole(row), isAutomatic }];
  });
}

/** Names of packages that a broken-off run left unpacked, half configured or in error. */
export function* askUnfinished(): Inquiry<readonly string[]> {
  const rows = yield* askRows([]);
  return rows.filter((row) => !isGone(row) && !isWhole(row)).map(({ name }) => name);
}

/** Whether installed packages lack what they depend on, so that apt does nothing else before. */
export function* askLacking(): Inquiry<boolean> {
  const { status, output, errors } = yield* askApt("apt-get", ["--simulate", "check"]);
  return status !== undefined && status !== 0 && /unmet dependencies/i.test(output + errors);
}

/** Of `name=version`, those that a source offers. */
export function* askObtainable(versions: readonly string[]): Inquiry<ReadonlySet<string>> {
  const wanted = new Map(versions.map((version) => [version.replace(/:[^=]*=/, "="), version]));
  const found = new Set<string>();
  for (let at = 0; at < versions.length; at += 200) {
    const { output } = yield* askApt("apt-cache", ["show", ...versions.slice(at, at + 200)]);
    for (const record of readParagraphs(output)) {
      const version = wanted.get(`${record.get("package")}=${record.get("version")}`);
      // Without a file it is only the database's record of what is installed.
      if (version !== undefined && record.has("filename")) found.add(version);
    }
  }
  return found;
}

interface Row {
  readonly name: string;
  readonly architecture: string;
  readonly version: string;
  readonly status: string;
  readonly flag: string;
}

const fields = ["Package", "Architecture", "Version", "db:Status-Status", "db:Status-Eflag"];
const format = `${fields.map((field) => `\${${field}}`).join("\\t")}\\n`;

function* askRows(names: readonly string[]): Inquiry<readonly Row[]> {
  const { output } = yield* consult({
    kind: "run",
    program: "dpkg-query",
    arguments: ["--show", `--showformat=${format}`, "--", ...names],
  });
  return output.split("\n").flatMap((line) => {
    const [name = "", architecture = "", version = "", status = "", flag = ""] = line.split("\t");
    return name === "" ? [] : [{ name, architecture, version, status, flag }];
  });
}

function isGone({ status }: Row): boolean {
  return status === "not-installed" || status === "config-files";
}

function isWhole({ status, flag }: Row): boolean {
  return status === "installed" && flag === "ok";
}

/** `name:architecture` of what apt takes for automatic; a file of its own beside dpkg's. */
function* askAutomatic(): Inquiry<ReadonlySet<string>> {
  const { output } = yield* consult({ kind: "read", path: "/var/lib/apt/extended_states" });
  const found = new Set<string>();
  for (const record of readParagraphs(output)) {
    if (record.get("auto-installed") !== "1") continue;
    const name = record.get("package");
    found.add(`${name}:${record.get("architecture")}`);
    found.add(`${name}:all`);
  }
  return found;
}
