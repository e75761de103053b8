/**
 * File modes as chmod(1) reads them: octal numbers and symbolic changes (`u+rwx,g=o,a-X`), after
 * modechange.c of gnulib.
 */
export interface ModeChange {
  readonly operator: "=" | "+" | "-";
  readonly kind: "bits" | "copy" | "execute-if-any";
  /** Bits of the classes named; 0 when none was, and the umask decides. */
  readonly affected: number;
  readonly value: number;
  /** Bits that were spelled out; set-id bits of a directory change only when they are among them. */
  readonly mentioned: number;
}

const allBits = 0o7777;
const setIdBits = 0o6000;

/** Reads a mode; undefined where it is not one. */
export function parseMode(text: string): readonly ModeChange[] | undefined {
  return /^[0-7]+$/.test(text) ? parseOctal(text) : parseSymbolic(text);
}

/** The change that makes a mode the same as another file's. */
export function modeOf(mode: number): readonly ModeChange[] {
  return [
    { operator: "=", kind: "bits", affected: allBits, value: mode & allBits, mentioned: allBits },
  ];
}

/** The mode after the changes, and which bits they speak of. */
export function applyMode(
  changes: readonly ModeChange[],
  mode: number,
  isDirectory: boolean,
  umask: number,
): { readonly mode: number; readonly decided: number } {
  let current = mode & allBits;
  let decided = 0;
  for (const change of changes) {
    const omitted = (isDirectory ? setIdBits : 0) & ~change.mentioned;
    const value = bitsOf(change, current, isDirectory) & (change.affected || ~umask) & ~omitted;
    if (change.operator === "=") {
      const kept = (change.affected === 0 ? 0 : ~change.affected) | omitted;
      decided |= allBits & ~kept;
      current = (current & kept) | value;
    } else {
      decided |= value;
      current = change.operator === "+" ? current | value : current & ~value;
    }
  }
  return { mode: current & allBits, decided: decided & allBits };
}

function bitsOf(change: ModeChange, mode: number, isDirectory: boolean): number {
  if (change.kind === "copy") return spread(change.value & mode);
  const hasExecute = (mode & 0o111) !== 0 || isDirectory;
  return change.kind === "execute-if-any" && hasExecute ? change.value | 0o111 : change.value;
}

/** Permissions of one class given to all three. */
function spread(mode: number): number {
  return (mode & 0o444 ? 0o444 : 0) | (mode & 0o222 ? 0o222 : 0) | (mode & 0o111 ? 0o111 : 0);
}

function parseOctal(text: string): readonly ModeChange[] | undefined {
  const mode = Number.parseInt(text, 8);
  if (mode > allBits) return undefined;
  const mentioned = text.length < 5 ? (mode & setIdBits) | 0o1777 : allBits;
  return [{ operator: "=", kind: "bits", affected: allBits, value: mode, mentioned }];
}

const classBits: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007, a: allBits };
const permissionBits: Readonly<Record<string, number>> = {
  r: 0o444,
  w: 0o222,
  x: 0o111,
  X: 0,
  s: setIdBits,
  t: 0o1000,
};
const copiedBits: Readonly<Record<string, number>> = { u: 0o700, g: 0o070, o: 0o007 };

function parseSymbolic(text: string): readonly ModeChange[] | undefined {
  const changes: ModeChange[] = [];
  for (const clause of text.split(",")) {
    const match = /^([ugoa]*)((?:[-+=](?:[0-7]+|[ugo]|[rwxXst]*))+)$/.exec(clause);
    if (match === null) return undefined;
    const affected = orBits(match[1] ?? "", classBits);
    const actions = (match[2] ?? "").match(/[-+=](?:[0-7]+|[ugo]|[rwxXst]*)/g) ?? [];
    for (const action of actions) {
      const change = parseAction(action, affected);
      if (change === undefined) return undefined;
      changes.push(change);
    }
  }
  return changes;
}

function parseAction(action: string, affected: number): ModeChange | undefined {
  const operator = action[0] === "+" || action[0] === "-" ? action[0] : "=";
  const value = action.slice(1);
  if (/^[0-7]/.test(value)) {
    const mode = Number.parseInt(value, 8);
    if (affected !== 0 || mode > allBits) return undefined;
    return { operator, kind: "bits", affected: allBits, value: mode, mentioned: allBits };
  }
  const copied = copiedBits[value];
  if (copied !== undefined) {
    return {
      operator,
      kind: "copy",
      affected,
      value: copied,
      mentioned: affected === 0 ? copied : affected & copied,
    };
  }
  const bits = orBits(value, permissionBits);
  const kind = value.includes("X") ? "execute-if-any" : "bits";
  return {
    operator,
    kind,
    affected,
    value: bits,
    mentioned: affected === 0 ? bits : affected & bits,
  };
}

function orBits(letters: string, table: Readonly<Record<string, number>>): number {
  return [...letters].reduce((bits, letter) => bits | (table[letter] ?? 0), 0);
}

/** `rwxr-xr-x` with set-id and sticky letters, as ls shows it. */
export function formatPermissions(mode: number): string {
  const classes = [
    [mode >> 6, mode & 0o4000, "s", "S"],
    [mode >> 3, mode & 0o2000, "s", "S"],
    [mode, mode & 0o1000, "t", "T"],
  ] as const;
  return classes
    .map(([bits, special, both, alone]) => {
      const last = special ? (bits & 1 ? both : alone) : bits & 1 ? "x" : "-";
      return `${bits & 4 ? "r" : "-"}${bits & 2 ? "w" : "-"}${last}`;
    })
    .join("");
}
