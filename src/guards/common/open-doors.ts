import type { Cause, Effect } from "../../domain/effect.ts";
import type { Severity } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { showName } from "../../domain/text.ts";
import type { Path } from "../../domain/world.ts";
import { isWriting } from "./trust-settings.ts";

/** A way in for others who have to prove nothing. */
export interface OpenDoor {
  readonly kind: "door";
  readonly cause: Cause;
  readonly severity: Severity;
  /** A sentence without its full stop. */
  readonly what: string;
  readonly why: string;
}

const asRoot =
  "Root of any machine that reaches this one is root in those files, and can put a program there that makes it root here";
const anybody = "Whoever reaches this machine is let in, and nothing shows who it was";

/** Folders, screens and servers that a line opens to whoever comes. */
export function openDoors(foreseen: Foreseen): readonly OpenDoor[] {
  return [...foreseen.effects.flatMap(byCommand), ...byFile(foreseen)];
}

function byCommand(effect: Effect): readonly OpenDoor[] {
  if (effect.kind !== "network" && effect.kind !== "account") return [];
  const { cause, target, detail = "", action } = effect;
  const shared = { kind: "door", cause } as const;
  const shown = showName(target);
  switch (action) {
    case "share-folder": {
      const isOpen = /^\*?:/.test(target);
      if (!/\bno_root_squash\b/.test(detail) && !(isOpen && /\brw\b/.test(detail))) return [];
      const severity = isOpen && /\bno_root_squash\b/.test(detail) ? "danger" : "caution";
      const what = `${shown} would be handed out over the network with ${showName(detail)}`;
      return [{ ...shared, severity, what, why: severity === "danger" ? asRoot : anybody }];
    }
    case "share-without-password": {
      const what = `${shown} could use this machine's folders over the network without a password`;
      return [{ ...shared, severity: "caution", what, why: anybody }];
    }
    case "open-screen": {
      const what = `Programs of ${shown} could show windows here, see everything on the screen and type`;
      const why = "A password that is typed into any window could be read along";
      return [{ ...shared, severity: "caution", what, why }];
    }
    case "let-in":
      return [{ ...shared, severity: "caution", ...describeTunnel(shown, detail) }];
    default:
      return [];
  }
}

/** `ssh -R`: a way in that goes out from here. */
function describeTunnel(shown: string, detail: string): Pick<OpenDoor, "what" | "why"> {
  const where = /^(?:[^:]*:)?\d*$/.test(detail) ? "whatever they ask for" : showName(detail);
  return {
    what: `Whoever is on ${shown} could reach ${where} through this machine, as long as it runs`,
    why: "It passes by every firewall, since it goes out from here, and whoever breaks into the other side stands at the door",
  };
}

interface Rule {
  readonly path: RegExp;
  readonly line: RegExp;
  readonly severity: Severity;
  readonly why: string;
}

/** Lines of settings, the severest first for each file. */
const rules: readonly Rule[] = [
  {
    path: /^\/etc\/exports(\.d\/[^/]+)?$/,
    line: /^(?!\s*#)(?=.*\bno_root_squash\b).*(\s\*?\(|\*\()/,
    severity: "danger",
    why: asRoot,
  },
  {
    path: /^\/etc\/exports(\.d\/[^/]+)?$/,
    line: /^(?!\s*#).*(\bno_root_squash\b|(\s\*?\(|\*\()[^)]*\brw\b)/,
    severity: "caution",
    why: anybody,
  },
  {
    path: /\/pg_hba\.conf$/,
    line: /^\s*host\S*\s+\S+\s+\S+\s+(0\.0\.0\.0\/0|::\/0|all)\s+trust\b/,
    severity: "danger",
    why: anybody,
  },
  {
    path: /\/pg_hba\.conf$/,
    line: /^\s*(host\S*|local)\s.*\btrust\b/,
    severity: "caution",
    why: anybody,
  },
  {
    path: /\/(\.rhosts|\.shosts)$|^\/etc\/s?hosts\.equiv$/,
    line: /^\s*\+/,
    severity: "danger",
    why: anybody,
  },
  {
    path: /^\/etc\/hosts\.allow$/,
    line: /^\s*ALL\s*:\s*ALL\b/i,
    severity: "caution",
    why: anybody,
  },
  {
    path: /\/rsyncd\.conf$/,
    line: /^\s*read only\s*=\s*(no|false|0)\b/i,
    severity: "caution",
    why: anybody,
  },
  {
    path: /\/smb\.conf$/,
    line: /^\s*(guest ok|public|guest only)\s*=\s*(yes|true|1)\b/i,
    severity: "caution",
    why: anybody,
  },
  {
    path: /\/(redis|valkey)[^/]*\.conf$/,
    line: /^\s*protected-mode\s+no\b/,
    severity: "caution",
    why: anybody,
  },
];

function byFile(foreseen: Foreseen): readonly OpenDoor[] {
  const last = new Map<Path, Cause>();
  for (const effect of foreseen.effects) {
    if (isWriting(effect) && rules.some(({ path }) => path.test(effect.path)))
      last.set(effect.path, effect.cause);
  }
  return [...last].flatMap(([path, cause]) => {
    const before = new Set((foreseen.textBefore?.(path) ?? "").split("\n"));
    const added = (foreseen.textAfter?.(path) ?? "").split("\n").filter((one) => !before.has(one));
    for (const { path: place, line, severity, why } of rules) {
      const found = place.test(path) ? added.find((one) => line.test(one)) : undefined;
      if (found === undefined) continue;
      const what = `${showName(path)} would say "${showName(found.trim())}"`;
      return [{ kind: "door", cause, severity, what, why } as const];
    }
    return [];
  });
}
