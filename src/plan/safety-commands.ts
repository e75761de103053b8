import type { Action } from "../domain/action.ts";

type ActionOf<Kind extends Action["kind"]> = Action & { readonly kind: Kind };
type Commands = readonly (readonly string[])[];

/** A lock on the password leaves keys; a whole one also ends the account and takes its shell. */
export function lockCommands({ user, scope }: ActionOf<"lock-account">): Commands {
  const rest = scope === "whole" ? ["-e", "1", "-s", "/usr/sbin/nologin"] : [];
  return [["usermod", "-L", ...rest, user]];
}

/**
 * The first value that sshd finds counts, so the file sorts before others, or the line goes before
 * all others. Whether settings are sound is asked before anything is written, and afterwards.
 */
export function sshCommands({ setting, value, place, isRunning }: ActionOf<"ssh-login">): Commands {
  const line = `${setting} ${value}`;
  const write =
    place === "main-file"
      ? ["sed", "-i", "-e", `1i ${line}`, "/etc/ssh/sshd_config"]
      : ["sh", "-c", `echo '${line}' >${sshDropIn(setting)}`];
  const check = isRunning ? [["sshd", "-t"]] : [];
  return [...check, write, ...check];
}

/** The file that holds a setting of ours. */
export function sshDropIn(setting: string): string {
  const name = setting.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase();
  return `/etc/ssh/sshd_config.d/00-handrail-${name}.conf`;
}

/** Each line is changed only where it is still what it was taken for. */
export function sourceCommands({ file, edit, lines }: ActionOf<"edit-source">): Commands {
  const isParagraphs = file.endsWith(".sources");
  const scripts = lines.flatMap((line) =>
    (isParagraphs ? paragraphEdits : lineEdits)[edit].flatMap((text) => ["-e", `${line}${text}`]),
  );
  return [["sed", "-i", "-E", ...scripts, file]];
}

const beliefs = "trusted|allow-insecure|allow-weak|allow-downgrade-to-insecure";

/** `deb [trusted=yes] http://host suite main`. */
const lineEdits = {
  "switch-off": ["s/^[[:blank:]]*deb/# &/"],
  "demand-signature": [
    `s/([[[:blank:]])(${beliefs})=[^][:blank:]]*/\\1/Ig`,
    "s/\\[[[:blank:]]*\\][[:blank:]]*//",
  ],
} as const;

/** `Trusted: yes` in a paragraph; `Enabled: no` takes the place of another, or comes first. */
const paragraphEdits = {
  "switch-off": ["{s/^Enabled:.*/Enabled: no/I;t;s/^/Enabled: no\\n/}"],
  "demand-signature": [`s/^(${beliefs}):/# &/I`],
} as const;
