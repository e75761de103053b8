import { forEachChild, type ParsedScript, type SyntaxNode } from "unbash";

/**
 * Where a text stops being a script for dash: the position of the first thing that only bash can
 * read. What dash reads in another way than bash, without a mistake, is not among these.
 */
export function findForeignSyntax(script: ParsedScript, text: string): number | undefined {
  let found: number | undefined;
  const visit = (node: SyntaxNode): void => {
    if (isForeign(node, text)) found = Math.min(found ?? node.pos, node.pos);
    // Substitutions with a text of their own count positions from elsewhere.
    if (node.type !== "Script" || node === script) forEachChild(node, visit);
  };
  visit(script);
  return found;
}

function isForeign(node: SyntaxNode, text: string): boolean {
  switch (node.type) {
    case "ArrayValue":
    case "ArithmeticFor":
    case "Select":
    case "ProcessSubstitution":
    case "HereString":
      return true;
    case "Pipeline":
      return node.operators.includes("|&");
    case "CaseItem":
      return node.terminator === ";&" || node.terminator === ";;&";
    case "Function":
      return /^function\s/.test(text.slice(node.pos, node.pos + 9));
    case "Redirect":
      return (
        node.operator === ">&" &&
        node.target !== undefined &&
        !/^(\d+|-|\$.*)$/.test(node.target.text)
      );
    default:
      return false;
  }
}
