import { type Command, parse } from "unbash";
import type { Shell } from "./shell.ts";
import { spanOf } from "./shell.ts";
import { runStatements } from "./statements.ts";

/**
 * Runs the command as the text its alias stands for, where its first word is an alias that was
 * defined on an earlier line. False where it is none.
 */
export function expandAlias(shell: Shell, node: Command): boolean {
  if (shell.aliases.size === 0 || node.name === undefined) return false;
  const isDash = shell.state.dialect === "sh";
  if (!isDash && !shell.state.shoptOptions.has("expand_aliases")) return false;
  const { name } = node;
  const alias = shell.aliases.get(name.text);
  if (alias === undefined || !isInForce(shell, alias, name.pos)) return false;
  const { text } = shell.source;
  const source = text.slice(node.pos, name.pos) + alias.value + text.slice(name.end, node.end);
  const script = parse(source);
  if (script.errors !== undefined && script.errors.length > 0) return false;
  const place = spanOf(shell, node);
  const saved = shell.source;
  shell.aliases.delete(name.text);
  shell.source = { text: source, locate: () => place };
  try {
    runStatements(shell, script.commands);
  } finally {
    shell.source = saved;
    if (!shell.aliases.has(name.text)) shell.aliases.set(name.text, alias);
  }
  return true;
}

/** Bash reads whole lines before it runs them: an alias is too late for the line it stands on. */
function isInForce(
  shell: Shell,
  alias: { readonly source: object; readonly position: number },
  position: number,
): boolean {
  if (alias.source !== shell.source) return true;
  return shell.source.text.slice(alias.position, position).includes("\n");
}
