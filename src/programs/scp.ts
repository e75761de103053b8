import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import { download } from "./common/network/download.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { baseName, joinPath } from "./common/paths.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-3",
  "-4",
  "-6",
  "-A",
  "-B",
  "-C",
  "-c CIPHER",
  "-D PATH",
  "-F CONFIG",
  "-i IDENTITY",
  "-J DESTINATION",
  "-l LIMIT",
  "-O",
  "-o OPTION",
  "-P PORT",
  "-p",
  "-q",
  "-R",
  "-r",
  "-S PROGRAM",
  "-s",
  "-T",
  "-v",
  "-X OPTION",
];

/** Copies between machines. */
export const scpProgram: Program = {
  names: ["scp"],
  options,
  run: (call) => withOptions(call, options, (read) => scp(call, read)),
};

function scp(call: Call, read: OptionsRead): Outcome {
  const target = read.operands.at(-1);
  const sources = read.operands.slice(0, -1);
  if (target === undefined || sources.length === 0) return fail(call, "usage: scp source target");
  if (isRemote(target.text)) {
    call.emit({ kind: "network", action: "send", target: target.text }, target);
    return untold("it asks another machine");
  }
  if (read.has("r")) return unforeseen(call, "what lies on the other machine is not known");
  for (const source of sources) fetch(call, source, target);
  return { status: undefined, output: emptyStream };
}

function isRemote(text: string): boolean {
  return /^(scp|sftp):\/\//.test(text) || /^[^/]+:/.test(text);
}

function fetch(call: Call, source: Argument, target: Argument): void {
  if (!isRemote(source.text)) {
    call.unknown("copying on this machine with `scp` is not modelled", source);
    return;
  }
  call.emit({ kind: "network", action: "fetch", target: source.text }, source);
  if (/[*?[\]{}]/.test(source.text)) {
    call.unknown("which files the pattern means there is not known", source);
    return;
  }
  const status = call.files.stat(target.text);
  const isDirectory = !isError(status) && status.type === "directory";
  const name = baseName(source.text.replace(/^.*:/, ""));
  download(call, isDirectory ? joinPath(target.text, name) : target.text, target, "truncate");
}
