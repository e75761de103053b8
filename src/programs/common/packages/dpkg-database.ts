import type { Call } from "../../../domain/program.ts";
import { isError } from "../../../domain/world.ts";

const status = "/var/lib/dpkg/status";

/** How dpkg's record of packages stands: text of a megabyte or so; undefined where it cannot be read. */
export function readDpkgStatus({ files }: Call): string | undefined {
  const text = files.text(status, 16 * 1024 ** 2);
  return text === undefined || isError(text) ? undefined : text;
}

/** Whether a package is half done, or waits for another's scripts: `dpkg --configure -a` has work then. */
export function hasHalfDone(call: Call): boolean {
  const text = readDpkgStatus(call);
  const waits =
    /^Status: \S+ \S+ (?!installed$|config-files$|not-installed$)|^Triggers-(Pending|Awaited):/m;
  return text === undefined || waits.test(text);
}

/** dpkg writes its record anew beside the old one, which stays as `status-old`. */
export function rewriteDpkgStatus(call: Call, text: string | undefined): void {
  const { files } = call;
  const old = `${status}-old`;
  if (!isError(files.lstat(old))) files.unlink(old);
  files.hardLink(status, old);
  const reason = "how the record of packages stands then is not worked out";
  const content =
    text === undefined ? ({ kind: "unknown", reason } as const) : ({ kind: "text", text } as const);
  files.replace(status, content, { mode: 0o644, uid: 0, gid: 0 });
}

/** Whatever dpkg is told to do, it notes in its log, with the time. */
export function noteInDpkgLog({ files }: Call): void {
  const content = { kind: "unknown", reason: "the time stands in it" } as const;
  files.write("/var/log/dpkg.log", content, { how: "append", mode: 0o644 });
}

/** What a package is wanted to be (`install`, `hold`), by its name; undefined where there is none. */
export function wishFor(text: string, name: string): string | undefined {
  return paragraphOf(text, name)?.match(/^Status: (\S+)/m)?.[1];
}

/** The record with another wish for one package. */
export function withWish(text: string, name: string, wish: string): string {
  const paragraph = paragraphOf(text, name);
  if (paragraph === undefined) return text;
  return text.replace(paragraph, () => paragraph.replace(/^Status: \S+/m, `Status: ${wish}`));
}

function paragraphOf(text: string, name: string): string | undefined {
  const start = `Package: ${name}\n`;
  const at = text.startsWith(start) ? 0 : text.indexOf(`\n\n${start}`);
  if (at < 0) return undefined;
  const from = at === 0 ? 0 : at + 2;
  const end = text.indexOf("\n\n", from);
  return text.slice(from, end < 0 ? undefined : end);
}
