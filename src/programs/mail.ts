import type { Call, Outcome, Program } from "../domain/program.ts";
import { untold } from "./common/outcome.ts";

/** Programs that hand what flows in, or the files they are given, to somebody elsewhere. */
export const mailProgram: Program = {
  names: [
    ...["mail", "mailx", "s-nail", "mutt", "sendmail", "msmtp", "swaks"],
    ...["pastebinit", "croc", "wormhole"],
  ],
  options: [],
  acceptsUnknown: true,
  run: send,
};

function send(call: Call): Outcome {
  const told = call.arguments.map(({ text }) => text);
  const isSilent = told.some((word) => /^(?:--help|--version|-V|-bp|-q)$/.test(word));
  const reads =
    /^(?:mail|mailx|s-nail|mutt)$/.test(call.name) && told.every((word) => word.startsWith("-"));
  if (isSilent || reads) return untold("what it shows is not known before");
  const to = call.arguments.findLast(({ text }) => !text.startsWith("-"));
  call.emit({ kind: "network", action: "send", target: to?.text ?? call.name }, to);
  return untold("whether it arrives is not known before");
}
