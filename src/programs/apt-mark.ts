import type { Argument } from "../domain/argument.ts";
import type { Call, EffectWithoutCause, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen, untold } from "./common/outcome.ts";
import { aptOptions, strangeOption } from "./common/packages/apt-options.ts";
import {
  readDpkgStatus,
  rewriteDpkgStatus,
  wishFor,
  withWish,
} from "./common/packages/dpkg-database.ts";
import { withOptions } from "./common/with-options.ts";

/** Notes which packages were asked for, came for others, or stay at their version. */
export const aptMarkProgram: Program = {
  names: ["apt-mark"],
  options: aptOptions,
  run: (call) => withOptions(call, aptOptions, (read) => mark(call, read), { usageStatus: 100 }),
};

type Action = (EffectWithoutCause & { readonly kind: "package" })["action"];

const actions: ReadonlyMap<string, Action> = new Map<string, Action>([
  ["auto", "mark-automatic"],
  ["manual", "mark-manual"],
  ["hold", "hold"],
  ["unhold", "unhold"],
]);

function mark(call: Call, read: OptionsRead): Outcome {
  const [verb, ...names] = read.operands;
  if (verb === undefined || /^show/.test(verb.text)) {
    return untold("what `apt-mark` prints is not known before", 0);
  }
  const action = actions.get(verb.text);
  const strange = strangeOption(read);
  if (action === undefined || strange !== undefined) {
    return unforeseen(call, `what \`apt-mark ${strange ?? verb.text}\` does is not modelled`);
  }
  if (read.has("no-act")) return untold("it only tells what it would do", 0);
  if (call.identity.uid !== 0) return fail(call, "this needs root's rights", 100);
  for (const name of names) {
    call.emit({ kind: "package", action, target: name.text }, name);
  }
  if (names.length === 0) return succeed();
  const wish = action === "hold" ? "hold" : action === "unhold" ? "install" : undefined;
  const isSettled =
    wish === undefined
      ? markAutomatic(call, action === "mark-automatic", names)
      : hold(call, wish, names);
  if (!isSettled) call.uncertain("what `apt-mark` writes into its list is not worked out");
  return untold("what `apt-mark` prints is not known before", isSettled ? 0 : undefined);
}

/** A hold stands in dpkg's record. False where that is not known. */
function hold(call: Call, wish: "hold" | "install", names: readonly Argument[]): boolean {
  const text = readDpkgStatus(call);
  if (text === undefined) return false;
  const wishes = names.map(({ text: name }) => wishFor(text, name));
  if (wishes.includes(undefined)) return false;
  const changed = names.filter((_, at) => (wish === "hold") !== (wishes[at] === "hold"));
  if (changed.length === 0) return true;
  rewriteDpkgStatus(
    call,
    changed.reduce((all, { text: name }) => withWish(all, name, wish), text),
  );
  return true;
}

const states = "/var/lib/apt/extended_states";

/** Which packages came for others: apt's own list, of which the lines of each are known. */
function markAutomatic(call: Call, isAutomatic: boolean, names: readonly Argument[]): boolean {
  const text = call.files.text(states);
  const installed = readDpkgStatus(call);
  if (text === undefined || isError(text) || installed === undefined) return false;
  if (names.some(({ text: name }) => wishFor(installed, name) === undefined)) return false;
  if (names.every(({ text: name }) => isMarked(text, name) === isAutomatic)) return true;
  const content = { kind: "unknown", reason: "how the list is ordered is not worked out" } as const;
  call.files.replace(states, content, { mode: 0o644, uid: 0, gid: 0 });
  return true;
}

function isMarked(text: string, name: string): boolean {
  const paragraph = text.split("\n\n").find((one) => one.startsWith(`Package: ${name}\n`));
  return paragraph?.includes("Auto-Installed: 1") === true;
}
