import type { Call, EffectWithoutCause, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen, untold } from "./common/outcome.ts";
import { aptOptions, strangeOption } from "./common/packages/apt-options.ts";
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
    return untold("what `apt-mark` prints is not known before");
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
  call.uncertain("what `apt-mark` writes into its list is not worked out");
  return untold("what `apt-mark` prints is not known before");
}
