import type { KeyPress } from "../key-press.ts";
import { editText, emptyInput, insertText } from "../parts/text-input.ts";
import { type AppAction, findAppAction } from "./keys.ts";
import { layOutPage } from "./layout.ts";
import type { PageEvent, PageView, RefusedKey } from "./page.ts";
import { findDestinations } from "./palette.ts";
import { scrolledBy } from "./scroll.ts";
import { advance, frameOf, push, settle, topPage } from "./stack.ts";
import type { AppEvent, AppState, AppStep, Overlay } from "./state.ts";
import { shownBy } from "./view.ts";

/** The app after an event, and what it wants done about it. */
export function reduceApp(state: AppState, event: AppEvent): AppStep {
  switch (event.kind) {
    case "key":
      return pressKeys(state, event.press);
    case "paste":
      return paste(state, event.text);
    case "resized": {
      const { columns, rows } = event;
      return only(drawnAnew({ ...state, look: { ...state.look, columns, rows } }));
    }
    case "tick":
      return topPage(state)?.open.wantsTicks() === true ? tell(state, event) : only(state);
    case "level": {
      const setting = { ...state.setting, level: event.level };
      return only(drawnAnew({ ...state, setting }));
    }
    case "answer": {
      const { id, ...answer } = event;
      return tell(state, answer, id);
    }
  }
}

function only(state: AppState): AppStep {
  return { state, intents: [] };
}

/** Tells a page, the one on top unless another is named; a page that was closed hears nothing. */
function tell(state: AppState, event: PageEvent, id?: number): AppStep {
  const page = id === undefined ? topPage(state) : state.stack.find((one) => one.id === id);
  if (page === undefined) return only(state);
  return advance(state, page.id, page.open.reduce(event, frameOf(state, page.rows)));
}

/** Letters that came in one piece of input are keys of their own where they are not text. */
function pressKeys(state: AppState, press: KeyPress): AppStep {
  const letters = Array.from(press.text ?? "");
  if (letters.length < 2 || isTyping(state)) return pressKey(state, press);
  const [first = "", ...rest] = letters;
  const step = pressKey(state, { name: first, text: first, time: press.time });
  const others = rest.join("");
  const next = pressKeys(step.state, { name: others, text: others, time: press.time });
  return { state: next.state, intents: [...step.intents, ...next.intents] };
}

function isTyping(state: AppState): boolean {
  if (state.overlay !== undefined) return state.overlay.kind === "palette";
  return topPage(state)?.open.isTyping() === true;
}

function pressKey({ notice: _told, ...state }: AppState, press: KeyPress): AppStep {
  const refused = state.overlay === undefined ? refusedKey(state, press) : undefined;
  if (refused !== undefined) return only({ ...state, notice: refused.why });
  const action = findAppAction(press.name, isTyping(state));
  if (action !== undefined) return act(state, action);
  const { overlay } = state;
  if (overlay?.kind === "help") return only(pressInHelp(state, overlay, press));
  if (overlay?.kind === "palette") return pressInPalette(state, overlay, press);
  return scrollPage(state, press) ?? tell(state, { kind: "key", press });
}

/** A key that the page has, and that does nothing now. Where text is typed, none is. */
function refusedKey(state: AppState, { name }: KeyPress): RefusedKey | undefined {
  if (isTyping(state)) return undefined;
  return topPage(state)?.view.refused?.find((key) => key.name === name);
}

function act(state: AppState, action: AppAction): AppStep {
  switch (action) {
    case "help":
      return only(
        state.overlay?.kind === "help"
          ? withoutOverlay(state)
          : { ...state, overlay: { kind: "help", top: 0 } },
      );
    case "palette":
      return only({ ...state, overlay: { kind: "palette", input: emptyInput, at: 0 } });
    case "plain":
      return only(drawnAnew({ ...state, hasOtherLook: !state.hasOtherLook }));
    case "suspend":
    case "quit":
      return { state, intents: [{ kind: action }] };
  }
}

function withoutOverlay({ overlay, ...state }: AppState): AppState {
  return state;
}

function pressInHelp(
  state: AppState,
  overlay: Extract<Overlay, { readonly kind: "help" }>,
  { name }: KeyPress,
): AppState {
  if (name === "escape" || name === "enter" || name === "tab") return withoutOverlay(state);
  const seen = shownBy(state);
  if (seen === undefined) return state;
  const { bodyRows } = layOutPage(seen.view, "", seen.look, overlay.top);
  const top = scrolledBy(name, overlay.top, bodyRows, seen.view.body.length);
  return top === undefined ? state : { ...state, overlay: { ...overlay, top } };
}

function pressInPalette(
  state: AppState,
  overlay: Extract<Overlay, { readonly kind: "palette" }>,
  press: KeyPress,
): AppStep {
  const found = findDestinations(state, overlay.input.text);
  const last = Math.max(0, found.length - 1);
  const at = Math.min(overlay.at, last);
  const moved = (to: number): AppStep =>
    only({ ...state, overlay: { ...overlay, at: Math.max(0, Math.min(to, last)) } });
  switch (press.name) {
    case "escape":
      return only(withoutOverlay(state));
    case "up":
      return moved(at - 1);
    case "down":
    case "tab":
      return moved(at + 1);
    case "enter": {
      const chosen = found[at];
      if (chosen === undefined) return only(state);
      return push(withoutOverlay(state), chosen.page, chosen.argument ?? {});
    }
    default: {
      const input = editText(overlay.input, press);
      return only(
        input === undefined ? state : { ...state, overlay: { ...overlay, input, at: 0 } },
      );
    }
  }
}

/** Pages that neither scroll nor choose by themselves are scrolled here. */
function scrollPage(state: AppState, { name }: KeyPress): AppStep | undefined {
  const page = topPage(state);
  if (page === undefined || page.view.scroll !== undefined) return undefined;
  if (page.view.selected !== undefined) return undefined;
  if (hasCursor(page.view) && !besideTyping.has(name)) return undefined;
  const top = scrolledBy(name, page.top, page.rows, page.view.body.length);
  if (top === undefined) return undefined;
  const stack = state.stack.map((one) => (one === page ? { ...page, top } : one));
  return only({ ...state, stack });
}

/** Keys that no line being typed has a use for. */
const besideTyping: ReadonlySet<string> = new Set(["up", "down", "page-up", "page-down"]);

function hasCursor({ field, answer }: PageView): boolean {
  return [field, answer].some((typed) => typed !== undefined && typed.isIdle !== true);
}

/** Pasted text is never a key. */
function paste(state: AppState, text: string): AppStep {
  const { overlay } = state;
  if (overlay === undefined) return tell(state, { kind: "paste", text });
  if (overlay.kind === "help") return only(state);
  const added = text.replace(/\s+/g, " ");
  return only({
    ...state,
    overlay: { ...overlay, input: insertText(overlay.input, added), at: 0 },
  });
}

/** The size or the look is another one: every page is laid out anew. */
function drawnAnew(state: AppState): AppState {
  return {
    ...state,
    stack: state.stack.map((page) => settle(state, page, page.open)),
  };
}
