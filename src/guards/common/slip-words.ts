import type { Argument } from "../../domain/argument.ts";
import { showName } from "../../domain/text.ts";
import type { Slip } from "./slips.ts";

/** The headline of a slip. */
export function describeTitle(slip: Slip): string {
  switch (slip.kind) {
    case "empty-variable":
      return slip.name === undefined
        ? "A part of a path is empty"
        : "A variable in a path is empty";
    case "stray-blank":
      return "A blank makes two names of one";
    case "failed-change":
      return "The folder to work in is not there";
    case "accidental-target":
      return "A pattern also names the place to go to";
    case "parent-directory":
      return "A pattern also means the folder above";
    case "split-variable":
      return "A name with blanks falls apart";
  }
}

/** What the word means here, with its own names. */
export function describeSlip(slip: Slip): string {
  switch (slip.kind) {
    case "empty-variable": {
      const state = slip.isSet || slip.name === undefined ? "empty" : "not set";
      const meaning = meaningOf(slip.operand);
      const subject = slip.name === undefined ? "What the command puts out" : showName(slip.name);
      return `${subject} is ${state} here, so ${showName(slip.operand.written)} means ${showName(meaning)}.`;
    }
    case "stray-blank":
      return `${describePair(slip)} are two names here, and ${showName(slip.glob.written)} stands for all there is.`;
    case "failed-change":
      return `cd ${showName(slip.directory)} would fail, and the command after it would work right here.`;
    case "accidental-target":
      return `${showName(slip.operand.written)} is all there is, so the last name it stands for, ${showName(slip.operand.text)}, is taken as the place to go to.`;
    case "parent-directory":
      return `${showName(slip.operand.written)} matches .. as well, the folder above this one.`;
    case "split-variable":
      return `The value of ${showName(slip.name)} has blanks in it, and without quotes every piece is a name of its own.`;
  }
}

/** Both words in the order in which they were typed. */
function describePair({ named, glob }: Extract<Slip, { kind: "stray-blank" }>): string {
  const words = named.span[0] < glob.span[0] ? [named, glob] : [glob, named];
  return words.map(({ written }) => showName(written)).join(" and ");
}

/** The pattern or path that is left without the variable. */
function meaningOf(operand: Argument): string {
  for (const origin of operand.origins) if (origin.kind === "glob") return origin.pattern;
  return operand.text;
}

/** How the shell comes to take it so. */
export function describeWhy(slip: Slip): string {
  switch (slip.kind) {
    case "empty-variable":
      return "The shell puts nothing in the place of an empty variable and says nothing of it.";
    case "stray-blank":
      return "Without the blank it would only mean what is named.";
    case "failed-change":
      return "After a semicolon the next command runs whether or not the one before it worked.";
    case "accidental-target":
      return "The last name is always the place that everything goes to.";
    case "parent-directory":
      return "Hidden files begin with a dot, and so does the name of the folder above.";
    case "split-variable":
      return "In double quotes the value stays one name.";
  }
}
