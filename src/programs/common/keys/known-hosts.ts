import type { Call, Outcome } from "../../../domain/program.ts";
import { textStream } from "../../../domain/stream.ts";
import { isError } from "../../../domain/world.ts";
import { fail, unforeseen, untold } from "../outcome.ts";

const entry = /^\s*(?:(@\S+)\s+)?(\S+)\s+(?:ssh-|ecdsa-|sk-)\S+\s+[A-Za-z0-9+/=]+/;
const other = { kind: "unknown", reason: "names are hashed with a number of chance" } as const;

/** `ssh-keygen -R`: takes a host out of the list of hosts whose keys are known. */
export function removeHost(call: Call, path: string, host: string): Outcome {
  const text = call.files.text(path);
  if (isError(text)) return fail(call, `Cannot stat ${path}: No such file or directory`, 255);
  if (text === undefined) return unforeseen(call, "which hosts the file names is not known");
  const lines = text.split("\n");
  const found = findHost(call, path, host, lines);
  if (found === undefined) return unforeseen(call, "hashed names of hosts cannot be compared here");
  if (!areValid(lines)) return untold(`${path} is not a valid list of hosts`, 1);
  if (found.length === 0) return untold(`it tells that ${host} is not there`, 0);
  const kept = lines.filter((_, at) => !found.includes(at));
  return replaceKeeping(call, path, { kind: "text", text: kept.join("\n") });
}

/** `ssh-keygen -F`: shows what the list says of a host. */
export function showHost(call: Call, path: string, host: string): Outcome {
  const computed = call.files.isUnchanged(path)
    ? call.compute("ssh-keygen", ["-F", host, "-f", path])
    : undefined;
  return computed === undefined
    ? untold("what it finds is not known before")
    : { status: computed.status, output: textStream(computed.output) };
}

/** `ssh-keygen -H`: hides the names in the list. */
export function hashHosts(call: Call, path: string): Outcome {
  const text = call.files.text(path);
  if (isError(text)) return fail(call, `Cannot stat ${path}: No such file or directory`, 255);
  const lines = (text ?? "").split("\n");
  if (!areValid(lines)) return untold(`${path} is not a valid list of hosts`, 1);
  const isHashed = lines.every((line) => {
    const [, marker, names = "*"] = entry.exec(line) ?? [];
    return marker !== undefined || names.startsWith("|1|") || /[*?]/.test(names);
  });
  const isSame = isHashed && text !== undefined;
  return replaceKeeping(call, path, isSame ? { kind: "text", text } : other);
}

/** The new list takes the name; the old one stays under another. */
function replaceKeeping(
  call: Call,
  path: string,
  content: Parameters<Call["files"]["replace"]>[1],
): Outcome {
  const { files } = call;
  const status = files.stat(path);
  const old = `${path}.old`;
  const gone = files.unlink(old);
  if (gone !== undefined && gone !== "ENOENT") return fail(call, `unlink ${old} failed`, 255);
  if (files.hardLink(path, old) !== undefined) return fail(call, `link ${path} failed`, 255);
  // The other name keeps the old file, so that only the name itself is given to a new one.
  if (files.unlink(path) !== undefined) return fail(call, `rename to ${path} failed`, 255);
  const mode = isError(status) ? 0o600 : status.mode & 0o777;
  files.replace(path, content, { mode });
  return untold("it tells what it did", 0);
}

function areValid(lines: readonly string[]): boolean {
  return lines.every((line) => /^\s*(#|$)/.test(line) || entry.test(line));
}

/** Numbers of the lines that name the host; undefined where that cannot be told. */
function findHost(
  call: Call,
  path: string,
  host: string,
  lines: readonly string[],
): readonly number[] | undefined {
  if (lines.some((line) => line.startsWith("|1|"))) return askFor(call, path, host);
  const name = host.toLowerCase();
  return lines.flatMap((line, at) => {
    const [, marker, names = ""] = entry.exec(line) ?? [];
    return marker === undefined && isAmong(name, names) ? [at] : [];
  });
}

function isAmong(host: string, names: string): boolean {
  let isFound = false;
  for (const name of names.toLowerCase().split(",")) {
    const isNot = name.startsWith("!");
    if (!isLike(isNot ? name.slice(1) : name, host)) continue;
    if (isNot) return false;
    isFound = true;
  }
  return isFound;
}

/** Patterns of ssh know `*` and `?` and no brackets. */
function isLike(pattern: string, host: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`).test(host);
}

/** ssh-keygen itself finds hashed names. */
function askFor(call: Call, path: string, host: string): readonly number[] | undefined {
  if (!call.files.isUnchanged(path)) return undefined;
  const computed = call.compute("ssh-keygen", ["-F", host, "-f", path]);
  if (computed === undefined) return undefined;
  return [...computed.output.matchAll(/^# Host .* found: line (\d+) *$/gm)].map(
    ([, line]) => Number(line) - 1,
  );
}
