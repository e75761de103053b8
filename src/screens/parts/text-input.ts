import type { KeyPress } from "../key-press.ts";

/** A line being typed; the cursor counts UTF-16 units and never stands inside a character. */
export interface TextInput {
  readonly text: string;
  readonly cursor: number;
}

export const emptyInput: TextInput = { text: "", cursor: 0 };

/** An input that holds `text`, the cursor behind it. */
export function inputOf(text: string): TextInput {
  return { text, cursor: text.length };
}

/** The text with something typed or pasted at the cursor. */
export function insertText(input: TextInput, added: string): TextInput {
  const { text, cursor } = input;
  return {
    text: text.slice(0, cursor) + added + text.slice(cursor),
    cursor: cursor + added.length,
  };
}

type Edit = (input: TextInput) => TextInput;

/** The keys of readline that people's fingers know, and those with names on them. */
const edits: Readonly<Record<string, Edit>> = {
  left: moveTo(previousCharacter),
  "ctrl+b": moveTo(previousCharacter),
  right: moveTo(nextCharacter),
  "ctrl+f": moveTo(nextCharacter),
  home: moveTo(() => 0),
  "ctrl+a": moveTo(() => 0),
  end: moveTo(({ text }) => text.length),
  "ctrl+e": moveTo(({ text }) => text.length),
  "ctrl+left": moveTo(previousWord),
  "alt+left": moveTo(previousWord),
  "alt+b": moveTo(previousWord),
  "ctrl+right": moveTo(nextWord),
  "alt+right": moveTo(nextWord),
  "alt+f": moveTo(nextWord),
  backspace: deleteTo(previousCharacter),
  "ctrl+h": deleteTo(previousCharacter),
  delete: deleteTo(nextCharacter),
  "ctrl+d": deleteTo(nextCharacter),
  "ctrl+w": deleteTo(previousBlank),
  "alt+backspace": deleteTo(previousWord),
  "alt+d": deleteTo(nextWord),
  "ctrl+u": deleteTo(() => 0),
  "ctrl+k": deleteTo(({ text }) => text.length),
};

/** The input after a key; undefined for a key that edits nothing. */
export function editText(input: TextInput, press: KeyPress): TextInput | undefined {
  if (press.text !== undefined) return insertText(input, press.text);
  const edit = Object.hasOwn(edits, press.name) ? edits[press.name] : undefined;
  return edit?.(input);
}

function moveTo(find: (input: TextInput) => number): Edit {
  return (input) => ({ ...input, cursor: find(input) });
}

function deleteTo(find: (input: TextInput) => number): Edit {
  return (input) => {
    const other = find(input);
    const start = Math.min(other, input.cursor);
    const end = Math.max(other, input.cursor);
    return { text: input.text.slice(0, start) + input.text.slice(end), cursor: start };
  };
}

function previousCharacter({ text, cursor }: TextInput): number {
  let last = 0;
  for (const { index } of new Intl.Segmenter().segment(text.slice(0, cursor))) last = index;
  return last;
}

function nextCharacter({ text, cursor }: TextInput): number {
  const next = new Intl.Segmenter().segment(text.slice(cursor))[Symbol.iterator]().next();
  return next.done === true ? text.length : cursor + next.value.segment.length;
}

function previousWord({ text, cursor }: TextInput): number {
  return text.slice(0, cursor).replace(/[\p{L}\p{N}_]+[^\p{L}\p{N}_]*$|[^\p{L}\p{N}_]+$/u, "")
    .length;
}

function nextWord({ text, cursor }: TextInput): number {
  const word = /^[^\p{L}\p{N}_]*[\p{L}\p{N}_]*/u.exec(text.slice(cursor))?.[0] ?? "";
  return cursor + word.length;
}

/** As Ctrl-W in a shell: everything back to a blank. */
function previousBlank({ text, cursor }: TextInput): number {
  return text.slice(0, cursor).replace(/\S*\s*$/, "").length;
}
