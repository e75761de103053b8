import type { Inquiry } from "../../domain/inquiry.ts";
import type { PackageDetails } from "../../domain/packages.ts";
import { joinWords } from "../../domain/text.ts";
import { knownServiceOf } from "../known-services.ts";
import { askApt } from "./commands.ts";
import { describeSource, sizeIn, summaryOf } from "./describe-change.ts";
import { type Paragraph, readParagraphs } from "./paragraphs.ts";
import { askPackageLists } from "./sources.ts";
import { askStates } from "./states.ts";

/** What the sources and the database say of one package. */
export function* askDetails(name: string): Inquiry<PackageDetails | undefined> {
  const { output } = yield* askApt("apt-cache", ["show", "--no-all-versions", "--", name]);
  const record = readParagraphs(output)[0];
  if (record === undefined) return undefined;
  const [state] = yield* askStates([name]);
  const version = record.get("version");
  const installedSize = sizeIn(record, "installed-size", 1024);
  const homepage = record.get("homepage");
  return {
    name,
    ...(version === undefined ? {} : { version }),
    ...(state === undefined ? {} : { installed: state.version }),
    summary: summaryOf(record) ?? "",
    description: readDescription(record),
    ...(yield* askSource(name)),
    ...(installedSize === undefined ? {} : { installedSize }),
    ...(homepage === undefined ? {} : { homepage }),
    services: describeServices(name),
  };
}

/** `nginx (port 80)`. */
function describeServices(name: string): readonly string[] {
  const service = knownServiceOf(name);
  if (service === undefined) return [];
  const { unit, ports } = service;
  if (ports.length === 0) return [unit];
  return [`${unit} (${ports.length === 1 ? "port" : "ports"} ${joinWords(ports.map(String))})`];
}

/** The long description without its marks: ` .` is an empty line. */
function readDescription(record: Paragraph): readonly string[] {
  const text = record.get("description-en") ?? record.get("description") ?? "";
  return text
    .split("\n")
    .slice(1)
    .map((line) => (/^\s*\.\s*$/.test(line) ? "" : line.replace(/^ /, "")));
}

/** Which source the version that would be installed comes from, by apt's simulation. */
function* askSource(name: string): Inquiry<ReturnType<typeof describeSource>> {
  const { output } = yield* askApt("apt-cache", ["policy", "--", name]);
  const sites = sitesOfCandidate(output);
  const from = (yield* askPackageLists()).filter(({ site }) => sites.includes(site));
  return describeSource(
    from.map(({ label }) => label),
    from,
  );
}

/** The addresses under the candidate's version in what `apt-cache policy` prints. */
function sitesOfCandidate(text: string): readonly string[] {
  const candidate = /^ *Candidate: (\S+)/m.exec(text)?.[1];
  const lines = text.split("\n");
  const start = lines.findIndex(
    (line) =>
      /^ (?:\*\*\*| {3}) \S+ \S+$/.test(line) && line.split(/\s+/).includes(candidate ?? ""),
  );
  if (candidate === undefined || start < 0) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !/^ {8}/.test(line));
  return rest
    .slice(0, end < 0 ? rest.length : end)
    .flatMap((line) => /^ *-?\d+ (\S+)/.exec(line)?.[1] ?? []);
}
