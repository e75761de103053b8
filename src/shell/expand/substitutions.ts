import {
  type CommandExpansionPart,
  forEachChild,
  type ParsedScript,
  parse,
  type SyntaxNode,
  type WordPart,
} from "unbash";

/** `$(…)`, backticks, `<(…)`, `$((…))` or `$[…]` found in the text of a word. */
export type Substitution =
  | { readonly kind: "command"; readonly script: ParsedScript; readonly length: number }
  | {
      readonly kind: "process";
      readonly operator: "<" | ">";
      readonly script: ParsedScript;
      readonly length: number;
    }
  | { readonly kind: "arithmetic"; readonly inside: string; readonly length: number };

/** Finds the substitutions of one word. */
export interface Substitutions {
  /** The substitution whose text begins at `at`; `isQuoted` inside double quotes. */
  read(text: string, at: number, isQuoted: boolean): Substitution | undefined;
}

type SubstitutionNode = Extract<
  SyntaxNode,
  {
    readonly type:
      | "CommandExpansion"
      | "ProcessSubstitution"
      | "ArithmeticExpansion"
      | "ArithmeticCommandExpansion";
  }
>;

/**
 * The substitutions of a parsed node. They are found again by their text, because brace expansion
 * moves them about; what the parser has not seen as a substitution is parsed on its own.
 */
export function makeSubstitutions(node: SyntaxNode | undefined): Substitutions {
  let parsed: readonly SubstitutionNode[] | undefined;
  let last = -1;
  return {
    read(text, at, isQuoted) {
      parsed ??= node === undefined ? [] : collect(node);
      for (let turn = 1; turn <= parsed.length; turn += 1) {
        const index = (last + turn) % parsed.length;
        const candidate = parsed[index];
        if (candidate === undefined || !text.startsWith(candidate.text, at)) continue;
        last = index;
        const found = convert(candidate);
        if (found !== undefined) return found;
      }
      return parseAlone(text.slice(at), isQuoted);
    },
  };
}

/** The index behind the substitution that begins at `at`. */
export function skipSubstitution(text: string, at: number): number {
  const found = parseAlone(text.slice(at), false);
  return found === undefined ? text.length : at + found.length;
}

function collect(node: SyntaxNode): readonly SubstitutionNode[] {
  const found: SubstitutionNode[] = [];
  const visit = (child: SyntaxNode): void => {
    if (isSubstitution(child)) found.push(child);
    if (child.type !== "Script") forEachChild(child, visit);
  };
  visit(node);
  return found;
}

function isSubstitution(node: SyntaxNode): node is SubstitutionNode {
  return (
    node.type === "CommandExpansion" ||
    node.type === "ProcessSubstitution" ||
    node.type === "ArithmeticExpansion" ||
    node.type === "ArithmeticCommandExpansion"
  );
}

function convert(node: SubstitutionNode): Substitution | undefined {
  const length = node.text.length;
  if (node.type === "ArithmeticExpansion") {
    const size = node.text.startsWith("$[") ? 1 : 2;
    return { kind: "arithmetic", inside: node.text.slice(size + 1, -size), length };
  }
  // `${ …; }` is of a later bash; the one modelled calls it a bad substitution.
  if (node.script === undefined || node.text.startsWith("${")) return undefined;
  if (node.type !== "ProcessSubstitution") return { kind: "command", script: node.script, length };
  return { kind: "process", operator: node.operator, script: node.script, length };
}

/** Reads the substitution at the start of a text that is not part of the parsed line. */
function parseAlone(text: string, isQuoted: boolean): Substitution | undefined {
  const start = isQuoted ? 'x "' : "x ";
  const source = start + text;
  const part = firstPart(parse(source), isQuoted);
  if (part === undefined || !isSubstitution(part) || part.pos !== start.length) return undefined;
  const found = convert(part);
  if (found === undefined || found.kind === "arithmetic") return found;
  return { ...found, script: withSource(found.script, source) };
}

function firstPart(script: ParsedScript, isQuoted: boolean): WordPart | undefined {
  const statement = script.commands[0];
  const command = findCommand(statement?.command);
  const word = command?.suffix[0];
  const part = word?.type === "Word" ? word.parts?.[0] : undefined;
  if (!isQuoted) return part;
  return part?.type === "DoubleQuoted" ? part.parts[0] : undefined;
}

type CommandNode = Extract<SyntaxNode, { readonly type: "Command" }>;

function findCommand(node: SyntaxNode | undefined): CommandNode | undefined {
  if (node?.type === "Command") return node;
  return node?.type === "Pipeline" || node?.type === "AndOr"
    ? findCommand(node.commands[0])
    : undefined;
}

/** Positions in such a script count in a text of its own, as in a backtick script with escapes. */
function withSource(script: ParsedScript, source: string): ParsedScript {
  const own: CommandExpansionPart["script"] & object = script;
  return own.source === undefined ? { ...own, source } : own;
}
