import type { Answers } from "../../domain/task-plan.ts";
import type { KeyPress } from "../key-press.ts";
import type { Look } from "../look.ts";
import type { BarKey } from "../parts/key-bar.ts";
import type { TextInput } from "../parts/text-input.ts";
import type { Setting } from "../review/state.ts";
import type { Line, Token, Tone } from "../text/tokens.ts";
import type { Query, QueryResult } from "./query.ts";

/** What every page is drawn and reduced with. */
export interface Frame {
  readonly look: Look;
  readonly setting: Setting;
  /** Rows that the body has, between the rules; what a page key moves by. */
  readonly bodyRows: number;
}

/** A line that is being typed. */
export interface TypedLine {
  readonly input: TextInput;
  /** In front of it: `/` for a search, `>` for words. */
  readonly sign: string;
  readonly tone?: Tone;
  /** It is shown, but keys go elsewhere now: it has no cursor. */
  readonly isIdle?: boolean;
}

/** Rows that are made only when they are shown: a list of 60,000 costs what 20 do. */
export interface LazyLines {
  readonly length: number;
  at(index: number): Line;
}

/** A key of the page that does nothing now, and why: told when it is pressed, and by the help. */
export interface RefusedKey {
  /** As KeyPress has it. */
  readonly name: string;
  /** As it is written for people. */
  readonly shown: string;
  readonly why: string;
}

/** What a page shows; the frame around it, scrolling and the cursor are the app's. */
export interface PageView {
  readonly title: Token;
  /** At the right of the title: what it is about. */
  readonly right: Line;
  /** Rows above the body that do not scroll. */
  readonly head?: readonly Line[];
  /** A line being typed, between the head and the body. */
  readonly field?: TypedLine;
  readonly body: readonly Line[] | LazyLines;
  /**
   * First body row shown; the app keeps it within bounds. A page with neither `scroll` nor
   * `selected` is scrolled by the app: arrows and page keys do not come to it.
   */
  readonly scroll?: number;
  /** The body row of the cursor, which is kept in view. */
  readonly selected?: number;
  /** Rows below the body that do not scroll: questions, a summary of the selected row. */
  readonly foot?: readonly Line[];
  /** A line being typed below the foot: an answer. It has the cursor before `field` has. */
  readonly answer?: TypedLine;
  /** The keys that do something now, most needed first. */
  readonly keys: readonly BarKey[];
  readonly refused?: readonly RefusedKey[];
}

/** What can happen to a page. */
export type PageEvent =
  | { readonly kind: "key"; readonly press: KeyPress }
  | { readonly kind: "paste"; readonly text: string }
  /** An answer to a query of this page, or a part of it (`isLast` false). */
  | {
      readonly kind: "answer";
      readonly query: Query;
      readonly result: QueryResult;
      readonly isLast: boolean;
      readonly time: number;
    }
  /** The page is on top again: after another was closed, or the machine was changed. */
  | { readonly kind: "shown" }
  /** About a second went by; only to pages that want it (`wantsTicks`). */
  | {
      readonly kind: "tick";
      readonly time: number;
      /** By the calendar, in milliseconds as Date has them, to compare with times in events. */
      readonly date: number;
    };

/** What a page wants done; it does nothing itself. */
export type PageIntent =
  | { readonly kind: "open"; readonly page: string; readonly argument?: PageArgument }
  /** Takes the place of this page. */
  | { readonly kind: "replace"; readonly page: string; readonly argument?: PageArgument }
  | { readonly kind: "back" }
  | { readonly kind: "ask"; readonly query: Query }
  | { readonly kind: "suspend" }
  | { readonly kind: "quit" };

/** What a page is opened with. */
export interface PageArgument {
  readonly answers?: Answers;
  /** Such as a path, a guard's id, a line. */
  readonly subject?: string;
  /** Anything further that a page's own module knows the type of. */
  readonly value?: unknown;
}

export interface PageStep<State> {
  readonly state: State;
  readonly intents: readonly PageIntent[];
}

/** One help row: a key and what it does on this page. */
export interface HelpRow {
  readonly shown: string;
  readonly means: string;
}

/**
 * One page: a pure reducer and a pure drawing. Ctrl-C, `q` (outside of typing), `?`, `:`, Ctrl-Z
 * and resizing are the app's; Esc comes to the page, which closes what it has open or asks for
 * `back`.
 */
export interface Page<State> {
  /** Stays the same; `open` names it. */
  readonly name: string;
  /** For the palette and the home screen. */
  readonly title: string;
  readonly purpose: string;
  readonly synonyms: readonly string[];
  start(argument: PageArgument, frame: Frame): PageStep<State>;
  reduce(state: State, event: PageEvent, frame: Frame): PageStep<State>;
  draw(state: State, frame: Frame): PageView;
  /** Whether keys are text now, so that `q`, `?` and `:` are typed rather than obeyed. */
  isTyping(state: State): boolean;
  /** Whether something moves by itself now, such as the seconds that went by. */
  wantsTicks?(state: State): boolean;
  /** Not for the palette: it is only opened with something by another page. */
  readonly isInner?: boolean;
  readonly help: readonly HelpRow[];
}
