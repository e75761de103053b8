/** A text without the backslashes that continue a line, which the shell drops as it reads. */
export function withoutContinuations(text: string): string {
  if (!text.includes("\\\n")) return text;
  // Single quotes keep them; everywhere else an escaped character is passed over with its backslash.
  return text.replace(/\\\n|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*"/g, (found) => {
    if (found === "\\\n") return "";
    return found.startsWith('"')
      ? found.replace(/\\(\n|[\s\S])/g, (pair) => (pair === "\\\n" ? "" : pair))
      : found;
  });
}
