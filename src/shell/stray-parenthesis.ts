import { forEachChild, type ParsedScript, type ParseError, type SyntaxNode } from "unbash";

/** `cat (file`: the parser passes over it, bash does not. */
export function findStrayParenthesis(script: ParsedScript, line: string): ParseError | undefined {
  if (!/[^$<>?*+@!=|&;(\s]\s*\(/.test(line)) return undefined;
  let found: ParseError | undefined;
  const visit = (node: SyntaxNode): void => {
    if (node.type === "Command") found ??= findInGaps(node, line);
    // Backquotes with escapes have a text of their own.
    const isElsewhere = node.type === "Script" && node.source !== undefined;
    if (found === undefined && !isElsewhere) forEachChild(node, visit);
  };
  visit(script);
  return found;
}

function findInGaps(
  command: Extract<SyntaxNode, { readonly type: "Command" }>,
  line: string,
): ParseError | undefined {
  const { name, suffix } = command;
  if (name === undefined) return undefined;
  let at = name.end;
  for (const part of suffix) {
    const gap = line.slice(at, part.pos);
    if (/^\s*\(/.test(gap)) return { message: "unexpected token '('", pos: at + gap.indexOf("(") };
    at = part.end;
  }
  return undefined;
}
