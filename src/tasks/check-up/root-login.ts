import type { CheckUpItem } from "../../domain/check-up.ts";
import type { Probed, RootLogin } from "../../domain/check-up-facts.ts";
import { type Judged, judge } from "./judging.ts";

/** Whether root can log in from the network. */
export function judgeRootLogin(probed: Probed<RootLogin>): CheckUpItem {
  return judge({ id: "root-login", about: "logging in as root over ssh" }, probed, judgeFacts);
}

function judgeFacts(facts: RootLogin): Judged {
  if (!facts.isInstalled) {
    return { condition: "ok", summary: "no ssh server is installed: nobody logs in as root by it" };
  }
  const judged = judgeValue(facts);
  const mending = { task: "ssh-login", answers: {}, label: "close" };
  const isFine = judged.condition === "ok";
  return { ...judged, details: detailsOf(facts, isFine), ...(isFine ? {} : { mending }) };
}

function judgeValue({
  permitRootLogin,
  passwordAuthentication,
  permitEmptyPasswords,
}: RootLogin): Judged {
  switch (permitRootLogin) {
    case "no":
      return permitEmptyPasswords
        ? { condition: "danger", summary: "ssh lets in accounts without a password" }
        : { condition: "ok", summary: "nobody logs in as root over ssh" };
    case "prohibit-password":
      return { condition: "ok", summary: "root logs in over ssh by a key only" };
    case "forced-commands-only":
      return { condition: "ok", summary: "root's keys over ssh run only the command they are for" };
    default:
      return passwordAuthentication
        ? { condition: "danger", summary: "root can log in over ssh with a password" }
        : { condition: "caution", summary: "root can log in over ssh" };
  }
}

function detailsOf(facts: RootLogin, isFine: boolean): readonly string[] {
  const { permitRootLogin, passwordAuthentication, place, source, condition } = facts;
  const where = place === undefined ? "which is built in" : `set in ${place}`;
  const said =
    source === "server" ? "The server itself says so." : "Read from the server's configuration.";
  return [
    `PermitRootLogin ${permitRootLogin}, ${where}. PasswordAuthentication ${passwordAuthentication ? "yes" : "no"}. ${said}`,
    ...(condition === undefined
      ? []
      : [`A Match block sets it otherwise for some users or addresses: ${condition}.`]),
    ...(isFine ? [] : [advice]),
  ];
}

const advice =
  "Whoever guesses root's password from the network has the machine. Log in as yourself and use sudo, or let root in with a key only.";
