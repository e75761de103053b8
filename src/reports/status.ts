/** How a line ended, after "it"; 128 + 15 is how a shell says that signal 15 ended a program. */
export function describeStatus(status: number): string {
  if (status === 0) return "ended well, status 0";
  const signal = status > 128 && status < 160 ? ` (ended by signal ${status - 128})` : "";
  return `ended with status ${status}${signal}`;
}
