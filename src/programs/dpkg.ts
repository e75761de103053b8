import { resolve } from "node:path/posix";
import type { Argument } from "../domain/argument.ts";
import type { PackageBypass } from "../domain/effect.ts";
import type { PackageChange, PackageSimulation } from "../domain/packages.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen, untold } from "./common/outcome.ts";
import {
  hasHalfDone,
  noteInDpkgLog,
  readDpkgStatus,
  rewriteDpkgStatus,
  wishFor,
  withWish,
} from "./common/packages/dpkg-database.ts";
import { earlierChanges } from "./common/packages/emit-transaction.ts";
import { sayFilesUnknown } from "./common/packages/files-unknown.ts";
import { runUnmodelled } from "./common/unmodelled.ts";
import { withOptions } from "./common/with-options.ts";

const options: readonly string[] = [
  "-i --install",
  "--unpack",
  "--configure",
  "-r --remove",
  "-P --purge",
  "--triggers-only",
  "-l --list",
  "-L --listfiles",
  "-s --status",
  "-S --search",
  "-p --print-avail",
  "-I --info",
  "-c --contents",
  "-C --audit",
  "-V --verify",
  "--get-selections",
  "--set-selections",
  "--print-architecture",
  "--print-foreign-architectures",
  "--compare-versions",
  "--no-act --dry-run --simulate",
  "-a --pending",
  "-R --recursive",
  "-E --skip-same-version",
  "-G --refuse-downgrade",
  "-B --auto-deconfigure",
  "-D LEVEL --debug=LEVEL",
  "--no-triggers",
  "--no-pager",
  "-? --help",
  "--version",
];

/** Debian's installer of single packages, below apt. */
export const dpkgProgram: Program = {
  names: ["dpkg"],
  options,
  run: (call) => {
    const words = call.arguments.filter(({ text }) => !isForce(text));
    return withOptions(call, options, (read) => run(call, read), { usageStatus: 2, words });
  },
};

const questions = [
  "list",
  "listfiles",
  "status",
  "search",
  "print-avail",
  "info",
  "contents",
  "audit",
  "verify",
  "get-selections",
  "print-architecture",
  "print-foreign-architectures",
  "compare-versions",
];

/** `--force-THING,THING`; what is none of dpkg's things stays an option that is not known. */
function isForce(text: string): boolean {
  return forced(text).length > 0 && forced(text).every((thing) => things.has(thing));
}

const things: ReadonlySet<string> = new Set(
  "all auto-select downgrade configure-any hold remove-reinstreq remove-protected remove-essential depends depends-version breaks conflicts confmiss confnew confold confdef confask overwrite overwrite-dir overwrite-diverted statoverride-add statoverride-remove security-mac unsafe-io script-chrootless architecture bad-version bad-path not-root bad-verify".split(
    " ",
  ),
);

function forced(text: string): readonly string[] {
  return /^--force-(.+)$/.exec(text)?.[1]?.split(",") ?? [];
}

/** The gravest check that is passed over. */
function bypassOf(call: Call): PackageBypass | undefined {
  const all = new Set(call.arguments.flatMap(({ text }) => forced(text)));
  const hasAny = (names: string) => names.split(" ").some((name) => all.has(name));
  if (hasAny("all remove-essential remove-protected bad-verify")) return "every-check";
  if (hasAny("depends depends-version breaks conflicts remove-reinstreq")) return "needs";
  return hasAny("overwrite overwrite-dir overwrite-diverted") ? "other-files" : undefined;
}

function run(call: Call, read: OptionsRead): Outcome {
  if (questions.some((key) => read.has(key))) return ask(call);
  const verb = ["install", "unpack", "configure", "remove", "purge"].find((key) => read.has(key));
  if (verb === undefined) return read.has("set-selections") ? select(call) : runUnmodelled(call);
  if (read.has("simulate")) return untold("it only tells what it would do");
  if (call.identity.uid !== 0)
    return fail(call, "error: requested operation requires superuser privilege", 2);
  if (verb === "configure") return configure(call, read);
  if (read.has("recursive") || read.has("pending")) return runUnmodelled(call);
  const { operands } = read;
  if (operands.length === 0) return fail(call, `error: --${verb} needs at least one package`, 2);
  const isFile = verb === "install" || verb === "unpack";
  if (isFile && operands.every((operand) => isAbsent(call, operand))) {
    const archive = `'${operands[0]?.text}'`;
    return fail(call, `error: cannot access archive ${archive}: No such file or directory`, 2);
  }
  const hasEffect = operands
    .map((operand) =>
      isFile
        ? installFile(call, operand)
        : remove(call, operand, verb === "purge" ? "purge" : "remove"),
    )
    .includes(true);
  if (!hasEffect) return doNothing(call);
  sayFilesUnknown(call, 0);
  return untold("whether the packages can be set up is not known before");
}

function isAbsent(call: Call, { text }: Argument): boolean {
  return call.files.stat(resolve(call.directory, text)) === "ENOENT";
}

/** --set-selections: what packages are wanted to be, a name and a word on each line that flows in. */
function select(call: Call): Outcome {
  const text = readDpkgStatus(call);
  if (call.identity.uid !== 0)
    return fail(call, "error: requested operation requires superuser privilege", 2);
  if (call.input.kind !== "text" || text === undefined)
    return unforeseen(call, "which packages are wanted is not known before");
  let after = text;
  for (const line of call.input.text.split("\n")) {
    const [name = "", wish = "", ...rest] = line.trim().split(/\s+/);
    if (name === "" || name.startsWith("#")) continue;
    const isKnown = /^(install|hold|deinstall|purge)$/.test(wish) && rest.length === 0;
    if (!isKnown || wishFor(text, name) === undefined)
      return unforeseen(call, "what becomes of a package that is not there is not worked out");
    after = withWish(after, name, wish);
    if (wish === "hold") call.emit({ kind: "package", action: "hold", target: name });
  }
  rewriteDpkgStatus(call, after);
  return succeed();
}

/** What is only told is asked of the real one. */
function ask(call: Call): Outcome {
  const answer = call.compute(
    "dpkg",
    call.arguments.map(({ text }) => text),
  );
  if (answer === undefined) return untold("what `dpkg` prints is not known before");
  return { status: answer.status, output: textStream(answer.output) };
}

/** It has nothing to do, and still writes its own records anew. */
function doNothing(call: Call): Outcome {
  noteInDpkgLog(call);
  rewriteDpkgStatus(call, readDpkgStatus(call));
  return untold("what `dpkg` prints is not known before", 0);
}

function configure(call: Call, read: OptionsRead): Outcome {
  if (read.has("pending") && !hasHalfDone(call)) return doNothing(call);
  const targets = read.has("pending")
    ? ["half-done packages"]
    : read.operands.map(({ text }) => text);
  for (const target of targets) call.emit({ kind: "package", action: "configure", target });
  call.uncertain("what the scripts of half-done packages do is not worked out");
  return untold("whether the packages can be set up is not known before");
}

/** A package out of a file comes from nobody that this machine trusts to sign. */
function installFile(call: Call, operand: Argument): boolean {
  const path = resolve(call.directory, operand.text);
  if (isError(call.files.stat(path))) return false;
  const simulation = call.files.isUnchanged(path)
    ? call.facts.packages.simulate?.({ operation: "install", names: [path], ...afterEarlier(call) })
    : undefined;
  const changes = simulation?.kind === "transaction" ? simulation.changes : [];
  const change = changes.find(({ isAutomatic }) => !isAutomatic) ?? fromName(operand.text);
  if (change === undefined) {
    unforeseen(call, "which package is in the file is not known", operand);
    return true;
  }
  const { action, name: target } = change;
  call.emit({ kind: "package", action, target, change, ...passing(call) }, operand);
  return true;
}

function passing(call: Call): { readonly bypass?: PackageBypass } {
  const bypass = bypassOf(call);
  return bypass === undefined ? {} : { bypass };
}

/** What is not there, dpkg does not take away; whatever else keeps apt from a plan is not dpkg's. */
function isMissing(simulation: PackageSimulation): boolean {
  return simulation.kind === "failure" && simulation.failure.kind === "no-such-package";
}

function afterEarlier(call: Call): { readonly after?: readonly PackageChange[] } {
  const after = earlierChanges(call);
  return after.length === 0 ? {} : { after };
}

/** By custom a package's file is called NAME_VERSION_ARCHITECTURE.deb. */
function fromName(text: string): PackageChange | undefined {
  const [, name, after] = /([^/_]+)_([^_/]+)(?:_[^/]*)?\.deb$/.exec(text) ?? [];
  if (name === undefined || after === undefined) return undefined;
  return {
    name,
    after,
    action: "install",
    isAutomatic: false,
    isSecurity: false,
    origin: "a file on this machine",
    trust: "unsigned",
  };
}

/** dpkg refuses to take away what others need, but that makes it no good idea. */
function remove(call: Call, operand: Argument, operation: "remove" | "purge"): boolean {
  const request = { operation, names: [operand.text], ...afterEarlier(call) };
  const simulation = call.facts.packages.simulate?.(request);
  if (simulation !== undefined && isMissing(simulation)) return false;
  const changes = simulation?.kind === "transaction" ? simulation.changes : undefined;
  const change = changes?.find(({ name }) => name === operand.text);
  if (changes !== undefined && change === undefined) return false;
  const known = change === undefined ? {} : { change };
  const { text: target } = operand;
  call.emit({ kind: "package", action: operation, target, ...known, ...passing(call) }, operand);
  return true;
}
