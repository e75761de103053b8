import { renderToString } from "ink";
import { knownPage, type OpenPage } from "../../src/screens/app/known-page.ts";
import { layOutPage } from "../../src/screens/app/layout.ts";
import { PageScreen } from "../../src/screens/app/PageScreen.tsx";
import type { Page, PageArgument, PageEvent, PageIntent } from "../../src/screens/app/page.ts";
import type { Query, QueryResult } from "../../src/screens/app/query.ts";
import type { Look } from "../../src/screens/look.ts";
import type { Setting } from "../../src/screens/review/state.ts";
import { look as usualLook, setting as usualSetting } from "./states.ts";

/** A page by itself: keys and answers go in, rows and intents come out. */
export class PageDriver {
  private open: OpenPage;
  private readonly look: Look;
  private readonly setting: Setting;
  private time = 10_000;
  private top = 0;
  /** What the last event wanted. */
  intents: readonly PageIntent[];

  constructor(
    page: Pick<Page<never>, "name">,
    argument: PageArgument = {},
    look: Look = usualLook,
    setting: Setting = usualSetting,
  ) {
    this.look = look;
    this.setting = setting;
    const step = knownPage(page as Page<unknown>).open(argument, this.frame(1));
    this.open = step.open;
    this.intents = step.intents;
  }

  press(...names: readonly string[]): this {
    for (const name of names) {
      this.time += 1000;
      const isText = Array.from(name).length === 1;
      this.happen({
        kind: "key",
        press: { name, time: this.time, ...(isText ? { text: name } : {}) },
      });
    }
    return this;
  }

  type(text: string): this {
    return this.press(...text);
  }

  answer(query: Query, result: QueryResult, isLast = true): this {
    this.time += 100;
    return this.happen({ kind: "answer", query, result, isLast, time: this.time });
  }

  tick(date: number): this {
    return this.happen({ kind: "tick", time: this.time, date });
  }

  happen(event: PageEvent): this {
    const rows = layOutPage(this.view(), this.open.page.purpose, this.look, this.top).bodyRows;
    const step = this.open.reduce(event, this.frame(rows));
    this.open = step.open;
    this.intents = step.intents;
    return this;
  }

  isTyping(): boolean {
    return this.open.isTyping();
  }

  wantsTicks(): boolean {
    return this.open.wantsTicks();
  }

  /** What it asked for last. */
  asked(): readonly Query[] {
    return this.intents.flatMap((intent) => (intent.kind === "ask" ? [intent.query] : []));
  }

  rows(): readonly string[] {
    const { purpose } = this.open.page;
    const { bodyRows } = layOutPage(this.view(), purpose, this.look, 0);
    const view = this.open.draw(this.frame(bodyRows));
    return renderToString(
      <PageScreen view={view} purpose={purpose} look={this.look} top={this.top} />,
      { columns: this.look.columns },
    ).split("\n");
  }

  text(): string {
    return this.rows().join("\n");
  }

  private view() {
    return this.open.draw(this.frame(10));
  }

  private frame(bodyRows: number) {
    return { look: this.look, setting: this.setting, bodyRows };
  }
}
