import type { AccountEffect } from "../domain/effect.ts";
import { defineGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import { type AccountBreak, findAccountBreaks } from "./common/account-breaks.ts";
import { addingGroups } from "./common/account-remedies.ts";
import { alternatives, editLine, lineAs, typedForm } from "./common/edit-line.ts";

/** Changes of an account after which it, or what relies on it, no longer works. */
export const breaksAccount = defineGuard<AccountBreak>({
  id: "breaks-account",
  title: "Breaks an account",
  severity: "critical",
  concerns: ["account", "settings"],
  why: "An account is more than a name: its groups let it use things, its number owns its files, its shell lets it in. A change of one of them takes the rest along, or leaves it behind.",
  examples: () => [
    {
      line: "usermod -G docker ann",
      expect: "caution",
      as: "root",
      why: "without -a every other group is taken away",
    },
    { line: "usermod -aG docker ann", expect: "quiet", as: "root", why: "one group more" },
    {
      line: "usermod -G sudo,users,docker ann",
      expect: "quiet",
      as: "root",
      why: "the groups there are now are named too",
    },
    { line: "gpasswd -d ann users", expect: "quiet", as: "root", why: "one group, named in full" },
    { line: "userdel bob", expect: "caution", as: "root", why: "his files would belong to nobody" },
    { line: "userdel root", expect: "critical", as: "root", why: "nothing starts without it" },
    { line: "userdel www-data", expect: "danger", as: "root", why: "a service runs as it" },
    { line: "useradd carol", expect: "quiet", as: "root", why: "a new account" },
    {
      line: "useradd -o -u 0 carol",
      expect: "danger",
      as: "root",
      why: "a second root under another name",
    },
    {
      line: "passwd -l bob",
      expect: "caution",
      as: "root",
      why: "he could not log in with his password",
    },
    { line: "passwd -u bob", expect: "quiet", as: "root", why: "he could log in again" },
    { line: "passwd -d bob", expect: "danger", as: "root", why: "anybody could log in as him" },
    {
      line: "usermod -s /nosuch bob",
      expect: "danger",
      as: "root",
      why: "there is no such shell to log in to",
    },
    { line: "usermod -s /bin/bash bob", expect: "quiet", as: "root", why: "a shell that is there" },
    {
      line: "usermod -s /usr/sbin/nologin bob",
      expect: "caution",
      as: "root",
      why: "every login would be turned away",
    },
    {
      line: "usermod -d /srv/nosuch bob",
      expect: "caution",
      as: "root",
      why: "there is no such home",
    },
    {
      line: "usermod -u 2000 bob",
      expect: "caution",
      as: "root",
      why: "files outside of his home keep the old number",
    },
    {
      line: "groupdel docker",
      expect: "caution",
      as: "root",
      why: "whoever was let in by it no longer is",
    },
    { line: "groupdel sudo", expect: "danger", as: "root", why: "it makes administrators" },
    {
      line: "sed -i '/^bob:/d' /etc/passwd",
      expect: "caution",
      as: "root",
      why: "an account deleted by hand",
    },
    {
      line: "groupadd -o -g 0 crew",
      expect: "danger",
      as: "root",
      why: "the group of root by another name",
    },
    {
      line: "groupmod -o -g 0 docker",
      expect: "danger",
      as: "root",
      why: "its members come into the group of root",
    },
    { line: "groupmod -g 0 docker", expect: "quiet", as: "root", why: "refused, 0 is taken" },
    { line: "groupadd -g 3000 crew", expect: "quiet", as: "root", why: "a number of its own" },
    { line: "groupadd crew", expect: "quiet", as: "root", why: "a new group" },
    { line: "passwd", expect: "quiet", why: "your own password" },
    {
      line: "echo 'bob:1234' | chpasswd",
      expect: "caution",
      as: "root",
      why: "four digits are tried in no time",
    },
    {
      line: "echo 'bob:long-enough+Unlikely' | chpasswd",
      expect: "quiet",
      as: "root",
      why: "nobody guesses that",
    },
  ],
  blindSpots:
    "Which services and jobs run as an account it knows only from what runs now. Accounts of a directory on the network are not looked at.",
  check: findAccountBreaks,
  explain(hit, foreseen) {
    const { severity, what, why, title, effects } = hit;
    const [first] = effects;
    return {
      severity,
      title,
      what: `${what}.`,
      why: `${why}.`,
      instead: insteadOf(hit, foreseen),
      span: first.cause.span,
      paths: [],
      pathCount: 0,
      confirmWords: hit.confirmWords,
    };
  },
});

function insteadOf({ effects, kind }: AccountBreak, foreseen: Foreseen) {
  const [effect] = effects;
  const { cause, target } = effect;
  switch (kind) {
    case "groups-lost":
      return [
        ...addingGroups(cause, foreseen),
        ...alternatives([lineAs(cause, ["id", target]), "shows the groups there are now"]),
      ];
    case "deleted":
      return alternatives([
        lineAs(cause, ["passwd", "-S", target]),
        "shows whether the account is in use",
      ]);
    case "shell":
      return alternatives([
        lineAs(cause, ["cat", "/etc/shells"]),
        "shows the shells that there are to choose from",
      ]);
    case "home":
      return alternatives([moving(effect, foreseen), "moves what is in the old home along"]);
    default:
      return [];
  }
}

function moving({ cause }: AccountEffect, foreseen: Foreseen): string | undefined {
  const option = cause.command.find(({ text }) => /^-d$|^--home/.test(text));
  return option === undefined
    ? undefined
    : editLine(foreseen, cause, [[option, `-m ${typedForm(option)}`]]);
}
