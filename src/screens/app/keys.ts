import type { HelpRow } from "./page.ts";

export type AppAction = "help" | "palette" | "plain" | "suspend" | "quit";

/** A key of the app itself: it means the same on every page. */
interface AppBinding extends HelpRow {
  readonly action: AppAction;
  readonly keys: readonly string[];
  /** It types nothing, so it is obeyed while a person types too. */
  readonly isAlways: boolean;
}

/** The one table of these keys, in the order of the help. */
export const appBindings: readonly AppBinding[] = [
  {
    action: "help",
    keys: ["?"],
    shown: "?",
    means: "this help",
    isAlways: false,
  },
  {
    action: "help",
    keys: ["function"],
    shown: "F1",
    means: "this help, also while you type",
    isAlways: true,
  },
  {
    action: "palette",
    keys: [":"],
    shown: ":",
    means: "go anywhere: type a few letters of what you want to do",
    isAlways: false,
  },
  { action: "quit", keys: ["q"], shown: "q", means: "leave handrail", isAlways: false },
  {
    action: "quit",
    keys: ["ctrl+c"],
    shown: "Ctrl-C",
    means: "leave, also while you type",
    isAlways: true,
  },
  {
    action: "suspend",
    keys: ["ctrl+z"],
    shown: "Ctrl-Z",
    means: "to the shell; `fg` comes back",
    isAlways: true,
  },
  {
    action: "plain",
    keys: ["ctrl+t"],
    shown: "Ctrl-T",
    means: "draw with plain ASCII and no colours, or again with them",
    isAlways: true,
  },
];

/** Told beside them; what they do is the page's. */
export const commonRows: readonly HelpRow[] = [
  { shown: "Esc", means: "back, one level; never leaves" },
  { shown: "Up Down", means: "move, or scroll; PgUp, PgDn, Home, End go further" },
];

/** What a key means everywhere; undefined for a key that is the page's. */
export function findAppAction(name: string, isTyping: boolean): AppAction | undefined {
  return appBindings.find(({ keys, isAlways }) => keys.includes(name) && (isAlways || !isTyping))
    ?.action;
}
