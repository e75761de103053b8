import { quoteName } from "../messages.ts";
import type { Job, Work } from "./job.ts";

/** `'a' -> 'b' (backup: 'b~')`. */
export function announceCopy(work: Work, job: Job, verb: string, backup: string | undefined): void {
  const kept = backup === undefined ? "" : ` (backup: ${quoteName(backup)})`;
  work.report.print(`${verb}${quoteName(job.source)} -> ${quoteName(job.target)}${kept}\n`);
}
