import { defineGuard } from "../domain/guard.ts";
import { countOf, formatSize, showName } from "../domain/text.ts";
import { gentlerOverwrites } from "./common/overwrite-remedies.ts";
import { type Overwrite, overwrites } from "./common/overwrites.ts";
import { describeAmount, describePaths, pathsOf } from "./common/wording.ts";

/** Writing over content that then lies nowhere else. */
export const overwritesFiles = defineGuard<Overwrite>({
  id: "overwrites-files",
  title: "Overwrites the content of files",
  severity: "critical",
  concerns: ["write", "delete", "move", "link"],
  why: "A file that is written over keeps its name, and what was in it is gone without a word.",
  examples: () => [
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
    { line: "sed -i s/t/b/ src/main.c", expect: "note", why: "git has what was committed" },
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
      instead: severity === "note" ? [] : gentlerOverwrites(overwrite, foreseen, facts),
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
  if (first?.before.type === "link") return "it would lead somewhere else.";
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
