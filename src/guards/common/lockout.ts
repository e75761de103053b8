import type { Effect } from "../../domain/effect.ts";
import type { Alternative, Severity } from "../../domain/finding.ts";
import type { Path } from "../../domain/world.ts";

/** A way into the machine, or to root's rights, that would be shut. */
export interface Lockout {
  readonly effect: Effect;
  readonly severity: Severity;
  readonly kind:
    | "service"
    | "firewall"
    | "administrator"
    | "account"
    | "keys"
    | "settings"
    | "port"
    | "nologin"
    | "startup"
    | "home"
    | "folder";
  /** Sentences without their full stop. */
  readonly what: string;
  readonly why: string;
  readonly confirmWords: string;
  readonly path?: Path;
  readonly instead: readonly Alternative[];
}
