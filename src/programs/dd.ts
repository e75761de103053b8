import { resolve } from "node:path/posix";
import { decodeBytes, encodeBytes } from "../domain/bytes.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, unknownStream } from "../domain/stream.ts";
import type { Content, OpenOptions } from "../domain/view/files.ts";
import { type ErrorCode, isError } from "../domain/world.ts";
import { copyBytes, readDdInput } from "./common/dd-input.ts";
import { type DdSettings, readDdSettings } from "./common/dd-settings.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { tellIfFull } from "./common/room.ts";
import { contentOf, streamOf } from "./common/write-stream.ts";

/** Copies bytes from one file or device to another; its operands are all of the form name=value. */
export const ddProgram: Program = {
  names: ["dd"],
  options: ["--help", "--version"],
  run: dd,
};

function dd(call: Call): Outcome {
  const words = call.arguments.map((word) => word.text);
  if (words.includes("--help") || words.includes("--version"))
    return untold("it prints its help", 0);
  const settings = readDdSettings(call.arguments);
  if (settings.kind === "unknown") return unforeseen(call, settings.reason, settings.argument);
  if (settings.kind === "wrong") return fail(call, settings.message);
  const input = readDdInput(call, settings);
  if (isError(input)) return fail(call, `failed to open '${settings.input?.text}'`);
  const copied = copyBytes(call, input, settings);
  if (settings.output === undefined) {
    const output = copied.kind === "endless" ? copied : streamOf(call, copied);
    return { status: input.error === undefined ? 0 : 1, output };
  }
  const error = writeOutput(call, settings, copied);
  if (error !== undefined) return fail(call, `failed to open '${settings.output.path}'`);
  const status = copied.kind === "endless" || input.error !== undefined ? 1 : 0;
  return { status, output: emptyStream, errors: unknownStream("it tells how fast it was") };
}

type Copied = ReturnType<typeof copyBytes>;

function writeOutput(call: Call, settings: DdSettings, copied: Copied): ErrorCode | undefined {
  const { output } = settings;
  if (output === undefined) return undefined;
  const files = call.files.for(output.argument);
  const flags: OpenOptions = {
    isExclusive: settings.conversions.has("excl"),
    mustExist: settings.conversions.has("nocreat"),
  };
  const before = files.content(output.path);
  if (howOf(settings) === "truncate" && isOneFile(call, settings)) {
    return files.write(output.path, { kind: "text", text: "" }, flags);
  }
  const old: Content = isError(before) ? { kind: "text", text: "" } : before;
  const error = files.write(output.path, merge(call, old, settings, copied), {
    ...flags,
    how: howOf(settings),
  });
  if (error === undefined && copied.kind !== "endless") {
    const { input, limit = 0 } = settings;
    const isMade = /^\/dev\/(zero|u?random)$/.test(input?.text ?? "");
    const status = isMade ? files.stat(output.path) : undefined;
    if (status !== undefined && !isError(status) && status.type === "file") {
      tellIfFull(call, resolve(call.directory, output.path), limit, output.argument);
    }
  }
  if (error === undefined && copied.kind === "endless") {
    const status = files.stat(output.path);
    if (!isError(status) && status.type === "file") {
      call.emit(
        { kind: "process", action: "fill", detail: "bytes without end", path: output.path },
        output.argument,
      );
    }
  }
  return error;
}

/** What dd empties before it reads it. */
function isOneFile(call: Call, settings: DdSettings): boolean {
  if (settings.input === undefined || settings.output === undefined) return false;
  const input = call.files.stat(settings.input.text);
  const output = call.files.stat(settings.output.path);
  return (
    !isError(input) &&
    !isError(output) &&
    input.type === "file" &&
    input.inode === output.inode &&
    input.device === output.device
  );
}

function howOf(settings: DdSettings): "truncate" | "append" | "partly" {
  const keepsOld = settings.conversions.has("notrunc");
  if (settings.outputFlags.has("append") && keepsOld) return "append";
  return keepsOld || settings.seek > 0 ? "partly" : "truncate";
}

/** All bytes of the file afterwards (for an append only what is added). */
function merge(call: Call, old: Content, settings: DdSettings, copied: Copied): Content {
  const added: Content = copied.kind === "endless" ? contentOf(copied) : copied;
  const addedText = call.files.textOf(added);
  if (howOf(settings) === "append" && addedText !== undefined) {
    return { kind: "text", text: addedText };
  }
  if (howOf(settings) !== "partly") return added;
  const oldSize = old.kind === "text" ? encodeBytes(old.text).length : old.size;
  const addedSize = added.kind === "text" ? encodeBytes(added.text).length : added.size;
  const isCut = !settings.conversions.has("notrunc");
  const oldText = call.files.textOf(old);
  if (oldText !== undefined && addedText !== undefined && settings.seek < 1_000_000) {
    return { kind: "text", text: overlay(oldText, addedText, settings.seek, isCut) };
  }
  const reason = "it is written over in part";
  if (oldSize === undefined || addedSize === undefined) return { kind: "unknown", reason };
  const end = settings.seek + addedSize;
  return { kind: "unknown", reason, size: isCut ? end : Math.max(oldSize, end) };
}

function overlay(old: string, added: string, seek: number, isCut: boolean): string {
  const before = encodeBytes(old);
  const bytes = encodeBytes(added);
  const end = seek + bytes.length;
  const size = isCut ? end : Math.max(before.length, end);
  const whole = new Uint8Array(size);
  whole.set(before.subarray(0, size));
  if (isCut) whole.fill(0, Math.min(seek, size));
  whole.set(bytes, seek);
  return decodeBytes(whole);
}
