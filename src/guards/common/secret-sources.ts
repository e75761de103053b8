import { basename, resolve } from "node:path/posix";
import type { Foreseen, Step } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import { type SecretKind, secretKind } from "./secrets.ts";

/** A secret whose content a command of the line reads, to pass it on. */
export interface ReadSecret {
  readonly path: Path;
  readonly kind: SecretKind;
  readonly step: Step;
}

/** Programs that print what they are given, or put it in a file, as it is or in another form. */
const passing: ReadonlySet<string> = new Set([
  ...["cat", "tac", "head", "tail", "base64", "base32", "xxd", "od", "hexdump", "strings"],
  ...["grep", "egrep", "fgrep", "zgrep", "sed", "awk", "gawk", "cut", "sort", "uniq", "tr", "nl"],
  ...["tee", "dd", "gzip", "bzip2", "xz", "zstd", "tar", "zip", "cpio", "openssl", "rev"],
  ...["paste", "fold", "cp", "install", "rsync", "less", "more"],
]);

const exporting = /^--export-secret-(sub)?keys?$/;

/** Secrets among the operands of commands that pass their content on, and what is fed to any. */
export function secretsRead({ steps, directory }: Foreseen): readonly ReadSecret[] {
  return steps.flatMap((step) => {
    const [program = "", ...words] = step.argv;
    const name = program.slice(program.lastIndexOf("/") + 1);
    const fed = step.input === undefined ? undefined : sentKind(step.input);
    const found: ReadSecret[] =
      fed === undefined || step.input === undefined ? [] : [{ path: step.input, kind: fed, step }];
    if ((name === "env" || name === "printenv") && words.length === 0) {
      found.push({ path: "the environment", kind: "credentials", step });
    }
    if (name.startsWith("gpg") && words.some((word) => exporting.test(word))) {
      found.push({ path: "~/.gnupg/private-keys-v1.d", kind: "gnupg", step });
    }
    if (!passing.has(name)) return found;
    for (const word of words) {
      const path = resolve(directory, word.replace(/^if=/, ""));
      const kind = sentKind(path);
      if (kind !== undefined && !word.startsWith("-")) found.push({ path, kind, step });
    }
    return found;
  });
}

/** What is secret by itself; settings and lists of keys that may log in may well be copied. */
export function secretOf(path: Path): SecretKind | undefined {
  const kind = secretKind(path);
  return kind === "authorized-keys" || kind === "ssh-settings" ? undefined : kind;
}

/** Also what may be read by others here, but is not meant to leave: settings with passwords in them. */
export function sentKind(path: Path): SecretKind | undefined {
  return secretOf(path) ?? (holdsPasswords(path) ? "credentials" : undefined);
}

function holdsPasswords(path: Path): boolean {
  const name = basename(path);
  if (/^\.env(\..+)?$/.test(name)) return !/\.(example|sample|template|dist)$/.test(name);
  if (/^(\.npmrc|\.pypirc|\.bash_history|\.zsh_history|wp-config\.php|\.htpasswd)$/.test(name))
    return true;
  if (/^(credentials|secrets?)\.(json|ya?ml|txt|env)$|^service-account.*\.json$/.test(name))
    return true;
  return /\/(\.config\/(gh\/hosts\.yml|gcloud\/.*|rclone\/rclone\.conf)|\.password-store\/.+|\.mozilla\/.*logins\.json)$/.test(
    path,
  );
}
