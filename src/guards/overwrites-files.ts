import type { Argument } from "../domain/argument.ts";
import { defineGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import { countOf, formatSize, showName } from "../domain/text.ts";
import { addOption, alternatives, lineAs, typedPath } from "./common/edit-line.ts";
import { type Overwrite, overwrites } from "./common/overwrites.ts";
import { describeAmount, describePaths, pathsOf } from "./common/wording.ts";

/** Writing over content that then lies nowhere else. */
export const overwritesFiles = defineGuard<Overwrite>({
  id: "overwrites-files",
  title: "Overwrites the content of files",
  severity: "critical",
  why: "A file that is written over keeps its name, and what was in it is gone without a word.",
  examples: [
    { line: "echo new > existing.txt", expect: "caution", why: "its content is lost" },
    { line: "echo new >> existing.txt", expect: "quiet", why: "the old content stays" },
    { line: "echo new > fresh.txt", expect: "quiet", why: "there is no such file yet" },
    { line: "echo new > empty.txt", expect: "quiet", why: "there was nothing in it" },
    { line: "mv draft.txt final.txt", expect: "caution", why: "final.txt exists and is replaced" },
    { line: "mv -n draft.txt final.txt", expect: "quiet", why: "it leaves final.txt alone" },
    { line: "mv draft.txt other.txt", expect: "quiet", why: "other.txt does not exist" },
    { line: "cp a.txt b.txt", expect: "quiet", why: "b.txt does not exist" },
    { line: "cp a.txt existing.txt", expect: "caution", why: "existing.txt has other content" },
    { line: "cp same.txt same-too.txt", expect: "quiet", why: "both hold the same bytes" },
    { line: "sed -i 's/.*//' notes.txt", expect: "caution", why: "content lost in place" },
    { line: "sed -i.bak 's/.*//' notes.txt", expect: "quiet", why: "the old content is kept" },
    { line: "cat a.txt | tee notes.txt", expect: "caution", why: "tee empties the file first" },
    { line: "echo x > src/build/out.txt", expect: "quiet", why: "git ignores it: build output" },
    { line: "sed -i s/a/b/ src/main.c", expect: "note", why: "git has what was committed" },
    { line: "> /etc/passwd", expect: "critical", as: "root", why: "nobody can log in" },
    { line: "cp /dev/null /etc/passwd", expect: "critical", as: "root", why: "the same, by cp" },
    { line: "echo x >> /etc/motd", expect: "quiet", as: "root", why: "a line is added" },
    {
      line: "cp -a existing.txt saved.txt && echo new > existing.txt",
      expect: "quiet",
      why: "the line keeps a copy",
    },
  ],
  blindSpots:
    "It compares contents only where both are known beforehand. What an editor, a compiler or another program without a model writes is not seen by it.",
  check: overwrites,
  explain(overwrite, foreseen, facts) {
    const { command, severity, lost, bytes } = overwrite;
    const paths = lost.map(({ path }) => path);
    return {
      severity,
      title: `This would overwrite ${describeAmount(lost.length, bytes, foreseen.isPartlyCounted)}`,
      what: `${describePaths(paths, facts)}: ${describeLoss(overwrite)}`,
      why: describeWhy(overwrite),
      instead: severity === "note" ? [] : insteadOf(overwrite, foreseen),
      span: command.cause.span,
      ...pathsOf(paths),
      confirmWords: `overwrite ${countOf(lost.length, "file")}`,
    };
  },
});

function describeLoss({ lost, bytes }: Overwrite): string {
  const [first] = lost;
  if (first?.before.type === "character" || first?.before.type === "block") {
    return "a device that programs rely on would become an ordinary file.";
  }
  const size = formatSize(bytes);
  if (lost.length > 1) return `the ${size} in them now would be lost.`;
  if (first?.sizeAfter === 0) return `it would be empty; the ${size} in it now would be lost.`;
  const isInPlace = first?.effect.kind === "write" && first.effect.how === "partly";
  return isInPlace
    ? `part of the ${size} in it now would be lost.`
    : `the ${size} in it now would be lost.`;
}

function describeWhy({ lost, severity }: Overwrite): string {
  const vital = lost.find(({ requirement }) => requirement !== undefined);
  if (vital?.requirement !== undefined) {
    return `${showName(vital.path)} is needed ${vital.requirement.purpose}.`;
  }
  const owned = lost.find((one) => one.package !== undefined);
  if (owned?.package !== undefined) {
    return `${showName(owned.path)} belongs to the package ${showName(owned.package)}, which could stop working.`;
  }
  if (severity === "note") return "Git has what was committed and can bring it back.";
  return lost.length === 1
    ? "The file keeps its name, and no copy of its content is known here."
    : "The files keep their names, and no copies of their content are known here.";
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

function insteadOf(overwrite: Overwrite, foreseen: Foreseen) {
  const { cause } = overwrite.command;
  const option = Object.hasOwn(gentler, cause.program) ? gentler[cause.program] : undefined;
  return alternatives(
    option && [addOption(foreseen, cause, option[0]), option[1]],
    cause.program === "sed"
      ? [keepingSed(foreseen, overwrite), "keeps the old file as .bak"]
      : undefined,
    cause.program.includes(">")
      ? [appending(foreseen, cause.operand), "adds to the file and keeps what is in it"]
      : undefined,
    [backupFirst(overwrite, foreseen), "keeps a copy first"],
  );
}

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
