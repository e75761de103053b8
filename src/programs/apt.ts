import { resolve } from "node:path/posix";
import type { Argument } from "../domain/argument.ts";
import type { PackageRequest } from "../domain/packages.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, textStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import { type OptionsRead, readOptions } from "./common/options.ts";
import { succeed, unforeseen, untold } from "./common/outcome.ts";
import {
  aptOptions,
  decidingOptions,
  distrustingOption,
  strangeOption,
} from "./common/packages/apt-options.ts";
import { runRequest } from "./common/packages/emit-transaction.ts";
import { runUnmodelled } from "./common/unmodelled.ts";
import { withOptions } from "./common/with-options.ts";

/** Debian's package manager, by its own simulation. */
export const aptProgram: Program = {
  names: ["apt", "apt-get"],
  options: aptOptions,
  run: (call) =>
    withOptions(call, aptOptions, (read) => run(call, read), {
      usageStatus: 100,
      // What only tells has many more options of its own.
      isReadOnly: isQuestion(readOptions(aptOptions, call.arguments)),
    }),
};

/** Commands that only tell; changelog and check write nothing but to the terminal. */
const questions = new Set(
  "list search show policy depends rdepends showsrc showpkg madison check changelog indextargets help moo".split(
    " ",
  ),
);

function isQuestion({ operands: [verb] }: OptionsRead): boolean {
  return verb?.unknown === undefined && questions.has(verb?.text ?? "");
}

type Operation = PackageRequest["operation"];

/** Commands that install or remove, with options that go without saying. */
const operations: ReadonlyMap<string, readonly [Operation, ...string[]]> = new Map<
  string,
  readonly [Operation, ...string[]]
>([
  ["install", ["install"]],
  ["reinstall", ["install", "--reinstall"]],
  ["remove", ["remove"]],
  ["purge", ["purge"]],
  ["upgrade", ["upgrade"]],
  ["full-upgrade", ["full-upgrade"]],
  ["dist-upgrade", ["full-upgrade"]],
  ["autoremove", ["autoremove"]],
  ["auto-remove", ["autoremove"]],
  ["autopurge", ["autoremove", "--purge"]],
]);

function run(call: Call, read: OptionsRead): Outcome {
  const [verb, ...operands] = read.operands;
  if (verb === undefined || isQuestion(read)) {
    return untold(`what \`${call.name}\` prints is not known before`);
  }
  const strange = strangeOption(read);
  if (strange !== undefined) return unforeseen(call, `what \`${strange}\` leads to is not known`);
  if (read.has("no-act") || read.has("print-uris")) return untold("it only tells what it would do");
  const operation = operations.get(verb.text);
  if (/^auto-?clean$/.test(verb.text) && !hasArchives(call))
    return untold("it tells what it reads", 0);
  const isKnown = operation !== undefined || verb.text === "update" || verb.text === "clean";
  if (!isKnown) return runUnmodelled(call);
  if (call.identity.uid !== 0) return refuse();
  if (operation === undefined) return verb.text === "clean" ? clean(call) : refresh(call, read);
  return change(call, read, operation, operands);
}

function refuse(): Outcome {
  const place = "/var/lib/dpkg/lock-frontend";
  const text = `E: Could not open lock file ${place} - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (${place}), are you root?\n`;
  return { status: 100, output: emptyStream, errors: textStream(text) };
}

function change(
  call: Call,
  read: OptionsRead,
  [operation, ...implied]: readonly [Operation, ...string[]],
  operands: readonly Argument[],
): Outcome {
  if (read.has("download-only")) {
    return unforeseen(call, "which archives are fetched into the cache is not worked out");
  }
  announceDistrust(call, read);
  // Only `apt upgrade` installs what is new; the simulation's own default.
  const own = operation === "upgrade" && call.name === "apt-get" ? ["--without-new-pkgs"] : [];
  const options = [...own, ...implied, ...decidingOptions(read)];
  const names = operands.map((operand) => nameOrFile(call, operand));
  return runRequest(call, { operation, names, options }, operands);
}

/** A file is named from where the line stands; one the line itself makes is not on the disk yet. */
function nameOrFile(call: Call, operand: Argument): string {
  const { text } = operand;
  if (!/^\.{0,2}\//.test(text)) return text;
  const path = resolve(call.directory, text);
  if (!call.files.isUnchanged(path)) {
    call.unknown("what is in a package that the line itself makes is not known", operand);
  }
  return path;
}

function refresh(call: Call, read: OptionsRead): Outcome {
  announceDistrust(call, read);
  call.emit({ kind: "package", action: "refresh", target: "the lists of packages" });
  call.uncertain("what the sources of packages have by then is not known before");
  return untold("whether every source answers is not known before");
}

function announceDistrust(call: Call, read: OptionsRead): void {
  const option = distrustingOption(read);
  if (option === undefined) return;
  const argument = call.arguments.find(({ text }) => text === option);
  call.emit({ kind: "package", action: "distrust", target: "any source" }, argument);
}

const cache = "/var/cache/apt";

/** Whether anything was fetched that could be too old. */
function hasArchives({ files }: Call): boolean {
  const entries = files.readDirectory(`${cache}/archives`);
  return isError(entries) || entries.some(({ name }) => name.endsWith(".deb"));
}

/** Deletes the fetched archives. */
function clean(call: Call): Outcome {
  for (const directory of [`${cache}/archives`, `${cache}/archives/partial`]) {
    const entries = call.files.readDirectory(directory);
    if (isError(entries)) continue;
    const isPartial = directory.endsWith("partial");
    for (const { name, type } of entries) {
      if (type !== "directory" && (isPartial || name.endsWith(".deb"))) {
        call.files.unlink(`${directory}/${name}`);
      }
    }
  }
  for (const name of ["pkgcache.bin", "srcpkgcache.bin"]) call.files.unlink(`${cache}/${name}`);
  return succeed();
}
