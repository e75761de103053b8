import { evaluateArithmetic } from "../arithmetic.ts";
import { drain, openStream } from "../descriptors.ts";
import { getVariable, resolveName, setArray } from "../variables.ts";
import { type Builtin, type BuiltinCall, complain, type Letters, readLetters } from "./builtin.ts";

/** `mapfile [-t] [-d delimiter] [-n count] [-O origin] [-s count] [-u number] [array]`. */
export const mapfileBuiltin: Builtin = {
  isBashOnly: true,
  run: runMapfile,
};

function runMapfile(call: BuiltinCall): number | undefined {
  const read = readLetters(call.words, "tC:c:d:n:O:s:u:");
  if (read.stranger !== undefined) return complain(call, `-${read.stranger}: invalid option`, 2);
  const { shell } = call;
  const name = read.operands[0]?.text ?? "MAPFILE";
  const number = Number(read.values.get("u")?.text ?? 0);
  const stream = drain(shell.descriptors.get(number));
  if (stream.kind !== "text") {
    const unknown = stream.kind === "unknown" ? stream.reason : "its input has no end";
    setArray(shell, name, [{ text: "", unknown }]);
    return undefined;
  }
  if (read.letters.has("C")) return complain(call, "a callback is not modelled", 1);
  const { taken, left } = takeLines(stream.text, read);
  if (left !== "") shell.descriptors.set(number, openStream({ kind: "text", text: left }));
  fill(call, name, read, taken);
  return 0;
}

function takeLines(
  text: string,
  { letters, values }: Letters,
): { taken: readonly string[]; left: string } {
  const given = values.get("d")?.text;
  const delimiter = given === undefined ? "\n" : given === "" ? "\0" : given.charAt(0);
  const limit = Number(values.get("n")?.text ?? 0) || Number.POSITIVE_INFINITY;
  const skipped = Number(values.get("s")?.text ?? 0);
  const lines: string[] = [];
  let at = 0;
  while (at < text.length && lines.length < limit + skipped) {
    const found = text.indexOf(delimiter, at);
    const end = found < 0 ? text.length : found + 1;
    const line = text.slice(at, end);
    lines.push(letters.has("t") && found >= 0 ? line.slice(0, -1) : line);
    at = end;
  }
  return { taken: lines.slice(skipped), left: text.slice(at) };
}

function fill(
  call: BuiltinCall,
  name: string,
  { values }: Letters,
  lines: readonly string[],
): void {
  const { shell } = call;
  // A line is a C string to bash: it ends at a zero byte.
  const texts = lines.map((text) => ({ text: text.replace(/\0.*/s, "") }));
  const origin = values.get("O");
  if (origin === undefined) {
    shell.state.variables.delete(resolveName(shell, name));
    setArray(shell, name, texts);
    return;
  }
  const start = Number(evaluateArithmetic(shell, origin.text) ?? 0n);
  const merged = new Map(getVariable(shell, name)?.values);
  for (const [index, value] of texts.entries()) merged.set(String(start + index), value);
  shell.state.variables.set(resolveName(shell, name), { kind: "indexed", values: merged });
}
