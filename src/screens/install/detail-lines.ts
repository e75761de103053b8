import type { FoundPackage, PackageDetails } from "../../domain/packages.ts";
import { formatSize } from "../../domain/text.ts";
import type { Look } from "../look.ts";
import { labelled } from "../parts/review-lines.ts";
import { beside, emptyLine, type Line, shown, token } from "../text/tokens.ts";

/** Everything there is to say about one package. */
export function detailLines(
  found: FoundPackage,
  details: PackageDetails | undefined,
  look: Look,
  width: number,
): readonly Line[] {
  const summary = beside([token("    ")], shown(found.summary, look), width, "strong");
  if (details?.name !== found.name) return [...summary, [token("    reading ...", "dim")]];
  const { version, installed, origin, trust, installedSize, homepage, services } = details;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Version", version],
    ["Here", installed ?? "not installed"],
    ["Source", origin === undefined ? undefined : `${origin}${describeTrust(trust)}`],
    ["Size", installedSize === undefined ? undefined : `${formatSize(installedSize)} on the disk`],
    ["Starts", services.length === 0 ? undefined : services.join(", ")],
    ["More", homepage],
  ];
  return [
    ...summary,
    emptyLine,
    ...details.description.flatMap((paragraph) =>
      paragraph.trim() === ""
        ? [emptyLine]
        : beside([token("    ")], shown(paragraph, look), width),
    ),
    emptyLine,
    ...facts.flatMap(([label, text]) =>
      text === undefined ? [] : labelled(label, shown(text, look), width),
    ),
  ];
}

function describeTrust(trust: PackageDetails["trust"]): string {
  if (trust === undefined) return "";
  return trust === "signed" ? ", signed" : ", NOT signed";
}
