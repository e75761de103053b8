import type { Page, PageArgument, PageEvent, PageIntent, PageStep } from "../app/page.ts";
import { insertText } from "../parts/text-input.ts";
import { planOf, pressPackages, withoutRole } from "./packages-keys.ts";
import {
  isSameNames,
  isSameSearch,
  type PackageOperation,
  type PackagesState,
  plannedNames,
  searchQuery,
  selectedPackage,
} from "./packages-state.ts";
import { drawPackages } from "./packages-view.ts";

export const installPage = makePackagesPage("install", {
  title: "Install software",
  purpose: "Find it, see what it brings, install it",
  synonyms: ["add", "get", "download", "program", "package", "apt", "setup"],
});

export const removePage = makePackagesPage("remove", {
  title: "Remove software",
  purpose: "See what goes with it, remove it",
  synonyms: ["uninstall", "delete", "purge", "package", "apt"],
});

function makePackagesPage(
  operation: PackageOperation,
  words: { readonly title: string; readonly purpose: string; readonly synonyms: readonly string[] },
): Page<PackagesState> {
  return {
    name: operation,
    ...words,
    help: [
      { shown: "a-z", means: "type a name, or what it should do; the list follows" },
      { shown: "up down", means: "choose in the list" },
      { shown: "Enter", means: "look at the plan; opens what fills a role" },
      { shown: "Tab", means: "into the list, where letters are keys; / or Tab leads back" },
      { shown: "Space", means: "in the list: choose several for one plan" },
      { shown: "i", means: "in the list: more about the package" },
    ],
    start: (argument) => begin(operation, argument),
    reduce: (state, event, frame) => withQueries(state, reduce(state, event, frame.bodyRows)),
    draw: (state, frame) => drawPackages(state, words.title, frame),
    isTyping: ({ isInList, areDetailsOpen }) => !isInList && !areDetailsOpen,
  };
}

/** Names given on the command line lead to their plan at once; Esc leads back here. */
function begin(operation: PackageOperation, { answers, subject }: PageArgument) {
  const given = answers?.packages;
  const names = typeof given === "string" ? [given] : Array.isArray(given) ? given : [];
  const state: PackagesState = {
    operation,
    input: { text: subject ?? "", cursor: (subject ?? "").length },
    isInList: false,
    found: [],
    total: 0,
    among: 0,
    isNear: false,
    isBack: false,
    isKnown: false,
    at: 0,
    chosen: names,
    areDetailsOpen: false,
  };
  const plan = planOf(state, names);
  const intents: readonly PageIntent[] = [
    { kind: "ask", query: searchQuery(state) },
    ...(names.length === 0 ? [] : [plan]),
  ];
  return { state, intents };
}

function reduce(state: PackagesState, event: PageEvent, rows: number): PageStep<PackagesState> {
  switch (event.kind) {
    case "key":
      return pressPackages(state, event.press, rows);
    case "paste": {
      const text = event.text.replace(/\s+/g, " ").trim();
      return only({ ...withoutRole(state), input: insertText(state.input, text), at: 0 });
    }
    case "answer":
      return only(receive(state, event));
    case "shown":
      return lookAnew(state);
    default:
      return only(state);
  }
}

function only(state: PackagesState): PageStep<PackagesState> {
  return { state, intents: [] };
}

/** The machine may be another one by now: nothing that was said of packages is believed any more. */
function lookAnew({
  preview: _plan,
  details: _details,
  ...state
}: PackagesState): PageStep<PackagesState> {
  const selected = selectedPackage(state);
  const isPackage = selected !== undefined && selected.fills === undefined;
  const details = { kind: "package-details", name: selected?.name ?? "" } as const;
  return {
    state: { ...state, isBack: true },
    intents: [
      { kind: "ask", query: searchQuery(state) },
      ...(isPackage ? [{ kind: "ask", query: details } as const] : []),
    ],
  };
}

function receive(
  state: PackagesState,
  { query, result }: PageEvent & { readonly kind: "answer" },
): PackagesState {
  if (query.kind === "search") {
    if (!isSameSearch(query, searchQuery(state))) return state;
    if (result.kind === "failed") return { ...state, isKnown: true, trouble: result.sentence };
    if (result.kind !== "search") return state;
    const { found, total, among, isNear = false } = result;
    const { trouble: _over, ...rest } = state;
    const at = Math.min(state.at, Math.max(0, found.length - 1));
    return { ...rest, found, total, among, isNear, isKnown: true, at };
  }
  if (query.kind === "simulate" && result.kind === "simulate") {
    if (!isSameNames(query.names, state.preview?.names ?? [])) return state;
    const { simulation } = result;
    const preview = { names: query.names, simulation };
    // What was chosen is done by now: the next name is a choice of its own.
    const isDone = simulation.kind === "transaction" && simulation.changes.length === 0;
    const chosen = state.isBack && isDone ? [] : state.chosen;
    return { ...state, preview, chosen, isBack: false };
  }
  return result.kind === "package-details" ? { ...state, details: result.details } : state;
}

/** Whatever changed, the search, the preview and the details follow. */
function withQueries(
  before: PackagesState,
  { state, intents }: PageStep<PackagesState>,
): PageStep<PackagesState> {
  const wanted: PageIntent[] = [...intents];
  if (!isSameSearch(searchQuery(before), searchQuery(state))) {
    wanted.push({ kind: "ask", query: searchQuery(state) });
  }
  const names = plannedNames(state);
  const next = isSameNames(names, state.preview?.names ?? [])
    ? state
    : { ...state, preview: { names } };
  if (next !== state && names.length > 0) {
    wanted.push({ kind: "ask", query: { kind: "simulate", operation: state.operation, names } });
  }
  const selected = selectedPackage(state);
  if (selected !== undefined && selected.fills === undefined) {
    const isNew = selected.name !== selectedPackage(before)?.name;
    if (isNew)
      wanted.push({ kind: "ask", query: { kind: "package-details", name: selected.name } });
  }
  return { state: next, intents: wanted };
}
