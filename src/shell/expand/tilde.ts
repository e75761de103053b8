import { plainValue } from "./characters.ts";
import type { Part } from "./parts.ts";
import type { Run } from "./segments.ts";

/**
 * Where tildes count: at the start of a word; behind `=` and `:` too in what looks like an
 * assignment; at the start and behind `:` in the value of an assignment.
 */
export type TildePlaces = "word" | "argument" | "value";

/** Replaces tildes by the homes they mean; a home stands for itself and is never split. */
export function expandTildes(
  parts: readonly Part[],
  places: TildePlaces,
  run: Run,
): readonly Part[] {
  if (!parts.some((part) => part.kind === "text" && !part.isQuoted && part.text.includes("~"))) {
    return parts;
  }
  const start = places === "argument" ? assignmentStart(parts, run) : 0;
  const hasColons = places === "value" || start > 0;
  return parts.flatMap((part, index) => {
    if (part.kind !== "text" || part.isQuoted) return [part];
    const next = parts[index + 1];
    const starts = tildeStarts(part.text, index === 0 ? start : -1, hasColons);
    return replaceTildes(part.text, starts, next, hasColons, run);
  });
}

/** Index of the value in a word that looks like `name=value`, else 0. */
function assignmentStart(parts: readonly Part[], run: Run): number {
  const [first] = parts;
  if (first?.kind !== "text" || first.isQuoted || run.context.state.dialect === "sh") return 0;
  return /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/.exec(first.text)?.[0].length ?? 0;
}

function tildeStarts(text: string, start: number, hasColons: boolean): readonly number[] {
  const starts: number[] = [];
  for (let at = text.indexOf("~"); at >= 0; at = text.indexOf("~", at + 1)) {
    if (at === start || (hasColons && at > start && text[at - 1] === ":")) starts.push(at);
  }
  return starts;
}

function replaceTildes(
  text: string,
  starts: readonly number[],
  next: Part | undefined,
  hasColons: boolean,
  run: Run,
): readonly Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const start of starts) {
    const rest = text.slice(start + 1);
    const length = rest.search(hasColons || run.context.state.dialect === "bash" ? /[/:]/ : /\//);
    if (isFollowedByMore(rest, next, hasColons)) continue;
    const user = length < 0 ? rest : rest.slice(0, length);
    const home = findHome(user, run);
    if (home === undefined) continue;
    run.origins.push({ kind: "tilde" });
    parts.push({ kind: "text", text: text.slice(done, start), isQuoted: false });
    parts.push({ kind: "text", text: home, isQuoted: true });
    done = start + 1 + user.length;
  }
  parts.push({ kind: "text", text: text.slice(done), isQuoted: false });
  return parts.filter((part) => part.kind !== "text" || part.isQuoted || part.text !== "");
}

/** Whatever but text comes before the end of the user's name, it is no name. */
function isFollowedByMore(rest: string, next: Part | undefined, hasColons: boolean): boolean {
  if (next === undefined) return false;
  if (hasColons || !rest.includes(":")) return !/[/:]/.test(rest);
  // Outside assignments a colon ends the name, yet quotes up to the next slash still undo it.
  return !rest.includes("/") && (next.kind === "quotes" || (next.kind === "text" && next.isQuoted));
}

function findHome(user: string, run: Run): string | undefined {
  const { state } = run.context;
  if (user === "") return plainValue(state, "HOME") ?? run.context.home("");
  if (state.dialect === "bash" && user === "+") return plainValue(state, "PWD");
  if (state.dialect === "bash" && user === "-") return plainValue(state, "OLDPWD");
  return /^[A-Za-z_][\w.-]*\$?$/.test(user) ? run.context.home(user) : undefined;
}
