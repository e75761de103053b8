import type { Foreseen } from "../../domain/plan.ts";
import { showName } from "../../domain/text.ts";
import type { Path } from "../../domain/world.ts";

/** What is wrong with a file that logins go by, as a part of a sentence. */
export type LoginMistake = {
  readonly kind: "broken" | "open";
  readonly detail: string;
};

/** Services that are asked at a login or on the way to root, and what they include. */
export const loginService =
  /^\/etc\/pam\.d\/(common-(auth|account|session|password)|system-auth|system-login|password-auth|login|sshd|sudo|sudo-i|su|su-l|other)$/;

/** What PAM would make of a service's file; nothing where it was no better before. */
export function findPamMistake(
  path: Path,
  text: string,
  before: string,
  foreseen: Foreseen,
): LoginMistake | undefined {
  const rules = rulesOf(text);
  const old = new Set(rulesOf(before));
  if (rules.length === 0) {
    const isMore = old.size > 0 || before === "";
    return isMore ? { kind: "broken", detail: "no rule would be left in it" } : undefined;
  }
  for (const rule of rules) {
    if (old.has(rule)) continue;
    const mistake = mistakeOf(rule, path, foreseen);
    if (mistake !== undefined) return mistake;
  }
  if (proves([...old]) && !proves(rules) && rules.some(isLetThrough)) {
    return { kind: "open", detail: "no rule in it would ask for a password any more" };
  }
  const lost = [...old].filter((rule) => /^(auth|account)\b|^@include/.test(rule));
  const isEmptied = lost.length > 0 && !rules.some((rule) => /^auth\b|^@?include/.test(rule));
  return isEmptied && /^(?!.*common-(account|session|password))/.test(path)
    ? { kind: "broken", detail: "no rule for proving who one is would be left in it" }
    : undefined;
}

/** Whether a rule asks for a proof, or leaves that to another file. */
function proves(rules: readonly string[]): boolean {
  return rules.some(
    (rule) =>
      /^@include\b|^-?auth (include|substack)\b/.test(rule) ||
      (/^-?auth\b/.test(rule) &&
        /\bpam_(unix|sss|ldap|krb5|winbind|systemd_home|fprintd|u2f|pkcs11|google_authenticator|userdb|ecryptfs|tcb|pwdfile|radius)\.so\b/.test(
          rule,
        )),
  );
}

function isLetThrough(rule: string): boolean {
  return /^-?auth\b.*\bpam_permit\.so\b/.test(rule);
}

function rulesOf(text: string): readonly string[] {
  return text
    .replace(/\\\n/g, " ")
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim().replace(/\s+/g, " "))
    .filter((line) => line !== "");
}

function mistakeOf(rule: string, path: Path, foreseen: Foreseen): LoginMistake | undefined {
  if (rule.startsWith("@include")) return undefined;
  const [, type, control, module = ""] =
    /^-?(\w+) (\[[^\]]*\]|\S+) ?(\S+)?/.exec(rule) ?? ([] as readonly string[]);
  if (type === undefined || !/^(auth|account|session|password)$/.test(type)) {
    return { kind: "broken", detail: `it has the line ${showName(rule)}, which is no rule` };
  }
  if (control === undefined || module === "") {
    return { kind: "broken", detail: `the line ${showName(rule)} names no module` };
  }
  if (/^(include|substack)$/.test(control)) return undefined;
  if (!/^(required|requisite|sufficient|optional|\[.*\])$/.test(control)) {
    return {
      kind: "broken",
      detail: `the line ${showName(rule)} has ${showName(control)} in it, which PAM does not know`,
    };
  }
  const isStrict = /^(required|requisite)$/.test(control);
  if (module.endsWith("pam_deny.so") && isStrict && /^(auth|account)$/.test(type)) {
    return { kind: "broken", detail: `${showName(rule)} turns everybody away` };
  }
  if (module.endsWith("pam_permit.so") && control === "sufficient" && type === "auth") {
    return { kind: "open", detail: `${showName(rule)} lets everybody in without a password` };
  }
  // A dash before the rule, or `optional`, says that it may well be missing.
  const isNeeded = control !== "optional" && !rule.startsWith("-");
  const isMissing = isNeeded && isMissingModule(module, foreseen);
  return isMissing
    ? { kind: "broken", detail: `there is no module ${showName(module)}, and ${path} needs it` }
    : undefined;
}

const moduleDirectories = [
  "/usr/lib/x86_64-linux-gnu/security",
  "/usr/lib/aarch64-linux-gnu/security",
  "/usr/lib64/security",
  "/usr/lib/security",
];

/** Only where this machine's modules were found can one be said to be missing. */
function isMissingModule(module: string, foreseen: Foreseen): boolean {
  if (module.startsWith("/")) return false;
  const isThere = (directory: Path, name: string): boolean =>
    foreseen.textAfter?.(`${directory}/${name}`) !== undefined;
  const places = moduleDirectories.filter((directory) => isThere(directory, "pam_permit.so"));
  return places.length > 0 && !places.some((directory) => isThere(directory, module));
}

/** Where names of accounts come from: without the files of this machine nobody is known. */
export function findNameSourceMistake(text: string): LoginMistake | undefined {
  for (const database of ["passwd", "group", "shadow"]) {
    const sources = new RegExp(`^\\s*${database}\\s*:([^#\\n]*)`, "m").exec(text)?.[1];
    if (sources !== undefined && !/\b(files|compat|altfiles|db)\b/.test(sources)) {
      const detail = `for ${database} it would look in ${showName(sources.trim() || "nothing")} only, and not in the files of this machine`;
      return { kind: "broken", detail };
    }
  }
  return undefined;
}

/** Limits under which nobody could start a program, or log in at all. */
export function findLimitMistake(text: string): LoginMistake | undefined {
  for (const rule of rulesOf(text)) {
    const isTight =
      /^(\*|root|@\S+|\S+) (hard|-) (nproc [0-9]|maxlogins 0|maxsyslogins 0|nofile [0-9])$/.test(
        rule,
      );
    if (isTight) return { kind: "broken", detail: `under ${showName(rule)} nobody could log in` };
    if (/^-\s*:\s*ALL\s*:\s*ALL$/i.test(rule)) {
      return { kind: "broken", detail: `${showName(rule)} turns everybody away` };
    }
  }
  return undefined;
}
