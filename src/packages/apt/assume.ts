import { consult, type Inquiry } from "../../domain/inquiry.ts";
import type { PackageChange } from "../../domain/packages.ts";
import { askApt } from "./commands.ts";

const database = "/var/lib/dpkg/status";

/**
 * Words that make apt take for granted that changes have been made: it reads another database, the
 * real one with these packages put in and taken out. Undefined where that cannot be written.
 */
export function* assume(changes: readonly PackageChange[]): Inquiry<readonly string[] | undefined> {
  const last = new Map(changes.map((change) => [change.name, change]));
  if (last.size === 0) return [];
  const { status: readStatus, output: text } = yield* consult({ kind: "read", path: database });
  if (readStatus !== 0) return undefined;
  const kept = text.split("\n\n").filter((paragraph) => !last.has(nameIn(paragraph, last)));
  const added = yield* askParagraphs([...last.values()]);
  const { status, output: path } = yield* consult({
    kind: "scratch",
    text: `${[...kept, ...added].map((paragraph) => paragraph.trim()).join("\n\n")}\n\n`,
  });
  return status === 0 ? ["-o", `Dir::State::status=${path}`] : undefined;
}

/** As changes name it: with the architecture where it is not the machine's own. */
function nameIn(paragraph: string, known: ReadonlyMap<string, PackageChange>): string {
  const name = /^Package: (.*)$/m.exec(paragraph)?.[1] ?? "";
  const architecture = /^Architecture: (.*)$/m.exec(paragraph)?.[1] ?? "";
  const whole = `${name}:${architecture}`;
  return known.has(whole) ? whole : name;
}

/** What the database would say of the packages that came, by what their sources say. */
function* askParagraphs(changes: readonly PackageChange[]): Inquiry<readonly string[]> {
  const versions = changes.flatMap(({ name, after }) =>
    after === undefined ? [] : [`${name}=${after}`],
  );
  if (versions.length === 0) return [];
  const { output } = yield* askApt("apt-cache", ["show", ...versions]);
  const found = new Map<string, string>();
  for (const paragraph of output.split("\n\n")) {
    const key = /^Package: (.*)$/m.exec(paragraph)?.[1] ?? "";
    if (key !== "") found.set(`${key}=${/^Version: (.*)$/m.exec(paragraph)?.[1]}`, paragraph);
  }
  return [...found.values()].map((paragraph) => {
    const plain = paragraph.replace(/^Status: .*\n?/m, "").trim();
    return `${plain}\nStatus: install ok installed`;
  });
}
