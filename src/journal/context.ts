import type { MountFacts } from "../domain/facts.ts";
import type { Identity } from "../domain/identity.ts";
import type { Retention } from "../domain/retention.ts";
import type { Path } from "../domain/world.ts";

/** Where and for whom the journal is kept. */
export interface JournalContext {
  /** `$XDG_STATE_HOME/handrail`, for root `/var/lib/handrail`. */
  readonly stateDirectory: Path;
  /** Where the logs of plans lie; below the state directory when left out. */
  readonly logDirectory?: Path;
  /** The caller: whoever the journal and the kept files belong to. */
  readonly identity: Identity;
  readonly mounts: MountFacts;
  /** Bytes that may be copied for one line where neither hard link nor reflink will do. */
  readonly copyLimit?: number;
  /** How long what is kept stays; the usual limits when left out. */
  readonly retention?: Retention;
  /** Milliseconds since 1970; the clock when left out. */
  readonly now?: () => number;
}

/** One gigabyte: about ten seconds on an ordinary disk. */
export const defaultCopyLimit = 1 << 30;

export function journalDirectory(context: JournalContext): Path {
  return `${context.stateDirectory}/journal`;
}
