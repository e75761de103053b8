import type { Facts } from "../domain/facts.ts";
import type { Alternative, Severity } from "../domain/finding.ts";
import { defineGuard } from "../domain/guard.ts";
import { countOf, showName } from "../domain/text.ts";
import { type DamageKind, type OwnDamage, ownDamages } from "./common/own-damage.ts";
import { describePaths, pathsOf } from "./common/wording.ts";

/** What keeps Handrail from looking, or from bringing back. */
export const weakensGuard = defineGuard<OwnDamage>({
  id: "weakens-guard",
  title: "Takes away what looks after you here",
  severity: "danger",
  why: "Handrail can only warn and undo as long as its settings, its journal, its programs and the line in the shell's start file are there. Once they are gone nothing says so any more.",
  examples: () => [
    {
      line: "rm ~/.local/state/handrail/journal.jsonl",
      expect: "danger",
      why: "nothing that was run before could be undone",
    },
    {
      line: "rm ~/.local/state/other/journal.jsonl",
      expect: "quiet",
      why: "the journal of another program",
    },
    { line: "sudo rm -rf /var/lib/handrail", expect: "danger", why: "root's journal" },
    { line: "ls ~/.local/state/handrail", expect: "quiet", why: "it only looks" },
    {
      line: "cp -a ~/.local/state/handrail /tmp/copy",
      expect: "quiet",
      why: "a copy takes nothing away",
    },
    {
      line: "echo '{}' > ~/.config/handrail/config.json",
      expect: "caution",
      why: "the settings say something else from now on",
    },
    { line: "echo '{}' > ~/.config/other/config.json", expect: "quiet", why: "other settings" },
    {
      line: "nano ~/.config/handrail/config.json",
      expect: "quiet",
      why: "whoever edits it sees what changes",
    },
    {
      line: "sudo chmod 666 /etc/handrail/config.json",
      expect: "danger",
      why: "what others can write is not believed any more",
    },
    {
      line: "sudo rm /etc/handrail/config.json",
      expect: "danger",
      why: "what was set for everybody no longer holds",
    },
    { line: "sudo rm /usr/local/bin/guard", expect: "danger", why: "the program itself" },
    { line: "sudo rm /usr/local/bin/deploy", expect: "quiet", why: "another program" },
    {
      line: "sudo chmod -x /usr/local/lib/handrail/bin/guard",
      expect: "danger",
      why: "it could not be started any more",
    },
    {
      line: "echo 'alias ll=ls' > ~/.zshrc",
      expect: "caution",
      why: "the shell would no longer ask before a line runs",
    },
    {
      line: "echo 'eval \"$(handrail hook zsh)\"' > ~/.zshrc",
      expect: "quiet",
      why: "the line of the hook stays",
    },
    { line: "echo 'alias l=ls' >> ~/.zshrc", expect: "quiet", why: "another alias" },
    {
      line: "echo 'alias guard=sudo' >> ~/.zshrc",
      expect: "caution",
      why: "guard would mean something else in every shell to come",
    },
    { line: "alias guard=command", expect: "caution", why: "the same in this shell" },
    { line: "alias gaurd=guard", expect: "quiet", why: "another name for it hides nothing" },
    { line: 'guard() { "$@"; }', expect: "caution", why: "a function comes before the program" },
    {
      line: "bash -c 'guard() { :; }; guard'",
      expect: "quiet",
      why: "it ends with the shell inside",
    },
    {
      line: "export HANDRAIL_OFF=1",
      expect: "caution",
      why: "variables of this name are Handrail's own",
    },
    { line: "export HANDLE=1", expect: "quiet", why: "another variable" },
    { line: "guard rm old.txt", expect: "quiet", why: "that is what it is for" },
  ],
  blindSpots:
    "It does not see that a shell is started without its start files, that another program comes first in PATH, or what an editor writes. Whoever has root can always take Handrail away.",
  check: ownDamages,
  explain(damage, _foreseen, facts) {
    const words = describe(damage, facts);
    return {
      ...words,
      why: reasons[damage.kind],
      instead: remedies[damage.kind],
      span: damage.cause.span,
      ...pathsOf(damage.paths),
      confirmWords: `go on without it on ${showName(facts.hostName)}`,
    };
  },
});

const reasons: Readonly<Record<DamageKind, string>> = {
  settings: "What you set, such as your level and what is guarded, would no longer hold.",
  "machine-settings": "What was set for everybody on this machine would no longer hold.",
  journal: "Nothing that was run so far could be undone any more.",
  program: "Nothing would be looked at before it runs, here and in scripts that rely on it.",
  package: "Nothing would be looked at before it runs, and nothing could be undone any more.",
  hook: "The shell would no longer ask before a line runs, and would not say that it does not.",
  "passing-by": "What is typed would go past Handrail, although it looks as if it did not.",
};

const remedies: Readonly<Record<DamageKind, readonly Alternative[]>> = {
  settings: [{ line: "handrail settings", why: "shows what is set; it can be changed there" }],
  "machine-settings": [{ line: "handrail settings", why: "shows what is set, and where" }],
  journal: [{ line: "handrail history", why: "shows what could still be undone" }],
  program: [
    { line: "handrail guards", why: "shows each guard, so that one alone can be turned off" },
  ],
  package: [
    { line: "handrail guards", why: "shows each guard, so that one alone can be turned off" },
  ],
  hook: [{ line: "handrail guards", why: "shows each guard, so that one alone can be turned off" }],
  "passing-by": [
    { line: "handrail guards", why: "shows each guard, so that one alone can be turned off" },
  ],
};

interface Words {
  readonly severity: Severity;
  readonly title: string;
  readonly what: string;
}

function describe({ kind, cause, paths, detail = "" }: OwnDamage, facts: Facts): Words {
  const where = describePaths(paths, facts);
  const verb = cause.program === "rm" ? "deleted" : "changed";
  switch (kind) {
    case "settings":
      return {
        severity: "caution",
        title: "This would change Handrail's own settings",
        what: `${where} would be ${verb}.`,
      };
    case "machine-settings":
      return {
        severity: "danger",
        title: "This would change Handrail's settings for everybody",
        what: `${where} would be ${verb}.`,
      };
    case "journal":
      return {
        severity: "danger",
        title: "This would spoil what is kept for undo",
        what: `${countOf(paths.length, "path")} of the journal would be ${verb}: ${where}.`,
      };
    case "program":
      return {
        severity: "danger",
        title: "This would take away or change Handrail itself",
        what: `${where} would be ${verb}.`,
      };
    case "package":
      return {
        severity: "caution",
        title: "This would uninstall Handrail",
        what: "The package handrail would be removed.",
      };
    case "hook":
      return {
        severity: "caution",
        title: "This would have the shell no longer ask Handrail",
        what: `${where} would no longer say "${showName(detail)}".`,
      };
    case "passing-by":
      return {
        severity: "caution",
        title: "This would let lines go past Handrail",
        what:
          paths.length === 0
            ? `The shell would have this of its own: ${showName(detail)}.`
            : `${where} would say "${showName(detail)}".`,
      };
  }
}
