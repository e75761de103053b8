import type { Call, Outcome, Program } from "../domain/program.ts";
import { unforeseen, untold } from "./common/outcome.ts";

/** Files to and from other machines, by commands that a person types. */
export const sftpProgram: Program = {
  names: ["sftp", "ftp", "lftp", "ncftp", "smbclient", "telnet"],
  options: [],
  acceptsUnknown: true,
  run: talk,
};

function talk(call: Call): Outcome {
  const words = call.arguments.map(({ text }) => text);
  if (words.some((word) => /^(--help|--version|-V)$/.test(word)))
    return untold("it prints its help", 0);
  if (call.name === "telnet") return untold("what the other side says is not known");
  return unforeseen(call, "which files come and go is told to it later, and by the other side");
}
