import { decodeBytes, encodeBytes } from "../../domain/bytes.ts";
import type { ShellState } from "../state.ts";
import { plainValue } from "./characters.ts";

/** Whether a character is a byte: in the C locale, and always for dash. */
function isByteLocale(state: ShellState): boolean {
  if (state.dialect === "sh") return true;
  const name = localeName(state, "LC_CTYPE");
  return name === undefined || /^(?:C|POSIX)$/.test(name);
}

/** The locale in force for a category, undefined where none is set. */
export function localeName(state: ShellState, category: string): string | undefined {
  return ["LC_ALL", category, "LANG"]
    .map((variable) => plainValue(state, variable))
    .find((value) => value !== undefined && value !== "");
}

/** How texts are taken apart into characters under a locale. */
export interface TextForm {
  /** The text with one UTF-16 unit or pair for each of the locale's characters. */
  spread(text: string): string;
  /** The text again, after parts of it were put together. */
  gather(text: string): string;
}

/** The form of texts in the locale of a shell. */
export function textForm(state: ShellState): TextForm {
  return isByteLocale(state) ? byteForm : characterForm;
}

const characterForm: TextForm = { spread: (text) => text, gather: (text) => text };

const byteForm: TextForm = {
  spread: (text) => (isAscii(text) ? text : Array.from(encodeBytes(text), byteCharacter).join("")),
  gather: (text) => (isAscii(text) ? text : decodeBytes(encodeBytes(text))),
};

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** A byte beyond ASCII as domain/bytes.ts writes it. */
function byteCharacter(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte);
}
