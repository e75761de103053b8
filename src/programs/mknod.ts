import { describeError } from "../domain/error-text.ts";
import type { Program } from "../domain/program.ts";
import type { FileType } from "../domain/world.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { quoteText, quoteWhereNeeded } from "./common/messages.ts";
import { readNodeMode } from "./common/node-mode.ts";

const options = ["-m --mode=MODE", "-Z", "--context[=CTX]", ...commonOptions];
const types: Readonly<Record<string, FileType>> = {
  b: "block",
  c: "character",
  u: "character",
  p: "fifo",
};

/** Makes devices and named pipes. */
export const mknodProgram: Program = {
  names: ["mknod"],
  options,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      const mode = readNodeMode(call, read, report);
      if (mode === "wrong") return;
      const [name, kind, major, minor] = read.operands;
      const letter = kind?.text.charAt(0) ?? "";
      const expected = letter === "p" ? 2 : 4;
      const last = read.operands.at(-1);
      if (name === undefined || kind === undefined || read.operands.length < expected) {
        const after = last === undefined ? "" : ` after ${quoteText(last.text, call.environment)}`;
        report.usage(`missing operand${after}`);
        return;
      }
      if (read.operands.length > expected) {
        report.usage(
          `extra operand ${quoteText(read.operands[expected]?.text ?? "", call.environment)}`,
        );
        return;
      }
      const type = types[letter];
      if (type === undefined) {
        report.usage(`invalid device type ${quoteText(kind.text, call.environment)}`);
        return;
      }
      const device = type === "fifo" ? 0 : deviceNumber(major?.text ?? "", minor?.text ?? "");
      if (device === undefined) {
        report.fail(`invalid device ${major?.text} ${minor?.text}`);
        return;
      }
      const files = call.files.for(name);
      const error = files.makeNode(name.text, type, 0o666, device);
      if (error !== undefined)
        report.fail(`${quoteWhereNeeded(name.text)}: ${describeError(error)}`);
      else if (mode !== undefined) files.setAccess(name.text, { mode });
    }),
};

/** Device number as lstat gives it: makedev(3) of Linux. */
function deviceNumber(majorText: string, minorText: string): number | undefined {
  const [major, minor] = [parseNumber(majorText), parseNumber(minorText)];
  if (major === undefined || minor === undefined) return undefined;
  const low = (minor & 0xff) + (major & 0xfff) * 0x100;
  return low + Math.floor(minor / 0x100) * 0x100000;
}

function parseNumber(text: string): number | undefined {
  if (/^0x[0-9a-f]+$/i.test(text)) return Number(text);
  if (/^0[0-7]*$/.test(text)) return Number.parseInt(text, 8);
  return /^[1-9][0-9]*$/.test(text) ? Number(text) : undefined;
}
