import { decodeBytes, encodeBytes } from "../../domain/bytes.ts";
import type { Call } from "../../domain/program.ts";
import type { Content } from "../../domain/view/files.ts";
import { type ErrorCode, isError } from "../../domain/world.ts";
import type { DdSettings } from "./dd-settings.ts";

export interface DdInput {
  readonly content: Content | { readonly kind: "endless"; readonly isZero: boolean };
  /** Reading fails after the output was opened (a directory). */
  readonly error?: ErrorCode;
  /** A pipe may deliver less than a block at a time, so that counting blocks tells nothing. */
  readonly isPipe?: boolean;
}

const nothing: Content = { kind: "text", text: "" };
/** Zeros up to this many bytes are held as text. */
const smallSize = 1_048_576;

/** Opens what dd reads from. */
export function readDdInput(call: Call, settings: DdSettings): DdInput | ErrorCode {
  const path = settings.input?.text;
  if (path === undefined || path === "/dev/stdin") return fromStream(call);
  const status = call.files.stat(path);
  if (isError(status)) return status;
  const denied = call.files.access(path, "read");
  if (denied !== undefined) return denied;
  if (status.type === "directory") return { content: nothing, error: "EISDIR" };
  if (status.type === "file") {
    const content = call.files.content(path);
    return isError(content) ? content : { content };
  }
  if (path === "/dev/null") return { content: nothing };
  const isZero = path === "/dev/zero" || path === "/dev/full";
  if (isZero || /\/u?random$/.test(path)) return { content: { kind: "endless", isZero } };
  const size =
    status.type === "block" ? call.facts.mounts.device(status.deviceNumber)?.size : undefined;
  const reason = `what \`${path}\` holds is not read before`;
  return { content: { kind: "unknown", reason, ...(size === undefined ? {} : { size }) } };
}

function fromStream(call: Call): DdInput {
  const { input } = call;
  if (input.kind === "text") return { content: input, isPipe: true };
  if (input.kind === "endless")
    return { content: { kind: "endless", isZero: false }, isPipe: true };
  return { content: { kind: "unknown", reason: input.reason, source: input.source }, isPipe: true };
}

type Endless = { readonly kind: "endless" };
type Unknown = Extract<Content, { kind: "unknown" }>;
type Text = Extract<Content, { kind: "text" }>;

/** The bytes that dd copies, after skip, count and conversions. */
export function copyBytes(call: Call, input: DdInput, settings: DdSettings): Content | Endless {
  const { content } = input;
  const { skip, limit } = settings;
  if (content.kind === "endless")
    return limit === undefined ? { kind: "endless" } : filled(content.isZero, limit);
  const isWhole = skip === 0 && limit === undefined && !converts(settings);
  if (isWhole) return content;
  const text = limit === 0 ? "" : call.files.textOf(content);
  if (text !== undefined && !hasUnmodelled(settings))
    return convert(slice(text, skip, limit), settings);
  const reason = content.kind === "unknown" ? content.reason : "only a part of it is copied";
  const size = sizeAfter(content, input, settings);
  return { kind: "unknown", reason, ...(size === undefined ? {} : { size }) };
}

function filled(isZero: boolean, size: number): Text | Unknown {
  if (size === 0) return { kind: "text", text: "" };
  if (isZero && size <= smallSize) return { kind: "text", text: "\0".repeat(size) };
  return { kind: "unknown", reason: isZero ? "it is all zeros" : "it is random", size };
}

function slice(text: string, skip: number, limit: number | undefined): Uint8Array {
  return encodeBytes(text).slice(skip, limit === undefined ? undefined : skip + limit);
}

function converts(settings: DdSettings): boolean {
  return (
    hasUnmodelled(settings) ||
    ["lcase", "ucase", "swab", "sync"].some((name) => settings.conversions.has(name))
  );
}

function hasUnmodelled(settings: DdSettings): boolean {
  return ["ascii", "ebcdic", "ibm", "block", "unblock"].some((name) =>
    settings.conversions.has(name),
  );
}

function convert(bytes: Uint8Array, settings: DdSettings): Content {
  const { conversions, inputBlock } = settings;
  let result = bytes;
  if (conversions.has("sync") && bytes.length % inputBlock !== 0) {
    result = new Uint8Array(Math.ceil(bytes.length / inputBlock) * inputBlock);
    result.set(bytes);
  }
  if (conversions.has("ucase"))
    result = result.map((byte) => (byte >= 97 && byte <= 122 ? byte - 32 : byte));
  if (conversions.has("lcase"))
    result = result.map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));
  if (conversions.has("swab")) result = swapPairs(result);
  return { kind: "text", text: decodeBytes(result) };
}

function swapPairs(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const swapped = Uint8Array.from(bytes);
  for (let at = 0; at + 1 < swapped.length; at += 2) {
    swapped[at] = bytes[at + 1] ?? 0;
    swapped[at + 1] = bytes[at] ?? 0;
  }
  return swapped;
}

function sizeAfter(content: Content, input: DdInput, settings: DdSettings): number | undefined {
  const size = content.kind === "text" ? encodeBytes(content.text).length : content.size;
  if (size === undefined || input.isPipe === true || hasUnmodelled(settings)) return undefined;
  const rest = Math.max(0, size - settings.skip);
  return settings.limit === undefined ? rest : Math.min(rest, settings.limit);
}
