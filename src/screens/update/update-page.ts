import type { Page, PageArgument, PageEvent, PageIntent, PageStep } from "../app/page.ts";
import type { KeyPress } from "../key-press.ts";
import { pressFilter } from "../parts/filter.ts";
import { movedByLetter, movedTo } from "../parts/list.ts";
import { planArgument } from "../plan/plan-state.ts";
import {
  firstChoice,
  firstUpdateState,
  securityNames,
  sortUpdates,
  type UpdateState,
  updateAnswers,
  visibleUpdates,
} from "./update-state.ts";
import { drawUpdate } from "./update-view.ts";

/** What has a newer version, security apart; all, some or one of it. */
export const updatePage: Page<UpdateState> = {
  name: "update",
  title: "Update",
  purpose: "Newer versions of what is installed, security first",
  synonyms: ["upgrade", "patch", "security", "newer", "changelog", "apt"],
  help: [
    { shown: "Space", means: "choose one, or leave it out" },
    { shown: "a", means: "choose all, or none" },
    { shown: "s", means: "choose only those that mend security faults" },
    { shown: "c", means: "what changed in the chosen row's new version" },
    { shown: "/", means: "look for a name" },
    { shown: "r", means: "fetch the lists of packages anew" },
    { shown: "Enter", means: "look at the plan" },
  ],
  start: begin,
  reduce: (state, event, { bodyRows }) => reduceUpdate(state, event, bodyRows),
  draw: drawUpdate,
  isTyping: ({ filter }) => filter.isOpen,
  wantsTicks: ({ changes, trouble }) => changes === undefined && trouble === undefined,
};

const look: PageIntent = { kind: "ask", query: { kind: "updates" } };

/** Answers given beforehand lead to their plan at once; Esc leads back to the list. */
function begin({ answers }: PageArgument): PageStep<UpdateState> {
  const plan: readonly PageIntent[] =
    answers === undefined
      ? []
      : [
          {
            kind: "open",
            page: "plan",
            argument: planArgument({ kind: "task", task: "update", answers }),
          },
        ];
  const state = answers === undefined ? firstUpdateState : { ...firstUpdateState, given: answers };
  return { state, intents: [look, ...plan] };
}

function reduceUpdate(state: UpdateState, event: PageEvent, rows: number): PageStep<UpdateState> {
  switch (event.kind) {
    case "tick":
      return only({ ...state, waitedSeconds: state.waitedSeconds + 1 });
    case "shown":
      return { state, intents: [look] };
    case "answer":
      return only(receive(state, event));
    case "key":
      return press(state, event.press, rows);
    case "paste":
      return only(state);
  }
}

function only(state: UpdateState): PageStep<UpdateState> {
  return { state, intents: [] };
}

function receive(
  state: UpdateState,
  { query, result }: PageEvent & { readonly kind: "answer" },
): UpdateState {
  if (query.kind === "changelog") {
    if (query.name !== state.changelog?.name) return state;
    const text = result.kind === "changelog" ? result.text : "";
    const reason = result.kind === "failed" ? result.sentence : text;
    return { ...state, changelog: { name: query.name, text: reason } };
  }
  if (result.kind === "failed") return { ...state, trouble: result.sentence };
  if (result.kind !== "updates") return state;
  const changes = sortUpdates(result.changes);
  const { listsAge } = result;
  const names = changes.map(({ name }) => name);
  // Later a choice stands as far as it can.
  const chosen =
    state.changes === undefined
      ? firstChoice(changes, state.given)
      : new Set(names.filter((name) => state.chosen.has(name)));
  const { trouble: _over, ...rest } = state;
  return {
    ...rest,
    changes,
    keptBack: result.keptBack,
    chosen,
    at: Math.max(0, Math.min(state.at, changes.length - 1)),
    ...(listsAge === undefined ? {} : { listsAge }),
  };
}

function press(state: UpdateState, key: KeyPress, rows: number): PageStep<UpdateState> {
  if (state.changelog !== undefined) {
    const { changelog: _closed, ...list } = state;
    return only(key.name === "escape" || key.name === "c" ? list : state);
  }
  const filter = pressFilter(state.filter, key);
  if (filter !== undefined) return only({ ...state, filter, at: 0 });
  const count = visibleUpdates(state).length;
  const move = state.filter.isOpen ? movedTo : movedByLetter;
  const at = count === 0 ? undefined : move(key.name, state.at, count, rows);
  if (at !== undefined) return only({ ...state, at });
  return state.filter.isOpen ? only(state) : act(state, key.name);
}

function act(state: UpdateState, name: string): PageStep<UpdateState> {
  const { changes = [], chosen } = state;
  const selected = visibleUpdates(state)[state.at];
  switch (name) {
    case "escape":
      return { state, intents: [{ kind: "back" }] };
    case " ":
      return only(
        selected === undefined ? state : { ...state, chosen: toggled(chosen, selected.name) },
      );
    case "a": {
      const isAll = chosen.size === changes.length;
      return only({ ...state, chosen: new Set(isAll ? [] : changes.map((change) => change.name)) });
    }
    case "s":
      return only({ ...state, chosen: securityNames(changes) });
    case "c":
      if (selected === undefined) return only(state);
      return {
        state: { ...state, changelog: { name: selected.name } },
        intents: [{ kind: "ask", query: { kind: "changelog", name: selected.name } }],
      };
    case "r":
      return { state, intents: [openPlan("refresh", {})] };
    case "enter":
      return chosen.size === 0
        ? only(state)
        : { state, intents: [openPlan("update", updateAnswers(state))] };
    default:
      return only(state);
  }
}

function toggled(chosen: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(name)) next.add(name);
  return next;
}

function openPlan(task: string, answers: ReturnType<typeof updateAnswers>): PageIntent {
  return { kind: "open", page: "plan", argument: planArgument({ kind: "task", task, answers }) };
}
