import type { WalkEntry } from "../../../domain/view/files.ts";
import { isError } from "../../../domain/world.ts";
import { baseName, directoryName } from "../paths.ts";
import type { ActionContext } from "./actions.ts";

const escapes: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "0": "\0",
  "\\": "\\",
};

const typeLetters = {
  file: "f",
  directory: "d",
  link: "l",
  fifo: "p",
  socket: "s",
  block: "b",
  character: "c",
};

/** What -printf prints of an entry; undefined where the format asks for something not modelled. */
export function formatEntry(
  context: ActionContext,
  format: string,
  entry: WalkEntry,
): string | undefined {
  let isKnown = true;
  const text = format.replace(
    /\\([0-7]{1,3}|[abfnrtvc\\])|%([-+ #0]*\d*(?:\.\d+)?)([A-Za-z%])/g,
    (
      whole: string,
      octal: string | undefined,
      flags: string | undefined,
      letter: string | undefined,
    ) => {
      if (octal !== undefined)
        return escapes[octal] ?? String.fromCharCode(Number.parseInt(octal, 8));
      const value =
        flags === "" && letter !== undefined ? directive(context, letter, entry) : undefined;
      if (value === undefined) isKnown = false;
      return value ?? whole;
    },
  );
  return isKnown && !/\\c/.test(format) ? text : undefined;
}

function directive(context: ActionContext, letter: string, entry: WalkEntry): string | undefined {
  const { files, facts } = context.report.call;
  switch (letter) {
    case "%":
      return "%";
    case "p":
      return entry.path;
    case "f":
      return baseName(entry.path);
    case "h":
      return directoryName(entry.path);
    case "P":
      return entry.path.slice(context.startOf().length).replace(/^\/+/, "");
    case "H":
      return context.startOf();
    case "d":
      return String(entry.depth);
    case "y":
      return typeLetters[entry.type];
    case "s":
      return String(entry.status.size);
    case "m":
      return (entry.status.mode & 0o7777).toString(8);
    case "n":
      return String(entry.status.links);
    case "U":
      return String(entry.status.uid);
    case "G":
      return String(entry.status.gid);
    case "u":
      return facts.accounts.user(entry.status.uid)?.name ?? String(entry.status.uid);
    case "g":
      return facts.accounts.group(entry.status.gid)?.name ?? String(entry.status.gid);
    case "l": {
      const target = entry.type === "link" ? files.readLink(entry.path) : "";
      return isError(target) ? "" : target;
    }
    default:
      return undefined;
  }
}
