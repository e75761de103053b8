import { consult, type Inquiry } from "../../domain/inquiry.ts";
import type { Path } from "../../domain/world.ts";
import { askApt } from "./commands.ts";
import { type Paragraph, readParagraphs } from "./paragraphs.ts";

/** A list of packages that apt has fetched from one source. */
export interface PackageList {
  /** As the simulation names it: `Debian-Security:12/oldstable-security`. */
  readonly label: string;
  /** The source's own word for itself: `Debian`. */
  readonly origin: string;
  readonly isSigned: boolean;
  /** Where it is declared: `/etc/apt/sources.list:3`; for deb822 the number is the paragraph's. */
  readonly entry: string;
  readonly site: string;
  /** Where the list itself lies, packed or not. */
  readonly file: Path;
}

/** The lists that apt chooses from. apt itself calls sources that are not checked trusted, too. */
export function* askPackageLists(): Inquiry<readonly PackageList[]> {
  const { output } = yield* askApt("apt-get", ["indextargets", "Created-By: Packages"]);
  const declared = new Map<string, boolean>();
  const lists: PackageList[] = [];
  for (const target of readParagraphs(output)) {
    const entry = target.get("sourcesentry") ?? "";
    if (!declared.has(entry)) declared.set(entry, yield* isDeclaredTrusted(entry));
    const isSigned = target.get("trusted") === "yes" && declared.get(entry) === false;
    const site = target.get("site") ?? "";
    const file = target.get("filename") ?? "";
    lists.push({ label: labelOf(target), origin: originOf(target), isSigned, entry, site, file });
  }
  return lists;
}

/** As apt joins it: the label, then version and suite; the host where nothing describes itself. */
function labelOf(target: Paragraph): string {
  const label = target.get("label");
  const version = target.get("version");
  const suite = target.get("suite");
  const place =
    suite === undefined
      ? hostOf(target.get("site") ?? "")
      : [...(version === undefined ? [] : [version]), suite].join("/");
  return label === undefined ? place : `${label}:${place}`;
}

function hostOf(site: string): string {
  const host = /^[a-z+]+:\/\/([^/]+)/.exec(site)?.[1] ?? "";
  return host === "" ? "localhost" : host;
}

function originOf(target: Paragraph): string {
  return target.get("origin") ?? target.get("label") ?? hostOf(target.get("site") ?? "");
}

/** Whether the source is declared not to be checked: `[trusted=yes]`, `Trusted: yes`. */
function* isDeclaredTrusted(entry: string): Inquiry<boolean> {
  const [, path, number] = /^(.*):(\d+)$/.exec(entry) ?? [];
  if (path === undefined || number === undefined) return false;
  const { output } = yield* consult({ kind: "read", path });
  return isTrustedEntry(path, output, Number(number));
}

/** The same of a source file's text. */
export function isTrustedEntry(path: Path, text: string, number: number): boolean {
  if (!path.endsWith(".sources")) {
    const options = /^\s*deb(?:-src)?\s+\[([^\]]*)\]/.exec(text.split("\n")[number - 1] ?? "")?.[1];
    return /\b(?:trusted|allow-insecure|allow-weak)\s*=\s*(?:yes|true|1)\b/i.test(options ?? "");
  }
  const paragraph = readParagraphs(text)[number - 1];
  return ["trusted", "allow-insecure", "allow-weak"].some((field) =>
    /^(?:yes|true|1)$/i.test(paragraph?.get(field)?.trim() ?? ""),
  );
}
