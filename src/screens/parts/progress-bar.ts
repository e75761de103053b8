/** How far something is, as `[####....]` and a number. */
export function progressBar(percent: number, width: number): string {
  const part = Math.max(0, Math.min(100, percent)) / 100;
  const room = Math.max(4, width);
  const full = Math.round(part * room);
  return `[${"#".repeat(full)}${".".repeat(room - full)}] ${String(Math.floor(part * 100)).padStart(3)} %`;
}

/** A time that went by, for people: `2 s`, `3 min 5 s`. */
export function describeDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
