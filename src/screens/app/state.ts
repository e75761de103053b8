import type { Level } from "../../domain/finding.ts";
import type { KeyPress } from "../key-press.ts";
import type { Look } from "../look.ts";
import type { TextInput } from "../parts/text-input.ts";
import type { Setting } from "../review/state.ts";
import type { KnownPage, OpenPage } from "./known-page.ts";
import type { PageArgument, PageView } from "./page.ts";
import type { Query, QueryResult } from "./query.ts";

/** A page in the stack. */
export interface StackedPage {
  /** Names it as long as the program runs; answers to its queries carry it. */
  readonly id: number;
  readonly open: OpenPage;
  /** How it looks now. */
  readonly view: PageView;
  /** The rows that its body has. */
  readonly rows: number;
  /** The first row of its body that is shown. */
  readonly top: number;
}

/** What lies over the page on top. */
export type Overlay =
  | { readonly kind: "help"; readonly top: number }
  | { readonly kind: "palette"; readonly input: TextInput; readonly at: number };

/** Something to go to by its name, from the palette. */
export interface Destination {
  readonly title: string;
  readonly purpose: string;
  readonly synonyms: readonly string[];
  readonly page: string;
  readonly argument?: PageArgument;
}

/** What there is to open; never changes while the program runs. */
export interface Catalogue {
  readonly pages: readonly KnownPage[];
  readonly destinations: readonly Destination[];
  /** The page that Esc leads to at the last. */
  readonly home: string;
}

export interface AppState {
  readonly look: Look;
  readonly setting: Setting;
  readonly catalogue: Catalogue;
  /** Drawn otherwise than is usual here, plain or not: a person's choice. */
  readonly hasOtherLook: boolean;
  /** The page on top is the last; never empty. */
  readonly stack: readonly StackedPage[];
  readonly nextId: number;
  readonly overlay?: Overlay;
  /** Why the key that was pressed last did nothing. */
  readonly notice?: string;
}

/** Everything that can happen to the app. */
export type AppEvent =
  | { readonly kind: "key"; readonly press: KeyPress }
  | { readonly kind: "paste"; readonly text: string }
  | { readonly kind: "resized"; readonly columns: number; readonly rows: number }
  | { readonly kind: "tick"; readonly time: number; readonly date: number }
  /** The person's level is another one now. */
  | { readonly kind: "level"; readonly level: Level }
  | {
      readonly kind: "answer";
      /** The page that asked. */
      readonly id: number;
      readonly query: Query;
      readonly result: QueryResult;
      readonly isLast: boolean;
      readonly time: number;
    };

/** What the app wants done; it does nothing itself. */
export type AppIntent =
  | { readonly kind: "ask"; readonly id: number; readonly query: Query }
  /** A page was closed: nobody waits for its answers any more. */
  | { readonly kind: "forget"; readonly id: number }
  | { readonly kind: "suspend" }
  | { readonly kind: "quit" };

export interface AppStep {
  readonly state: AppState;
  readonly intents: readonly AppIntent[];
}

/** What is drawn with: the terminal's own look, or the other one that a person asked for. */
export function lookOfApp({ look, hasOtherLook }: AppState): Look {
  if (!hasOtherLook) return look;
  return look.fuller === undefined
    ? { ...look, hasColour: false, hasLines: false, isAscii: true }
    : { ...look, ...look.fuller };
}
