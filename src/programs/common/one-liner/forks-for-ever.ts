/** Whether a short program plainly does nothing but start copies of itself: `fork while 1`. */
export function forksForEver(text: string): boolean {
  if (text.length > 500 || !/\bfork\b/.test(text)) return false;
  return (
    /\bfork(\s*\(\s*\))?\s+while\b/.test(text) ||
    /\bwhile\s*\(?\s*(1|true|True|fork)\b[\s\S]*\bfork\b/.test(text) ||
    /\bwhile\s*\(?\s*fork\b/.test(text) ||
    /\bloop\s*(\{|do)[\s\S]*\bfork\b/.test(text) ||
    /\bfork\(\)[\s\S]*\bfor\b[\s\S]*\b(iter|count|repeat)\b/.test(text)
  );
}
