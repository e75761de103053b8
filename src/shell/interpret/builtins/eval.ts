import { makeCause } from "../causes.ts";
import { runText } from "../scripts.ts";
import { reportUnknown } from "../shell.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";

/** `eval words`: they are run as text. */
export const evalBuiltin: Builtin = { acceptsUnknown: true, run: runEval };

function runEval(call: BuiltinCall): number | undefined {
  const { shell } = call;
  const words = call.words[0]?.text === "--" ? call.words.slice(1) : call.words;
  const [first] = words;
  if (first === undefined) return 0;
  const hidden = words.find(({ unknown }) => unknown !== undefined);
  if (hidden?.unknown !== undefined) return runHidden(call, hidden.unknown);
  const last = words.at(-1) ?? first;
  runText(shell, words.map(({ text }) => text).join(" "), [first.span[0], last.span[1]]);
  return shell.state.lastStatus;
}

/** Text that nobody can foresee is run. */
export function runHidden({ shell, name }: BuiltinCall, reason: string): undefined {
  reportUnknown(shell, reason);
  const cause = makeCause(shell, name, shell.command, shell.position);
  const source = shell.session.networkReasons.has(reason)
    ? ({ kind: "network", detail: reason } as const)
    : ({ kind: "unseen", detail: reason } as const);
  shell.session.environment.emit({ kind: "run-code", interpreter: name, source, cause });
  return undefined;
}
