/** A key, freed of how terminals and Ink spell it. */
export interface KeyPress {
  /** `enter`, `escape`, `ctrl+c`, `up` … or, for text, the text itself. */
  readonly name: string;
  /** The characters typed; absent for keys that type none. */
  readonly text?: string;
  /** Milliseconds on any clock that only goes forward. */
  readonly time: number;
}

/** The part of Ink's description of a key that is looked at. */
export interface RawKey {
  readonly upArrow: boolean;
  readonly downArrow: boolean;
  readonly leftArrow: boolean;
  readonly rightArrow: boolean;
  readonly pageUp: boolean;
  readonly pageDown: boolean;
  readonly home: boolean;
  readonly end: boolean;
  readonly return: boolean;
  readonly escape: boolean;
  readonly tab: boolean;
  readonly backspace: boolean;
  readonly delete: boolean;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
}

const named: readonly (readonly [keyof RawKey, string])[] = [
  ["upArrow", "up"],
  ["downArrow", "down"],
  ["leftArrow", "left"],
  ["rightArrow", "right"],
  ["pageUp", "page-up"],
  ["pageDown", "page-down"],
  ["home", "home"],
  ["end", "end"],
  ["return", "enter"],
  ["escape", "escape"],
  ["tab", "tab"],
  ["backspace", "backspace"],
  ["delete", "delete"],
];

/**
 * The presses in one piece of input. A terminal may hand over several keys at once: text and the
 * Enter after it. What comes after that Enter is dropped: nobody has seen yet what it would answer.
 */
export function readKeys(input: string, key: RawKey, time: number): readonly KeyPress[] {
  const name = named.find(([property]) => key[property])?.[1];
  if (name !== undefined) return [{ name: withModifiers(name, key), time }];
  // Of F1 to F12 Ink tells no more than that they type nothing.
  if (input === "" && !key.ctrl && !key.meta) return [{ name: "function", time }];
  if (key.ctrl || key.meta) {
    return input === "" ? [] : [{ name: withModifiers(input.toLowerCase(), key), time }];
  }
  const end = input.search(/[\r\n]/);
  const text = end < 0 ? input : input.slice(0, end);
  const typed = text === "" ? [] : [{ name: text, text, time }];
  return end < 0 ? typed : [...typed, { name: "enter", time }];
}

function withModifiers(name: string, key: RawKey): string {
  if (name === "escape") return name;
  const shift = key.shift && name === "tab" ? "shift+" : "";
  return `${key.ctrl ? "ctrl+" : ""}${key.meta ? "alt+" : ""}${shift}${name}`;
}
