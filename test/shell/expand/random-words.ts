import fc from "fast-check";

/** Words at random, made of everything that bash expands. */
export function arbitraryLine(): fc.Arbitrary<string> {
  return fc.array(word(), { minLength: 1, maxLength: 2 }).map((words) => words.join(" "));
}

const names = ["x", "s", "e", "u", "st", "a", "m", "path", "one", "1", "3", "gl", "uni", "p"];
const lists = ["@", "*", "a[@]", "a[*]", "m[@]", "sparse[@]", "empties[@]", "none[@]"];
/** Beside `"$@"` in the same quotes, bash gives `"${*…}"` up to being one word. */
const quotedLists = lists.filter((name) => !name.includes("*"));
const elements = ["a[0]", "a[1]", "a[-1]", "a[one]", "a[$one+1]", "m[k]", "m[$x]", "x[0]"];
const plain = ["a", "b", "abc", "d", "/", ".", "x", "=", ":", ",", "-", "1", "é", "h", "f"];
const globs = [
  "*",
  "?",
  "[ab]",
  "[!a]",
  "[a-c]",
  "*/",
  "@(a|b)",
  "!(a)",
  "+(a|b)",
  "?(a)",
  "[[:alpha:]]",
  "[",
  "]",
];
const odd = [
  "~",
  "{",
  "}",
  "{}",
  "\\a",
  "\\*",
  "\\\\",
  "\\{",
  "\\$",
  "!",
  "#b",
  "%",
  "^",
  "\\ ",
  "@",
  "+",
];

function word(): fc.Arbitrary<string> {
  return fc.array(piece(2), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(""));
}

function piece(depth: number): fc.Arbitrary<string> {
  const simple = [
    { weight: 5, arbitrary: fc.constantFrom(...plain) },
    { weight: 3, arbitrary: fc.constantFrom(...globs) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
    { weight: 2, arbitrary: singleQuoted() },
    { weight: 3, arbitrary: fc.constantFrom(...names.map((name) => `$${name}`), "$@", "$*", "$#") },
  ];
  if (depth === 0) return fc.oneof(...simple);
  return fc.oneof(
    ...simple,
    { weight: 3, arbitrary: doubleQuoted(depth - 1) },
    { weight: 6, arbitrary: parameter(depth - 1, piece(depth - 1)) },
    { weight: 2, arbitrary: braces(depth - 1) },
    { weight: 1, arbitrary: arithmetic() },
    { weight: 1, arbitrary: piece(depth - 1).map((inner) => `$(echo ${inner})`) },
  );
}

function singleQuoted(): fc.Arbitrary<string> {
  const inside = fc.constantFrom("", "a", "a b", "*", "$x", '"', "\\", "}", "{a,b}", "&", "/");
  return fc.oneof(
    inside.map((text) => `'${text}'`),
    fc.constantFrom("$'a\\tb'", "$'\\''", "$'*'"),
  );
}

function doubleQuoted(depth: number): fc.Arbitrary<string> {
  const texts = [
    "a",
    " ",
    "  b",
    "*",
    "'",
    "{a,b}",
    "~",
    "\\\\",
    "\\$",
    "\\a",
    '\\"',
    "}",
    "&",
    "/",
  ];
  const simple = [
    { weight: 4, arbitrary: fc.constantFrom(...texts) },
    { weight: 3, arbitrary: fc.constantFrom(...names.map((name) => `$${name}`), "$@", "$*") },
  ];
  const inside =
    depth === 0
      ? fc.oneof(...simple)
      : fc.oneof(...simple, {
          weight: 4,
          arbitrary: parameter(depth - 1, quotedOperand(depth - 1), quotedLists),
        });
  return fc.array(inside, { maxLength: 3 }).map((pieces) => `"${pieces.join("")}"`);
}

/** What may stand in `"${x:-…}"`. */
function quotedOperand(depth: number): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom("a", " ", "*", "'", "\\}", "$s", "$@", "$x", "\\\\", "b c"),
    doubleQuoted(depth),
  );
}

function parameter(
  depth: number,
  operandPiece: fc.Arbitrary<string>,
  listNames: readonly string[] = lists,
): fc.Arbitrary<string> {
  const target = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...names) },
    { weight: 2, arbitrary: fc.constantFrom(...listNames) },
    { weight: 2, arbitrary: fc.constantFrom(...elements) },
  );
  const operand = fc.array(operandPiece, { maxLength: 2 }).map((pieces) => pieces.join(""));
  const pattern = fc.array(patternPiece(), { maxLength: 3 }).map((pieces) => pieces.join(""));
  const offset = fc.constantFrom("0", "1", " -1", "2", "one", "$one", "-1", "9", " -2", "1+1");
  const operation = fc.oneof(
    fc.constant(""),
    fc
      .tuple(fc.constantFrom(":-", "-", ":+", "+", ":=", "="), operand)
      .map(([operator, text]) => operator + text),
    fc
      .tuple(fc.constantFrom("#", "##", "%", "%%"), pattern)
      .map(([operator, text]) => operator + text),
    fc
      .tuple(fc.constantFrom("/", "//", "/#", "/%"), pattern, replacement())
      .map(([operator, text, by]) => `${operator}${text}/${by}`),
    fc
      .tuple(fc.constantFrom("^", "^^", ",", ",,"), fc.constantFrom("", "a", "?", "[ab]", "$x"))
      .map(([operator, text]) => operator + text),
    offset.map((text) => `:${text}`),
    fc.tuple(offset, offset).map(([start, length]) => `:${start}:${length}`),
    fc.constantFrom("@Q", "@U", "@u", "@L", "@E", "@a"),
  );
  const prefixed = fc
    .tuple(fc.constantFrom("#", "!"), target)
    .map(([prefix, name]) => `\${${prefix}${name}}`);
  const operated = fc.tuple(target, operation).map(([name, text]) => `\${${name}${text}}`);
  return depth < 0
    ? operated
    : fc.oneof({ weight: 7, arbitrary: operated }, { weight: 1, arbitrary: prefixed });
}

function patternPiece(): fc.Arbitrary<string> {
  return fc.constantFrom(
    "a",
    "b",
    "c",
    "?",
    "*",
    "[ab]",
    "\\*",
    "'*'",
    '"b"',
    "$x",
    '"$st"',
    "$st",
    "@(a|b)",
    "!(b)",
    "+(?)",
    "\\/",
    "é",
    " ",
  );
}

function replacement(): fc.Arbitrary<string> {
  return fc.constantFrom(
    "",
    "Z",
    "&",
    "[&]",
    "\\&",
    "'&'",
    '"&"',
    "$s",
    '"$s"',
    "$st",
    "a b",
    "'q r'",
    "\\\\",
    "&&",
    "*",
  );
}

function braces(depth: number): fc.Arbitrary<string> {
  const choice = fc
    .array(piece(Math.max(0, depth)), { maxLength: 2 })
    .map((pieces) => pieces.join(""));
  const bound = fc.constantFrom("1", "3", "-1", "01", "a", "c", "e", "10", "$x", "1.5", "");
  return fc.oneof(
    fc.array(choice, { minLength: 1, maxLength: 3 }).map((choices) => `{${choices.join(",")}}`),
    fc.tuple(bound, bound).map(([first, last]) => `{${first}..${last}}`),
    fc
      .tuple(bound, bound, fc.constantFrom("1", "2", "-1", "0", "x"))
      .map((parts) => `{${parts.join("..")}}`),
  );
}

function arithmetic(): fc.Arbitrary<string> {
  const operand = fc.constantFrom(
    "1",
    "2",
    "7",
    "x",
    "one",
    "$one",
    "a[1]",
    "sparse[5]",
    "-3",
    "0x1f",
    "010",
    "u",
    "n++",
    "--n",
    "(1+2)",
    "expr",
  );
  const operator = fc.constantFrom(
    "+",
    "-",
    "*",
    "/",
    "%",
    "**",
    "<<",
    "<",
    ">=",
    "==",
    "&&",
    "||",
    "&",
    "|",
    "^",
    "?2:",
    ",",
  );
  return fc
    .tuple(operand, fc.array(fc.tuple(operator, operand), { maxLength: 3 }))
    .map(
      ([first, rest]) => `$((${first}${rest.map(([sign, next]) => ` ${sign} ${next}`).join("")}))`,
    );
}
