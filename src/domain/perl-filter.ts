/**
 * Whether a program for `perl -p` or `-n` does nothing but change the row it was given and print:
 * s///, tr///, print, next and last, each perhaps `if` the row matches. What Perl would look up or
 * run within a pattern (`@{[...]}`, `$x`, `(?{...})`) is refused.
 */
export function isPerlFilter(program: string): boolean {
  let rest = program.trim();
  while (rest !== "") {
    const statement = readStatement(rest);
    if (statement === undefined) return false;
    rest = rest.slice(statement).trimStart();
    if (rest !== "" && !rest.startsWith(";")) return false;
    rest = rest.replace(/^[;\s]+/, "");
  }
  return true;
}

/** `print "$F[0]: $F[2]\n"`, `print $F[1], $_`: texts, the row, and its parts where -a makes them. */
const item = String.raw`(?:"(?:[^"\\$@]|\\[nt\\"]|\$F\[-?\d+\]|\$_(?![\w[{]))*"|\$F\[-?\d+\]|\$_|\$\.)(?![\w[{(]|->|::)`;
const printing = new RegExp(`^print\\s+${item}(?:\\s*,\\s*${item})*`);

/** How many characters the statement at the start takes. */
function readStatement(text: string): number | undefined {
  const action =
    readSubstitution(text) ??
    lengthOf(printing, text) ??
    lengthOf(/^(?:print|next|last|chomp)(?![\w(])/, text);
  if (action === undefined) return undefined;
  const rest = text.slice(action);
  const word = lengthOf(/^\s*(?:if|unless)\b\s*/, rest);
  if (word === undefined) return action;
  const condition = readCondition(rest.slice(word));
  return condition === undefined ? undefined : action + word + condition;
}

/** One or more conditions with `&&` or `||` between. */
function readCondition(text: string): number | undefined {
  const first =
    readMatch(text) ?? lengthOf(/^(?:\$\.\s*(?:[=!<>]=|[<>])\s*\d+|\d+\s*\.\.\s*\d+|eof)/, text);
  if (first === undefined) return undefined;
  const joint = lengthOf(/^\s*(?:&&|\|\||\.\.|and\b|or\b)\s*/, text.slice(first));
  if (joint === undefined) return first;
  const second = readCondition(text.slice(first + joint));
  return second === undefined ? undefined : first + joint + second;
}

/** `/re/i`, `m{re}`, `!/re/`. */
function readMatch(text: string): number | undefined {
  const start = lengthOf(/^!?\s*(?:m(?=[{|!,%])|(?=\/))/, text);
  const part = start === undefined ? undefined : readPart(text, start);
  if (start === undefined || part === undefined || !isPlainPattern(part.text)) return undefined;
  return part.end + (lengthOf(/^[imsx]+/, text.slice(part.end)) ?? 0);
}

/** `s/a/b/g`, `tr/a-z/A-Z/`. */
function readSubstitution(text: string): number | undefined {
  const word = /^(?:s|tr|y)(?=[/{|#!,%:~])/.exec(text)?.[0];
  if (word === undefined) return undefined;
  const first = readPart(text, word.length);
  if (first === undefined) return undefined;
  const isPaired = text[word.length] === "{";
  if (isPaired && text[first.end] !== "{") return undefined;
  const second = isPaired ? readPart(text, first.end) : readPart(text, first.end - 1);
  if (second === undefined) return undefined;
  const flags = /^\w*/.exec(text.slice(second.end))?.[0] ?? "";
  const isAllowed =
    word === "s"
      ? isPlainPattern(first.text) && isPlainReplacement(second.text) && /^[gimsx]*$/.test(flags)
      : /^[cds]*$/.test(flags);
  return isAllowed ? second.end + flags.length : undefined;
}

/** The text between two marks, or a pair of braces; `end` is after the second. */
function readPart(
  text: string,
  at: number,
): { readonly text: string; readonly end: number } | undefined {
  const open = text[at];
  const close = open === "{" ? "}" : open;
  let depth = 1;
  for (let next = at + 1; next < text.length; next += 1) {
    if (text[next] === "\\") next += 1;
    else if (text[next] === close) {
      depth -= 1;
      if (depth === 0) return { text: text.slice(at + 1, next), end: next + 1 };
    } else if (text[next] === open) depth += 1;
  }
  return undefined;
}

/** A dollar only where the row ends; nothing that runs or is looked up. */
function isPlainPattern(pattern: string): boolean {
  const plain = pattern.replace(/\\[\s\S]/g, "x");
  return !/\$(?![|)]|$)|@|\(\?\??[p{]/.test(plain);
}

/** `$1`, `${1}` and `$&` stand for what was found; behind them a bracket would be an expression. */
function isPlainReplacement(replacement: string): boolean {
  const plain = replacement
    .replace(/\\[\s\S]/g, "x")
    .replace(/\$(?:\d+|\{\d+\}|&)(?![[{]|->)/g, "x");
  return !/[$@]/.test(plain);
}

function lengthOf(expression: RegExp, text: string): number | undefined {
  return expression.exec(text)?.[0].length;
}
