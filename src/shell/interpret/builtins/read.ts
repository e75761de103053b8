import { type LineRead, readCharacters, readLine } from "../read-line.ts";
import { getText, resolveName, setArray } from "../variables.ts";
import { assignTo } from "./assign-to.ts";
import { type Builtin, type BuiltinCall, complain, type Letters, readLetters } from "./builtin.ts";
import { splitLine } from "./split-line.ts";

/** `read [-r] [-a array] [-d delimiter] [-n count] [-N count] [-u number] [names]`. */
export const readBuiltin: Builtin = { run: runRead };

function runRead(call: BuiltinCall): number | undefined {
  const read = readLetters(call.words, "ersa:d:i:n:N:p:t:u:");
  if (read.stranger !== undefined) return complain(call, `-${read.stranger}: invalid option`, 2);
  const line = takeLine(call, read);
  if (line.kind === "unknown") {
    assignUnknown(call, read, line.reason);
    return undefined;
  }
  if (line.kind === "failed") return 1;
  const text = line.kind === "end" ? "" : line.text;
  if (!distribute(call, read, text)) return 1;
  return line.kind === "end" || !line.isComplete ? 1 : 0;
}

/** One logical line: without -r a backslash at its end joins it to the next one. */
function takeLine({ shell }: BuiltinCall, { letters, values }: Letters): LineRead {
  const number = Number(values.get("u")?.text ?? 0);
  const given = values.get("d")?.text;
  const delimiter = given === undefined ? "\n" : given === "" ? "\0" : (Array.from(given)[0] ?? "");
  const count = values.get("N") ?? values.get("n");
  if (count !== undefined) {
    const stop = letters.has("N") ? undefined : delimiter;
    return readCharacters(shell, number, Number(count.text), stop);
  }
  let line = readLine(shell, number, delimiter);
  while (
    !letters.has("r") &&
    line.kind === "line" &&
    line.isComplete &&
    endsInBackslash(line.text)
  ) {
    const more = readLine(shell, number, delimiter);
    if (more.kind === "unknown") return more;
    const isComplete = more.kind === "line" && more.isComplete;
    line = {
      kind: "line",
      text: line.text.slice(0, -1) + (more.kind === "line" ? more.text : ""),
      isComplete,
    };
  }
  return line;
}

function endsInBackslash(text: string): boolean {
  return (/\\*$/.exec(text)?.[0].length ?? 0) % 2 === 1;
}

/** Splits the line over the names; the last one takes the rest. */
function distribute(
  call: BuiltinCall,
  { letters, values, operands }: Letters,
  line: string,
): boolean {
  const { shell } = call;
  const separators = getText(shell, "IFS") ?? (shell.state.variables.has("IFS") ? "" : " \t\n");
  const text = line.replaceAll("\0", "");
  const isRaw = letters.has("r");
  const array = values.get("a")?.text;
  if (array !== undefined) {
    const fields = splitLine(text, { separators, isRaw });
    shell.state.variables.delete(resolveName(shell, array));
    setArray(
      shell,
      array,
      fields.map((field) => ({ text: field })),
    );
    return true;
  }
  if (operands.length === 0) {
    return assignTo(call, "REPLY", { text: isRaw ? text : text.replace(/\\([\s\S])/g, "$1") });
  }
  if (letters.has("N")) {
    return operands.every((name, index) =>
      assignTo(call, name.text, { text: index === 0 ? text : "" }),
    );
  }
  const fields = splitLine(text, { separators, isRaw, limit: operands.length });
  return operands.every((name, index) => assignTo(call, name.text, { text: fields[index] ?? "" }));
}

function assignUnknown(call: BuiltinCall, { values, operands }: Letters, reason: string): void {
  const array = values.get("a")?.text;
  const value = { text: "", unknown: reason };
  if (array !== undefined) setArray(call.shell, array, [value]);
  else if (operands.length === 0) assignTo(call, "REPLY", value);
  for (const name of operands) assignTo(call, name.text, value);
}
