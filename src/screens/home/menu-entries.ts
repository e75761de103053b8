import type { Setting } from "../review/state.ts";

/** A page that the home screen leads to. */
export interface MenuEntry {
  readonly page: string;
  readonly title: string;
  means(setting: Setting, last: string | undefined): string;
}

/** What one can do here, in the order of how often it is wanted. */
export const menuEntries: readonly MenuEntry[] = [
  {
    page: "install",
    title: "Install software",
    means: () => "find it, see what it brings, install it",
  },
  { page: "update", title: "Update", means: () => "what is waiting, security apart" },
  { page: "permissions", title: "Who may do what", means: () => "permissions of a file or folder" },
  {
    page: "command",
    title: "Check a command",
    means: () => "see what it would do before it does it",
  },
  {
    page: "history",
    title: "History and undo",
    means: (_, last) => (last === undefined ? "what was done, and the way back" : `last: ${last}`),
  },
  { page: "guards", title: "Explain", means: () => "the mistakes that handrail looks for" },
  { page: "settings", title: "Settings", means: ({ level }) => `level: ${level}` },
];
