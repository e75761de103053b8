import type { Argument } from "../../../domain/argument.ts";
import { unknownStream } from "../../../domain/stream.ts";
import type { PreparedAssignment } from "../assignments.ts";
import { writeError, writeStream } from "../messages.ts";
import { reportUnknown, type Shell } from "../shell.ts";
import { Unwinding } from "../unwinding.ts";
import type { Builtin } from "./builtin.ts";
import { isSpecial } from "./find-builtin.ts";

export interface BuiltinRequest {
  readonly command: readonly Argument[];
  readonly declared: ReadonlyMap<Argument, PreparedAssignment>;
  /** Run by `command`: its mistakes end no shell. */
  readonly isMild?: boolean;
}

function failWriting(shell: Shell, name: string): number {
  writeError(shell, `${name}: write error: Bad file descriptor`);
  return 1;
}

/** Runs a builtin; one that cannot deal with unknown words is left out, and that is listed. */
export function runBuiltin(shell: Shell, builtin: Builtin, request: BuiltinRequest): void {
  const [first, ...words] = request.command;
  const unknown = words.find((word) => word.unknown !== undefined);
  if (unknown?.unknown !== undefined && builtin.acceptsUnknown !== true) {
    reportUnknown(shell, unknown.unknown, unknown.span);
    writeStream(shell, 1, unknownStream(unknown.unknown));
    shell.state.lastStatus = undefined;
    return;
  }
  const name = first?.text ?? "";
  const { declared } = request;
  shell.hasLostOutput = false;
  const complaints: string[] = [];
  const status = builtin.run({ shell, name, words, declared, complaints });
  if (
    complaints.length > 0 &&
    request.isMild !== true &&
    shell.state.dialect === "sh" &&
    isSpecial(name)
  ) {
    throw new Unwinding("exit", 2);
  }
  shell.state.lastStatus = shell.hasLostOutput && status === 0 ? failWriting(shell, name) : status;
}
