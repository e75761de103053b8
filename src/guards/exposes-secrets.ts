import { defineGuard } from "../domain/guard.ts";
import { joinWords, showName } from "../domain/text.ts";
import { alternatives, lineAs } from "./common/edit-line.ts";
import { type ExposedSecret, exposedSecrets } from "./common/secret-exposure.ts";
import { describePaths, pathsOf } from "./common/wording.ts";

/** Keys and passwords that come to where others can read them. */
export const exposesSecrets = defineGuard<ExposedSecret>({
  id: "exposes-secrets",
  title: "Puts keys or passwords where others can read them",
  severity: "danger",
  why: "A private key or a password is worth what its only copy is worth. A copy that others can read, or that leaves the machine, cannot be taken back: whoever has it is you, as long as the key is accepted anywhere.",
  examples: [
    { line: "cat ~/.ssh/id_rsa > key.txt", expect: "danger", why: "everybody could read the copy" },
    { line: "cat ~/.ssh/id_rsa.pub > key.txt", expect: "quiet", why: "a public key is no secret" },
    { line: "cp ~/.ssh/id_rsa ~/.ssh/old_rsa", expect: "quiet", why: "the copy stays private" },
    {
      line: "(umask 077; cat ~/.ssh/id_rsa > key.txt)",
      expect: "quiet",
      why: "only you may read it",
    },
    { line: "tar czf ssh.tgz .ssh", expect: "caution", why: "the archive is open to everybody" },
    { line: "tar czf docs.tgz Documents", expect: "quiet", why: "nothing secret in it" },
    {
      line: "cat /etc/shadow > hashes.txt",
      expect: "danger",
      as: "root",
      why: "the scrambled passwords of all accounts",
    },
    { line: "setfacl -m u:bob:r ~/.ssh/id_rsa", expect: "caution", why: "bob could log in as you" },
    { line: "setfacl -m u:bob:r notes.txt", expect: "quiet", why: "an ordinary file" },
    {
      line: "scp ~/.ssh/id_rsa bob@example.org:",
      expect: "danger",
      why: "the key leaves the machine",
    },
    {
      line: "scp -i ~/.ssh/id_rsa notes.txt bob@example.org:",
      expect: "quiet",
      why: "the key is used and stays here",
    },
  ],
  blindSpots:
    "It knows secrets by where they lie and what they are called, and follows them through the usual programs only. Whether a closed folder around a copy keeps others out after all is not looked at.",
  check: exposedSecrets,
  explain(exposed, foreseen, facts) {
    const { effect, secrets, severity } = exposed;
    return {
      severity,
      title: titles[exposed.exposure],
      what: describeWhat(exposed, facts),
      why: describeWhy(exposed),
      instead: insteadOf(exposed, foreseen.line),
      span: effect.cause.span,
      ...pathsOf(secrets),
      confirmWords: "expose a secret",
    };
  },
});

const titles: Readonly<Record<ExposedSecret["exposure"], string>> = {
  "readable-copy": "This would put a secret into a file that everybody can read",
  listed: "This would let somebody else read a secret",
  sent: "This would send a secret to another machine",
};

function describeWhat(
  { exposure, secrets, where }: ExposedSecret,
  facts: Parameters<typeof describePaths>[1],
): string {
  const names = describePaths(secrets, facts);
  if (exposure === "readable-copy") {
    return `What is in ${names} could be read by everybody in ${describePaths(where, facts)}.`;
  }
  const whom = joinWords(where.slice(0, 5).map(showName));
  return exposure === "listed" ? `${names}: open to ${whom}.` : `${names} would go to ${whom}.`;
}

function describeWhy({ kind, exposure }: ExposedSecret): string {
  if (kind === "password-hashes") return "Weak passwords can be found out from them at leisure.";
  const isKey = kind === "ssh-key" || kind === "ssh-directory";
  if (exposure === "listed" && isKey) {
    return "Whoever can read the key can log in with it, and ssh refuses it once others can.";
  }
  return isKey
    ? "Whoever has the private key can log in wherever it is accepted."
    : "Whoever has it can do what it allows, and nobody would notice.";
}

/** A copy that only its owner can read; the public half of a key. */
function insteadOf({ exposure, secret, kind, effect }: ExposedSecret, line: string) {
  if (exposure === "readable-copy") {
    return alternatives([`(umask 077; ${line})`, "only you may read what is made"]);
  }
  if (exposure === "listed" || kind !== "ssh-key") return [];
  const words = effect.cause.command.map(({ text }) => (text === secret ? `${text}.pub` : text));
  return alternatives([lineAs(effect.cause, words), "the public half, which may be known"]);
}
