import type { Call } from "../../../domain/program.ts";
import { isError } from "../../../domain/world.ts";
import { parseDate } from "../time.ts";
import type { ActionContext } from "./actions.ts";
import type { Check, Obstacle } from "./compile.ts";
import type { Primary } from "./grammar.ts";
import { compareNumber } from "./numbers.ts";

const day = 86_400;

/** Tests of times; undefined where the primary is none. Only times of modification are known. */
export function compileTime(
  call: Call,
  primary: Primary,
  context: ActionContext,
): Check | Obstacle | undefined {
  const value = primary.values[0]?.text ?? "";
  switch (primary.name) {
    case "-mtime":
      return byDays(primary, value, context);
    case "-mmin":
      return byMinutes(primary, value, context);
    case "-newer":
    case "-newermm":
      return byFile(call, primary, value, context);
    case "-newermt":
      return byDate(call, primary, value);
    default:
      if (/^-([ac](time|min)|used)$/.test(primary.name) && !/^[+-]?\d+(\.\d+)?$/.test(value)) {
        return wrong(primary, value);
      }
      return /^-([ac](time|min|newer)|anewer|cnewer|used|newer..)$/.test(primary.name)
        ? unknown(primary, `the time that \`${primary.name}\` looks at is not known`)
        : undefined;
  }
}

function unknown(primary: Primary, reason: string): Obstacle {
  return { kind: "unknown", reason, primary };
}

function wrong(primary: Primary, value: string): Obstacle {
  return { kind: "wrong", reason: `invalid argument \`${value}' to \`${primary.name}'`, primary };
}

/** Files that the line makes are as old as the line. */
function modified(seconds: number, now: number): number {
  return Math.min(seconds, now);
}

/** Days are counted as whole ones: `+0` is more than a day ago. */
function byDays(primary: Primary, value: string, context: ActionContext): Check | Obstacle {
  const compare = compareNumber(value);
  if (compare === undefined) return wrong(primary, value);
  const origin = context.originOf(primary);
  return (entry) =>
    compare(Math.floor((origin - modified(entry.status.modified, context.now)) / day));
}

function byMinutes(primary: Primary, value: string, context: ActionContext): Check | Obstacle {
  const match = /^([+-]?)(\d+(?:\.\d+)?)$/.exec(value);
  if (match === null) return wrong(primary, value);
  const limit = context.originOf(primary) - Number(match[2]) * 60;
  return (entry) => {
    const seconds = modified(entry.status.modified, context.now);
    if (match[1] === "+") return seconds < limit;
    if (match[1] === "-") return seconds > limit;
    return seconds > limit && seconds - limit <= 60;
  };
}

function byFile(
  call: Call,
  primary: Primary,
  value: string,
  context: ActionContext,
): Check | Obstacle {
  const status = context.follow === "never" ? call.files.lstat(value) : call.files.stat(value);
  if (isError(status)) return wrong(primary, value);
  return (entry) => entry.status.modified > status.modified;
}

function byDate(call: Call, primary: Primary, value: string): Check | Obstacle {
  const seconds = parseDate(call, value);
  if (seconds === undefined) return unknown(primary, "the date was not worked out");
  if (seconds === "invalid") return wrong(primary, value);
  return (entry) => entry.status.modified > seconds;
}
