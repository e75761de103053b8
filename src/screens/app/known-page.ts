import type {
  Frame,
  HelpRow,
  Page,
  PageArgument,
  PageEvent,
  PageIntent,
  PageView,
} from "./page.ts";

/** A page with the type of its state put away, so that pages of all kinds can stand in one list. */
export interface KnownPage {
  readonly name: string;
  readonly title: string;
  readonly purpose: string;
  readonly synonyms: readonly string[];
  readonly help: readonly HelpRow[];
  readonly isInner: boolean;
  open(argument: PageArgument, frame: Frame): OpenStep;
}

/** A page in one state. */
export interface OpenPage {
  readonly page: KnownPage;
  reduce(event: PageEvent, frame: Frame): OpenStep;
  draw(frame: Frame): PageView;
  isTyping(): boolean;
  wantsTicks(): boolean;
}

export interface OpenStep {
  readonly open: OpenPage;
  readonly intents: readonly PageIntent[];
}

/** Makes a page known to the app. */
export function knownPage<State>(page: Page<State>): KnownPage {
  const { name, title, purpose, synonyms, help, isInner = false } = page;
  const known: KnownPage = {
    name,
    title,
    purpose,
    synonyms,
    help,
    isInner,
    open: (argument, frame) => step(page.start(argument, frame)),
  };
  const step = ({ state, intents }: ReturnType<Page<State>["start"]>): OpenStep => ({
    open: openIn(state),
    intents,
  });
  const openIn = (state: State): OpenPage => ({
    page: known,
    reduce: (event, frame) => step(page.reduce(state, event, frame)),
    draw: (frame) => page.draw(state, frame),
    isTyping: () => page.isTyping(state),
    wantsTicks: () => page.wantsTicks?.(state) ?? false,
  });
  return known;
}
