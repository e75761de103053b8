import type { Call } from "../../domain/program.ts";

/** Seconds of `[[CC]YY]MMDDhhmm[.ss]` in local time, undefined where it is no such stamp. */
export function parseStamp(stamp: string): number | undefined {
  const match = /^(?:(\d\d)?(\d\d))?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(stamp);
  if (match === null) return undefined;
  const [, century, short, month, day, hour, minute, second] = match.map(Number);
  const year = yearOf(
    match[1] === undefined ? undefined : century,
    match[2] === undefined ? undefined : short,
  );
  const seconds = match[7] === undefined ? 0 : (second ?? 0);
  const date = new Date(year, (month ?? 0) - 1, day, hour, minute, Math.min(seconds, 59));
  const isReal =
    date.getMonth() + 1 === month &&
    date.getDate() === day &&
    date.getHours() === hour &&
    (minute ?? 0) < 60 &&
    seconds <= 60;
  return isReal ? date.getTime() / 1000 + (seconds === 60 ? 1 : 0) : undefined;
}

function yearOf(century: number | undefined, short: number | undefined): number {
  if (short === undefined) return new Date().getFullYear();
  return century === undefined ? short + (short <= 68 ? 2000 : 1900) : century * 100 + short;
}

/** Seconds of a date as date(1) reads it; undefined where it cannot be told, `invalid` where it is none. */
export function parseDate(call: Call, date: string): number | "invalid" | undefined {
  const plain = /^@(-?\d+)$/.exec(date)?.[1];
  if (plain !== undefined) return Number(plain);
  const computed = call.compute("date", ["--date", date, "+%s"]);
  if (computed === undefined) return undefined;
  return computed.status === 0 ? Number(computed.output.trim()) : "invalid";
}
