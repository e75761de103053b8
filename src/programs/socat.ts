import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { unknownStream } from "../domain/stream.ts";
import { fail, untold } from "./common/outcome.ts";

const answer = "what flows between the two is not known before";

/** Ties two addresses together: files, programs, ports. */
export const socatProgram: Program = {
  names: ["socat"],
  options: [],
  acceptsUnknown: true,
  run: tie,
};

/** Options of socat that take a word of their own. */
const taking = /^-[bstTlL]$|^-l[fp]$|^-l[msyud]$/;

function tie(call: Call): Outcome {
  const addresses = call.arguments.filter(
    ({ text }, at) => !/^-[^,]/.test(text) && !isValue(call.arguments[at - 1]),
  );
  if (call.arguments.some(({ text }) => /^-[hV?]/.test(text)))
    return untold("it prints its help", 0);
  if (addresses.length < 2) return fail(call, "exactly 2 addresses required");
  const other = addresses.find(({ text }) => isRemote(text));
  const program = addresses.find(({ text }) => /^(?:exec|system|shell):/i.test(text));
  if (other !== undefined && program !== undefined) {
    const interpreter = program.text.replace(/^[^:]*:/, "").replace(/,.*$/, "");
    const source = { kind: "network", detail: other.text } as const;
    call.emit({ kind: "run-code", interpreter, source }, program);
  } else if (other !== undefined) {
    const sent = addresses.find((one) => one !== other);
    call.emit({ kind: "network", action: "send", target: other.text }, sent);
  }
  for (const address of addresses) writeFile(call, address);
  return { status: undefined, output: unknownStream(answer, "network") };
}

function isValue(before: Argument | undefined): boolean {
  return before !== undefined && taking.test(before.text);
}

function isRemote(address: string): boolean {
  return /^(?:tcp|udp|openssl|ssl|sctp|socks|proxy)[\w-]*:/i.test(address);
}

/** `OPEN:file,creat` and `CREATE:file` are written to. */
function writeFile(call: Call, address: Argument): void {
  const [, kind = "", path = ""] = /^(open|create|gopen|file):([^,]+)/i.exec(address.text) ?? [];
  const isWritten = /^create$/i.test(kind) || /,(?:creat|trunc|append|wronly)/.test(address.text);
  if (isWritten) call.files.for(address).write(path, { kind: "unknown", reason: answer });
}
