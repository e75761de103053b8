import { dayOf } from "../domain/policy.ts";

/** `2026-11-22 16:08`, in the local time of this machine. */
export function localTime(time: string): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${dayOf(date.getTime())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
