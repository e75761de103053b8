import type { Argument } from "../../../domain/argument.ts";
import { unknownStream } from "../../../domain/stream.ts";
import { resolveProgram } from "../resolve.ts";
import type { Shell } from "../shell.ts";
import { type Builtin, type BuiltinCall, complain, pour, readLetters, say } from "./builtin.ts";
import { findBuiltin } from "./find-builtin.ts";

/** `type [-afptP] names`. */
export const typeBuiltin: Builtin = { run: runType };

/** `hash [-lr] [names]`: where programs are is looked up anew each time. */
export const hashBuiltin: Builtin = { run: runHash };

type Style = "short" | "long" | "kind" | "path";

const keywords: ReadonlySet<string> = new Set(
  "if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc".split(
    " ",
  ),
);

function runType(call: BuiltinCall): number | undefined {
  const { letters, operands, stranger } = readLetters(call.words, "afptP");
  if (stranger !== undefined) return complain(call, `-${stranger}: invalid option`, 2);
  const style = letters.has("t") ? "kind" : letters.has("p") || letters.has("P") ? "path" : "long";
  return describeNames(call, operands, style, letters.has("P"));
}

/** Says what names lead to, as `type` and `command -v` do; fails where one leads nowhere. */
export function describeNames(
  call: BuiltinCall,
  operands: readonly Argument[],
  style: Style,
  onlyPrograms = false,
): number | undefined {
  let status: number | undefined = 0;
  for (const { text } of operands) {
    const found = onlyPrograms ? findProgramPath(call.shell, text) : identify(call.shell, text);
    if (found === undefined) {
      if (style === "long") complain(call, `${text}: not found`);
      status = 1;
    } else if (found.kind === "function" && style === "long") {
      pour(call, unknownStream("how bash prints a function is not modelled"));
    } else say(call, describe(text, found, style));
  }
  return status;
}

interface Found {
  readonly kind: "alias" | "keyword" | "function" | "builtin" | "file";
  /** The path or the alias's text. */
  readonly detail: string;
}

function identify(shell: Shell, name: string): Found | undefined {
  const alias = shell.aliases.get(name);
  if (alias !== undefined) return { kind: "alias", detail: alias.value };
  if (keywords.has(name)) return { kind: "keyword", detail: name };
  if (shell.functions.has(name)) return { kind: "function", detail: name };
  if (findBuiltin(shell, name) !== undefined) return { kind: "builtin", detail: name };
  return findProgramPath(shell, name);
}

function findProgramPath(shell: Shell, name: string): Found | undefined {
  const resolved = resolveProgram(shell, name);
  if (resolved.kind !== "file" && resolved.kind !== "modelled") return undefined;
  return resolved.path === undefined ? undefined : { kind: "file", detail: resolved.path };
}

function describe(name: string, { kind, detail }: Found, style: Style): string {
  if (style === "kind") return `${kind}\n`;
  if (style === "path") return kind === "file" ? `${detail}\n` : "";
  if (style === "short") return kind === "alias" ? `alias ${name}='${detail}'\n` : `${detail}\n`;
  if (kind === "file") return `${name} is ${detail}\n`;
  if (kind === "alias") return `${name} is aliased to \`${detail}'\n`;
  return kind === "keyword" ? `${name} is a shell keyword\n` : `${name} is a shell builtin\n`;
}

function runHash(call: BuiltinCall): number {
  const { operands } = readLetters(call.words, "ldrp:t");
  let status = 0;
  for (const { text } of operands) {
    if (identify(call.shell, text) === undefined) status = complain(call, `${text}: not found`);
  }
  return status;
}
