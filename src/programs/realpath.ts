import { describeError } from "../domain/error-text.ts";
import type { Call, Program } from "../domain/program.ts";
import { type ErrorCode, isError } from "../domain/world.ts";
import { canonicalize, type Existence } from "./common/canonicalize.ts";
import { commonOptions, isMissingOperand, runCoreutil } from "./common/coreutil.ts";
import { quoteWhereNeeded } from "./common/messages.ts";
import type { OptionsRead } from "./common/options.ts";
import { relativeTo } from "./common/relative-path.ts";

const options = [
  "-e --canonicalize-existing",
  "-E --canonicalize",
  "-m --canonicalize-missing",
  "-L --logical",
  "-P --physical",
  "-q --quiet",
  "--relative-to=DIR",
  "--relative-base=DIR",
  "-s --strip --no-symlinks",
  "-z --zero",
  ...commonOptions,
];

interface Rules {
  readonly existence: Existence;
  readonly isLogical: boolean;
  readonly keepsLinks: boolean;
}

/** Shows absolute paths. */
export const realpathProgram: Program = {
  names: ["realpath"],
  options,
  run: (call) =>
    runCoreutil(
      call,
      options,
      (read, report) => {
        if (isMissingOperand(read, report)) return;
        const rules = readRules(read);
        const complain = (path: string, error: ErrorCode): void => {
          if (read.has("quiet")) report.setStatus(1);
          else report.fail(`${quoteWhereNeeded(path)}: ${describeError(error)}`);
        };
        const base = readDirectory(call, read, "relative-base", rules, complain);
        const to = readDirectory(call, read, "relative-to", rules, complain) ?? base;
        if (report.hasFailed) return;
        for (const { text } of read.operands) {
          const real = resolve(call, text, rules);
          if (typeof real === "string") complain(text, real);
          else report.print(show(real.path, to, base) + (read.has("zero") ? "\0" : "\n"));
        }
      },
      { newer: ["canonicalize"] },
    ),
};

function readRules(read: OptionsRead): Rules {
  const how = read.last("canonicalize-existing", "canonicalize-missing");
  const existence =
    how === "canonicalize-existing"
      ? "existing"
      : how === "canonicalize-missing"
        ? "missing"
        : "last";
  const links = read.last("logical", "physical", "no-symlinks");
  return { existence, isLogical: links === "logical", keepsLinks: links === "no-symlinks" };
}

function readDirectory(
  call: Call,
  read: OptionsRead,
  key: string,
  rules: Rules,
  complain: (path: string, error: ErrorCode) => void,
): string | undefined {
  const path = read.value(key);
  if (path === undefined) return undefined;
  const real = resolve(call, path, rules);
  if (typeof real === "string") complain(path, real);
  return typeof real === "string" ? undefined : real.path;
}

function resolve(call: Call, path: string, rules: Rules): { readonly path: string } | ErrorCode {
  if (path === "") return "ENOENT";
  if (!rules.keepsLinks && !rules.isLogical) return canonicalize(call, path, rules.existence);
  const flat = flatten(call, path, rules.existence);
  return typeof flat === "string" || rules.keepsLinks
    ? flat
    : canonicalize(call, flat.path, rules.existence);
}

/** `..` takes the part before it away, links or not; what it is taken from must be a directory. */
function flatten(
  call: Call,
  path: string,
  existence: Existence,
): { readonly path: string } | ErrorCode {
  const words = path.split("/");
  let at = path.startsWith("/") ? "" : call.directory;
  for (const [index, word] of words.entries()) {
    if (word === "" || word === ".") continue;
    if (word === "..") {
      at = at.replace(/\/[^/]*$/, "");
      continue;
    }
    at = `${at}/${word}`;
    const rest = words.slice(index + 1).filter((part) => part !== "");
    const error =
      existence === "missing" ? undefined : refusal(call, at, words.slice(index + 1), rest);
    const isLastMissing = existence === "last" && error === "ENOENT" && rest.length === 0;
    if (error !== undefined && !isLastMissing) return error;
  }
  return { path: at === "" ? "/" : at };
}

/** Only the last part is looked at, and one that is used as a directory. */
function refusal(
  call: Call,
  path: string,
  after: readonly string[],
  rest: readonly string[],
): ErrorCode | undefined {
  const isDirectory =
    after.length > 0 && (rest.length === 0 || rest[0] === "." || rest[0] === "..");
  if (!isDirectory && rest.length > 0) return undefined;
  const status = call.files.stat(path);
  if (isError(status)) return status;
  return isDirectory && status.type !== "directory" ? "ENOTDIR" : undefined;
}

function show(path: string, to: string | undefined, base: string | undefined): string {
  if (to === undefined) return path;
  const isBelow = (inner: string): boolean =>
    base === undefined || base === "/" || inner === base || inner.startsWith(`${base}/`);
  return isBelow(path) && isBelow(to) ? relativeTo(to, path) : path;
}
