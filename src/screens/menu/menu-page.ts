import type { Frame, Page, PageView } from "../app/page.ts";
import { movedByLetter } from "../parts/list.ts";
import { type Line, shown, token } from "../text/tokens.ts";

interface MenuState {
  readonly at: number;
}

const entries: readonly {
  readonly page: string;
  readonly title: string;
  readonly means: string;
}[] = [
  { page: "install", title: "Install software", means: "find it, see what it brings, install it" },
  { page: "update", title: "Update", means: "what is waiting, security apart" },
  { page: "permissions", title: "Who may do what", means: "permissions of a file or folder" },
  {
    page: "command",
    title: "Check a command",
    means: "see what it would do before it does it",
  },
  { page: "history", title: "History and undo", means: "what was done, and the way back" },
  { page: "guards", title: "Explain", means: "the mistakes that handrail looks for" },
  { page: "settings", title: "Settings", means: "level, directories, policy" },
];

/** What one can do here: the first screen. */
export const menuPage: Page<MenuState> = {
  name: "home",
  title: "Handrail",
  purpose: "What you can do on this machine",
  synonyms: ["home", "start", "menu"],
  help: [{ shown: "Enter", means: "open what is chosen" }],
  start: () => ({ state: { at: 0 }, intents: [] }),
  reduce: (state, event, { bodyRows }) => {
    if (event.kind !== "key") return { state, intents: [] };
    const { name } = event.press;
    const at = movedByLetter(name, state.at, entries.length, bodyRows);
    if (at !== undefined) return { state: { at }, intents: [] };
    const chosen = entries[state.at];
    if (name !== "enter" || chosen === undefined) return { state, intents: [] };
    return { state, intents: [{ kind: "open", page: chosen.page }] };
  },
  draw: drawMenu,
  isTyping: () => false,
};

function drawMenu({ at }: MenuState, { look, setting }: Frame): PageView {
  const { user, hostName, level } = setting;
  return {
    title: token("Handrail", "strong"),
    right: [token(shown(`${user} on ${hostName}, ${level}`, look), "dim")],
    body: entries.map(
      ({ title, means }, index): Line => [
        token(index === at ? " > " : "   ", "key"),
        token(title.padEnd(22), index === at ? "strong" : "plain"),
        token(means, "dim"),
      ],
    ),
    selected: at,
    keys: [
      { shown: "up/down", label: "choose" },
      { shown: "Enter", label: "open" },
      { shown: ":", label: "all actions" },
      { shown: "?", label: "help" },
      { shown: "q", label: "quit" },
    ],
  };
}
