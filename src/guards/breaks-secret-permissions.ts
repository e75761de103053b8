import { defineGuard } from "../domain/guard.ts";
import { countOf, formatMode, quoteWord } from "../domain/text.ts";
import { alternatives, lineAs } from "./common/edit-line.ts";
import {
  type Breach,
  type SpoiledSecret,
  type SpoiledSecrets,
  spoiledSecrets,
} from "./common/secret-access.ts";
import type { SecretKind } from "./common/secrets.ts";
import { describePath, describePaths, pathsOf } from "./common/wording.ts";

/** Permissions under which a key or a password is open to others, or refused by its own program. */
export const breaksSecretPermissions = defineGuard<SpoiledSecrets>({
  id: "breaks-secret-permissions",
  title: "Breaks the protection of keys and passwords",
  severity: "danger",
  concerns: ["metadata"],
  why: "Private keys, password hashes and the files around them work only while nobody else can read or change them: others could take them over, and ssh and sudo refuse to use them.",
  examples: () => [
    {
      line: "chmod 644 ~/.ssh/id_rsa",
      expect: "caution",
      why: "ssh refuses a key others can read",
    },
    { line: "chmod 600 ~/.ssh/id_rsa", expect: "quiet", why: "only the owner may read it" },
    { line: "chmod 644 ~/.ssh/id_rsa.pub", expect: "quiet", why: "a public key is no secret" },
    { line: "chmod -R 600 ~/.ssh", expect: "caution", why: "the folder could not be entered" },
    {
      line: "chmod -R 777 ~/.ssh",
      expect: "danger",
      why: "anybody could add a key to log in with",
    },
    { line: "chmod 755 ~/.ssh", expect: "quiet", why: "others may look at names only" },
    { line: "chmod 000 ~/.ssh/id_rsa", expect: "caution", why: "ssh could not read it any more" },
    { line: "chmod 644 /etc/shadow", expect: "danger", as: "root", why: "everybody's hashes" },
    { line: "chmod 600 /etc/shadow", expect: "quiet", as: "root", why: "narrower than before" },
    { line: "chmod 666 /etc/sudoers", expect: "danger", as: "root", why: "sudo refuses to work" },
    {
      line: "chown ann /home/ann/.ssh/id_rsa",
      expect: "quiet",
      as: "root",
      why: "it is hers already",
    },
    {
      line: "chown -R www-data /home/ann/.ssh",
      expect: "caution",
      as: "root",
      why: "the key would belong to the web server",
    },
  ],
  blindSpots:
    "It knows secrets by where they lie and what they are called; a password in an ordinary text file looks to it like any other text.",
  check: spoiledSecrets,
  explain({ command, severity, spoiled }, _foreseen, facts) {
    const paths = spoiled.map(({ change }) => change.path);
    const [first] = spoiled;
    return {
      severity,
      title: describeTitle(spoiled),
      what: `${describePaths(paths, facts)}: ${first === undefined ? "" : describeChange(first)}.`,
      why: first === undefined ? "" : describeWhy(first),
      instead: first === undefined ? [] : repair(command.cause, first, facts),
      span: command.cause.span,
      ...pathsOf(paths),
      confirmWords: `open ${countOf(spoiled.length, "secret")}`,
    };
  },
});

const verbs: Readonly<Record<Breach, string>> = {
  "others-read": "let others read",
  "others-change": "let others change",
  "owner-locked-out": "make unusable",
  "given-away": "give away",
};

function describeTitle(spoiled: readonly SpoiledSecret[]): string {
  const verb = verbs[spoiled[0]?.breach ?? "others-read"];
  return `This would ${verb} ${countOf(spoiled.length, "file")} that ${spoiled.length === 1 ? "protects" : "protect"} an account`;
}

function describeChange({ change, breach }: SpoiledSecret): string {
  const { before, after } = change;
  if (breach === "given-away") return "it would belong to another account";
  return `${formatMode(before.mode)} becomes ${formatMode(after.mode)}`;
}

const descriptions: Readonly<Record<SecretKind, string>> = {
  "ssh-key": "This is a private key",
  "authorized-keys": "This is the list of keys that may log in",
  "ssh-settings": "These are settings of ssh",
  "ssh-directory": "This is the folder of ssh keys",
  "host-key": "This is the key that proves which machine this is",
  gnupg: "This holds private keys",
  "password-hashes": "These are the scrambled passwords of all accounts",
  "sudo-rules": "These are the rules of who may become root",
  credentials: "This is a key or a password",
};

function describeWhy({ kind, breach }: SpoiledSecret): string {
  const isOfSsh = kind.startsWith("ssh") || kind === "authorized-keys";
  return `${descriptions[kind]}: ${describeConsequence(kind, breach, isOfSsh)}.`;
}

function describeConsequence(kind: SecretKind, breach: Breach, isOfSsh: boolean): string {
  switch (breach) {
    case "owner-locked-out":
      return "its own program could not use it any more";
    case "given-away":
      return "its new owner could use or change it";
    case "others-read":
      return kind === "ssh-key"
        ? "others could log in with it, and ssh refuses it once others can read it"
        : "others could copy it";
    case "others-change":
      if (isOfSsh)
        return "others could log in through it, and ssh refuses it while others can change it";
      return kind === "sudo-rules"
        ? "sudo refuses to work while others can change them"
        : "others could replace it with their own";
  }
}

/** The permissions that such a file should have. */
function repair(
  cause: Parameters<typeof lineAs>[0],
  { change, breach }: SpoiledSecret,
  facts: Parameters<typeof describePath>[1],
) {
  if (breach === "given-away") return [];
  const isDirectory = change.before.type === "directory";
  const mode = isDirectory
    ? "700"
    : /^\/etc\/(g?shadow|ssl)/.test(change.path)
      ? "640"
      : change.path.startsWith("/etc/sudoers")
        ? "440"
        : "600";
  const shown = describePath(change.path, facts);
  const word = /^~\/[\w./-]+$/.test(shown) ? shown : quoteWord(change.path);
  const why = isDirectory ? "only the owner may enter it" : "only its owner may read it";
  return alternatives([lineAs(cause, ["chmod", mode, word]), why]);
}
