import type { Row } from "./account-database.ts";
import type { LoginSettings } from "./login-settings.ts";

/** The next free number of accounts or groups, as useradd and groupadd choose it. */
export function nextNumber(
  rows: readonly Row[],
  kind: "UID" | "GID",
  settings: LoginSettings,
  isSystem: boolean,
  preferred?: number,
): number | undefined {
  const used = new Set(rows.map((row) => Number(row[2])));
  const lowest = settings.number(
    isSystem ? `SYS_${kind}_MIN` : `${kind}_MIN`,
    isSystem ? 101 : 1000,
  );
  const usualHighest = isSystem ? settings.number(`${kind}_MIN`, 1000) - 1 : 60_000;
  const highest = settings.number(isSystem ? `SYS_${kind}_MAX` : `${kind}_MAX`, usualHighest);
  if (
    preferred !== undefined &&
    preferred >= lowest &&
    preferred <= highest &&
    !used.has(preferred)
  ) {
    return preferred;
  }
  const inRange = [...used].filter((number) => number >= lowest && number <= highest);
  if (isSystem) return below(inRange, used, lowest, highest);
  const next = inRange.length === 0 ? lowest : Math.max(...inRange) + 1;
  if (next <= highest) return next;
  for (let number = lowest; number <= highest; number += 1) if (!used.has(number)) return number;
  return undefined;
}

/** Numbers of the system's own accounts go down from the highest. */
function below(
  inRange: readonly number[],
  used: ReadonlySet<number>,
  lowest: number,
  highest: number,
): number | undefined {
  const next = inRange.length === 0 ? highest : Math.min(...inRange) - 1;
  if (next >= lowest) return next;
  for (let number = highest; number >= lowest; number -= 1) if (!used.has(number)) return number;
  return undefined;
}

/** The start of the next free range of numbers that an account may use in containers. */
export function nextRange(rows: readonly Row[], lowest: number, count: number): number {
  const taken = rows
    .map(([, start = "0", size = "0"]) => [Number(start), Number(size)] as const)
    .sort(([first], [second]) => first - second);
  let at = lowest;
  for (const [start, size] of taken) {
    if (start + size <= at) continue;
    if (start >= at + count) break;
    at = start + size;
  }
  return at;
}
