import type { Cause } from "../../domain/effect.ts";
import type { Alternative } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { quoteWord, showName } from "../../domain/text.ts";
import { alternatives, editLine, standsIn, typedForm, writtenWords } from "./edit-line.ts";
import type { Slip } from "./slips.ts";

/** The line as it was probably meant. */
export function remedyOf(slip: Slip, cause: Cause, foreseen: Foreseen): readonly Alternative[] {
  switch (slip.kind) {
    case "empty-variable":
      if (slip.name === undefined) return [];
      return alternatives([
        editLine(foreseen, cause, [[slip.operand, guarded(slip.operand.written, slip.name)]]),
        `stops with an error while ${showName(slip.name)} is empty`,
      ]);
    case "stray-blank":
      return slip.glob.origins.some(({ kind }) => kind === "glob")
        ? alternatives(
            [editLine(foreseen, cause, [[slip.glob, ""]]), "only what is named"],
            [joined(slip, foreseen), "only what is in there"],
          )
        : alternatives(
            [joined(slip, foreseen), "one name, without the blank"],
            [editLine(foreseen, cause, [[slip.glob, ""]]), "only what is named"],
          );
    case "failed-change":
      return alternatives([chained(foreseen, cause), "runs only where the cd worked"]);
    case "accidental-target": {
      const typed = typedForm(slip.operand);
      return alternatives(
        [`ls -d ${typed}`, "shows the names that it stands for"],
        [editLine(foreseen, cause, [[slip.operand, `-t . ${typed}`]]), "to the folder you are in"],
      );
    }
    case "parent-directory": {
      const text = slip.operand.written.replace(/\.\*/, ".[!.]*");
      return alternatives([editLine(foreseen, cause, [[slip.operand, text]]), "hidden files only"]);
    }
    case "split-variable": {
      const text = `"${slip.operand.written}"`;
      return alternatives([
        editLine(foreseen, cause, [[slip.operand, text]]),
        "one name, blanks and all",
      ]);
    }
  }
}

/** `$NAME` as `${NAME:?}`, which fails instead of being empty. */
function guarded(written: string, name: string): string {
  const plain = new RegExp(`\\$(${name}(?!\\w)|\\{${name}\\})`, "g");
  return written.replace(plain, () => `\${${name}:?}`);
}

/** `projects *` as `projects/*`. */
function joined({ named, glob }: Extract<Slip, { kind: "stray-blank" }>, { line }: Foreseen) {
  if (!standsIn(line, named) || !standsIn(line, glob)) return undefined;
  if (named.span[1] > glob.span[0]) {
    return line.slice(0, glob.span[1]) + line.slice(named.span[0]);
  }
  const name = named.written.replace(/\/+$/, "");
  const tail = glob.written.replace(/^\.?\//, "");
  return `${line.slice(0, named.span[0])}${name}/${tail}${line.slice(glob.span[1])}`;
}

/** `cd x; rm *` as `cd x && rm *`. */
function chained(foreseen: Foreseen, cause: Cause): string | undefined {
  const failed = cause.afterFailedChange;
  if (failed === undefined) return undefined;
  const { line } = foreseen;
  const gap = /^\s*(;|\n)\s*/.exec(line.slice(failed.span[1]));
  if (gap !== null) {
    const rest = failed.span[1] + gap[0].length;
    return `${line.slice(0, failed.span[1])} && ${line.slice(rest)}`;
  }
  return `cd ${quoteWord(failed.directory)} && ${writtenWords(cause.command).join(" ")}`;
}
