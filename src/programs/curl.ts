import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, unknownStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import { curlOptions } from "./common/network/curl-options.ts";
import { download } from "./common/network/download.ts";
import type { GivenOption, OptionsRead } from "./common/options.ts";
import { fail, unforeseen } from "./common/outcome.ts";
import { joinPath } from "./common/paths.ts";
import { withOptions } from "./common/with-options.ts";

/** Fetches or sends by URL. */
export const curlProgram: Program = {
  names: ["curl"],
  options: curlOptions,
  acceptsUnknown: true,
  run: (call) => withOptions(call, curlOptions, (read) => curl(call, read)),
};

/** Options that bring in settings or write files that are not followed here. */
const unmodelled = ["config", "next", "libcurl", "parallel-config", "manual"];
/** Options whose value is a file that is written besides the transfer. */
const written = [
  "cookie-jar",
  "dump-header",
  "etag-save",
  "trace",
  "trace-ascii",
  "stderr",
  "hsts",
  "alt-svc",
];

function curl(call: Call, read: OptionsRead): Outcome {
  const stranger = read.given.find(({ key }) => unmodelled.includes(key));
  if (stranger !== undefined) {
    return unforeseen(
      call,
      `what \`curl --${stranger.key}\` brings in is not modelled`,
      stranger.argument,
    );
  }
  const addresses = [
    ...read.given.filter(({ key }) => key === "url").map(addressOf),
    ...read.operands,
  ];
  if (addresses.length === 0) return fail(call, "no URL specified", 2);
  const outputs = read.given.filter(({ key }) => key === "output" || key === "remote-name");
  let printed = 0;
  for (const [at, address] of addresses.entries()) {
    call.emit({ kind: "network", action: "fetch", target: address.text }, address);
    const target = targetOf(read, outputs[at], address);
    if (target === undefined) printed += 1;
    else saveTo(call, read, target, address);
  }
  for (const option of read.given.filter(({ key }) => written.includes(key)))
    writeBeside(call, option);
  const reason = "what `curl` fetches is not known before";
  const output = printed > 0 ? unknownStream(reason, "network") : emptyStream;
  return { status: undefined, output, errors: unknownStream(reason) };
}

function addressOf(option: GivenOption): Argument {
  return option.argument;
}

/** The file an address is saved to; undefined where it goes to standard output. */
function targetOf(
  read: OptionsRead,
  option: GivenOption | undefined,
  address: Argument,
): string | undefined {
  const isRemote =
    option?.key === "remote-name" || (option === undefined && read.has("remote-name-all"));
  const name = isRemote ? remoteName(address.text) : option?.value;
  if (name === undefined || name === "-") return undefined;
  const directory = read.value("output-dir");
  return directory === undefined || name.startsWith("/") ? name : joinPath(directory, name);
}

/** The last part of the address's path. */
function remoteName(address: string): string {
  const path = address.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "").replace(/[?#].*$/, "");
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(slash + 1);
}

function saveTo(call: Call, read: OptionsRead, target: string, address: Argument): void {
  const isGlobbed = !read.has("globoff") && /[{[]/.test(address.text);
  if (address.unknown !== undefined || isGlobbed || target.endsWith("/") || target === "") {
    call.unknown("under which name `curl` saves is not known before", address);
    return;
  }
  if (read.has("remote-header-name")) call.unknown("the server may choose another name", address);
  if (read.has("create-dirs")) makeParents(call, target);
  download(call, target, address, read.has("continue-at") ? "append" : "truncate");
}

function makeParents(call: Call, path: string): void {
  const slash = path.lastIndexOf("/");
  const parent = path.slice(0, Math.max(slash, 0));
  if (parent === "" || !isError(call.files.stat(parent))) return;
  makeParents(call, parent);
  call.files.makeDirectory(parent, 0o750);
}

function writeBeside(call: Call, option: GivenOption): void {
  const { value } = option;
  if (value === undefined || value === "" || value === "-" || value === "%") return;
  download(call, value, option.argument, "truncate");
}
