import type { MountFacts } from "../domain/facts.ts";
import type { Identity } from "../domain/identity.ts";
import { type Retention, usualRetention } from "../domain/retention.ts";
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
  /** The process that runs the lines, where it is not this one: their entries live as long as it. */
  readonly runner?: number;
  /** Bytes that may be copied for one line where neither hard link nor reflink will do; as set when left out. */
  readonly copyLimit?: number;
  /** Whether a person can be asked about larger copies, so that they are no obstacle; nobody when left out. */
  readonly canAsk?: () => boolean;
  /** How long what is kept stays; the usual limits when left out. */
  readonly retention?: Retention;
  /** Milliseconds since 1970; the clock when left out. */
  readonly now?: () => number;
}

/** Bytes that may be copied for one line without asking; the usual takes about ten seconds. */
export function copyLimitOf({ copyLimit, retention }: JournalContext): number {
  return copyLimit ?? (retention ?? usualRetention).copyGigabytes * 1e9;
}

export function journalDirectory(context: JournalContext): Path {
  return `${context.stateDirectory}/journal`;
}
