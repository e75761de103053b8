import type { HandrailRequest } from "./handrail-options.ts";
import type { Opening } from "./screens.ts";

/** The page that a call of handrail opens on a terminal; undefined where it is answered in text. */
export function openingOf(request: HandrailRequest): Opening | undefined {
  if (request.isLineMode || request.isJson) return undefined;
  const page = pageOf(request);
  if (page === undefined) return undefined;
  return { page, ...(request.level === undefined ? {} : { level: request.level }) };
}

function pageOf({ action, subject }: HandrailRequest): string | undefined {
  if (action === "screen") return "home";
  // With a subject, a script or a pipe may be waiting for the words.
  return action === "explain" && subject === undefined ? "command" : undefined;
}
