import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, unknownStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import { download } from "./common/network/download.ts";
import { wgetOptions } from "./common/network/wget-options.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { joinPath } from "./common/paths.ts";
import { withOptions } from "./common/with-options.ts";

/** Fetches by URL into files. */
export const wgetProgram: Program = {
  names: ["wget"],
  options: wgetOptions,
  run: (call) => withOptions(call, wgetOptions, (read) => wget(call, read)),
};

/** Options with which more is fetched than what is named, or which bring in settings. */
const unmodelled = [
  "recursive",
  "mirror",
  "page-requisites",
  "input-file",
  "execute",
  "config",
  "warc-file",
  "backups",
  "use-askpass",
  "force-directories",
  "protocol-directories",
];

function wget(call: Call, read: OptionsRead): Outcome {
  const stranger = read.given.find(({ key }) => unmodelled.includes(key));
  if (stranger !== undefined) {
    return unforeseen(
      call,
      `what \`wget --${stranger.key}\` fetches is not known before`,
      stranger.argument,
    );
  }
  if (read.operands.length === 0) return fail(call, "missing URL");
  for (const address of read.operands)
    call.emit({ kind: "network", action: "fetch", target: address.text }, address);
  const reason = "what `wget` fetches is not known before";
  if (read.has("spider")) return untold(reason);
  writeLog(call, read);
  const document = read.given.findLast(({ key }) => key === "output-document");
  if (document?.value === "-")
    return { status: undefined, output: unknownStream(reason, "network") };
  if (document?.value !== undefined) download(call, document.value, document.argument, "truncate");
  else for (const address of read.operands) saveByName(call, read, address);
  return { status: undefined, output: emptyStream, errors: unknownStream(reason) };
}

function writeLog(call: Call, read: OptionsRead): void {
  for (const { key, value, argument } of read.given) {
    if (value === undefined || value === "-") continue;
    if (key === "output-file" || key === "append-output") {
      const content = { kind: "unknown", reason: "a log is not known before" } as const;
      const how = key === "output-file" ? "truncate" : "append";
      call.files.for(argument).write(value, content, { how });
    }
    if (/^(save-cookies|rejected-log)$/.test(key)) download(call, value, argument, "truncate");
  }
  if (read.has("background"))
    download(call, freeName(call, "wget-log"), firstWord(read), "truncate");
}

function firstWord(read: OptionsRead): Argument {
  const option = read.given.find(({ key }) => key === "background");
  return option?.argument ?? { text: "-b", written: "-b", span: [0, 0], origins: [] };
}

/** The last part of the address, with a number where that name is taken. */
function saveByName(call: Call, read: OptionsRead, address: Argument): void {
  const path = address.text.replace(/^[a-z]+:\/\//i, "").replace(/#.*$/, "");
  const slash = path.indexOf("/");
  const last = slash < 0 ? "" : path.slice(path.lastIndexOf("/") + 1);
  const name = last === "" ? (read.value("default-page") ?? "index.html") : last;
  const prefix = read.value("directory-prefix");
  const target = prefix === undefined ? name : joinPath(prefix, name);
  const isThere = !isError(call.files.stat(target));
  const keeps = read.values("n").includes("c") || read.has("no-clobber");
  if (isThere && keeps) return;
  if (prefix !== undefined && isError(call.files.stat(prefix))) makeDirectories(call, prefix);
  if (read.has("timestamping") && isThere) {
    call.unknown("whether the server has a newer one is not known before", address);
  }
  const resumes = read.has("continue") || read.has("timestamping");
  const place = isThere && !resumes ? freeName(call, target) : target;
  download(call, place, address, read.has("continue") ? "append" : "truncate");
}

function freeName(call: Call, name: string): string {
  if (isError(call.files.lstat(name))) return name;
  for (let number = 1; ; number += 1) {
    if (isError(call.files.lstat(`${name}.${number}`))) return `${name}.${number}`;
  }
}

function makeDirectories(call: Call, path: string): void {
  const slash = path.replace(/\/+$/, "").lastIndexOf("/");
  const parent = path.slice(0, Math.max(slash, 0));
  if (parent !== "" && isError(call.files.stat(parent))) makeDirectories(call, parent);
  call.files.makeDirectory(path);
}
