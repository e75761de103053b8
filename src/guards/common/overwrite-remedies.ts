import { basename, resolve } from "node:path/posix";
import type { Argument } from "../../domain/argument.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { quoteWord } from "../../domain/text.ts";
import { divert } from "./bypass-remedies.ts";
import {
  addOption,
  alternatives,
  editLine,
  lineAs,
  standsIn,
  typedForm,
  typedPath,
} from "./edit-line.ts";
import { isOfPackages } from "./hand-placed.ts";
import type { Overwrite } from "./overwrites.ts";

/** Lines that leave the content where it is, the one that was probably meant first. */
export function gentlerOverwrites(overwrite: Overwrite, foreseen: Foreseen, facts: Facts) {
  const { cause } = overwrite.command;
  const option = Object.hasOwn(gentler, cause.program) ? gentler[cause.program] : undefined;
  const isRedirected = cause.program.includes(">");
  const aside = isRedirected ? writtenAside(overwrite, foreseen) : undefined;
  return alternatives(
    aside,
    archiving(overwrite, foreseen),
    reversedLink(overwrite, foreseen),
    option && [addOption(foreseen, cause, option[0]), option[1]],
    cause.program === "sed"
      ? [keepingSed(foreseen, overwrite), "keeps the old file as .bak"]
      : undefined,
    isRedirected && aside === undefined
      ? [appending(foreseen, cause.operand), "adds to the file and keeps what is in it"]
      : undefined,
    [backupFirst(overwrite, foreseen), "keeps a copy first"],
    besidePackage(overwrite, facts),
  );
}

/** Whoever means to replace a package's file wants the package manager to know of it. */
function besidePackage({ lost, command }: Overwrite, facts: Facts) {
  const [only] = lost;
  if (lost.length !== 1 || only?.package === undefined || !isOfPackages(only.path))
    return undefined;
  return divert(only.path, command.cause, facts);
}

type Offer = readonly [line: string | undefined, why: string];

/** `sort x > x`: the shell empties x before sort can read it. */
function writtenAside({ command: { cause } }: Overwrite, foreseen: Foreseen): Offer | undefined {
  const { operand } = cause;
  if (operand === undefined || !standsIn(foreseen.line, operand)) return undefined;
  const target = resolve(cause.directory, operand.text);
  const isRead =
    foreseen.steps.some(({ argv }) =>
      argv
        .slice(1)
        .some((word) => !word.startsWith("-") && resolve(cause.directory, word) === target),
    ) || foreseen.line.split(/\s+|[<>]/).filter((word) => word === operand.written).length > 1;
  if (!isRead) return undefined;
  const aside = quoteWord(`${operand.text}.new`);
  return [
    editLine(foreseen, cause, [[operand, aside]]),
    "the file is emptied before it is read: this writes beside it, to be moved over it afterwards",
  ];
}

const archiveName = /\.(tar|tgz|tbz2?|txz|tar\.\w+|zip|7z)$/;

/** `tar czf notes.txt photos`: the name of the archive is missing, or stands in the wrong place. */
function archiving({ command: { cause }, lost }: Overwrite, foreseen: Foreseen): Offer | undefined {
  if (cause.program !== "tar" && cause.program !== "zip") return undefined;
  const words = cause.command.slice(1);
  const at = words.findIndex(({ text }) => resolve(cause.directory, text) === lost[0]?.path);
  const target = words[at];
  if (target === undefined || archiveName.test(target.text)) return undefined;
  const sources = words.slice(at + 1).filter(({ text }) => !text.startsWith("-"));
  const swapped = sources.find(({ text }) => archiveName.test(text));
  if (swapped !== undefined) {
    const edits = [
      [target, typedForm(swapped)],
      [swapped, typedForm(target)],
    ] as const;
    return [editLine(foreseen, cause, edits), "the name of the archive comes first"];
  }
  const isGlob = target.origins.some(({ kind }) => kind === "glob");
  const first = isGlob ? "files" : basename((sources[0] ?? target).text).replace(/\.\w+$/, "");
  const name = quoteWord(`${first}${suffixOf(cause.program, words)}`);
  const line = editLine(foreseen, cause, [[target, `${name} ${typedForm(target)}`]]);
  return [line, "the name of the archive comes before what goes into it"];
}

function suffixOf(program: string, words: readonly Argument[]): string {
  if (program === "zip") return ".zip";
  const flags = words.find(({ text }) => /^-?\w*c\w*f$/.test(text))?.text ?? "";
  if (flags.includes("z")) return ".tar.gz";
  return flags.includes("J") ? ".tar.xz" : flags.includes("j") ? ".tar.bz2" : ".tar";
}

/** `ln -sf new old` while there is no `new`: it was to point at `old`. */
function reversedLink({ command, lost }: Overwrite, foreseen: Foreseen): Offer | undefined {
  const { cause } = command;
  if (cause.program !== "ln" || lost.length !== 1) return undefined;
  if (!cause.command.some(({ text }) => /^-\w*s|^--symbolic$/.test(text))) return undefined;
  const words = cause.command.slice(1).filter(({ text }) => !text.startsWith("-"));
  const [source, target] = words;
  if (words.length !== 2 || source === undefined || target === undefined) return undefined;
  if (source.text.startsWith("/dev/")) return undefined;
  if (foreseen.textBefore?.(resolve(cause.directory, source.text)) !== undefined) return undefined;
  const flags = cause.command.slice(1).find(({ text }) => /^-\w*f/.test(text));
  const edits = [
    [source, typedForm(target)],
    [target, typedForm(source)],
    ...(flags === undefined ? [] : [[flags, flags.text.replace("f", "")] as const]),
  ] as const;
  return [editLine(foreseen, cause, edits), "what is there comes first, the new name second"];
}

/** Options by which programs leave existing files alone or keep what was in them. */
const gentler: Readonly<Record<string, readonly [option: string, why: string]>> = {
  cp: ["-n", "leaves files alone that exist already"],
  mv: ["-n", "leaves files alone that exist already"],
  ln: ["-b", "keeps the old file with a ~ behind its name"],
  install: ["-b", "keeps the old file with a ~ behind its name"],
  tee: ["-a", "adds to the file and keeps what is in it"],
  rsync: ["--ignore-existing", "leaves files alone that exist already"],
};

function keepingSed(foreseen: Foreseen, { command }: Overwrite): string | undefined {
  const option = command.cause.command.find(({ text }) => /^-[nErsuz]*i$|^--in-place$/.test(text));
  if (option === undefined) return undefined;
  const [start, end] = option.span;
  if (foreseen.line.slice(start, end) !== option.text) return undefined;
  const kept = option.text.startsWith("--") ? `${option.text}=.bak` : `${option.text}.bak`;
  return foreseen.line.slice(0, start) + kept + foreseen.line.slice(end);
}

/** The line with `>>` for the `>` that stands before the target. */
function appending(foreseen: Foreseen, target: Argument | undefined): string | undefined {
  if (target === undefined) return undefined;
  const before = foreseen.line.slice(0, target.span[0]);
  const operator = /(&?)>\|?\s*$/.exec(before);
  if (operator === null || operator.index === 0 || before.slice(0, operator.index).endsWith(">"))
    return undefined;
  const start = before.slice(0, operator.index);
  return `${start}${operator[1]}>> ${foreseen.line.slice(target.span[0])}`;
}

function backupFirst({ lost, command }: Overwrite, foreseen: Foreseen): string | undefined {
  const [only] = lost;
  if (lost.length !== 1 || only === undefined || only.before.type !== "file") return undefined;
  const words = [typedPath(only.path, foreseen), typedPath(`${only.path}.bak`, foreseen)];
  const isOneCommand = !/[;\n]|[^&>]&[^&>]|\|\|/.test(foreseen.line);
  const rest = isOneCommand ? foreseen.line : `{ ${foreseen.line.replace(/[;\s]+$/, "")}; }`;
  return `${lineAs(command.cause, ["cp", "-a", ...words])} && ${rest}`;
}
