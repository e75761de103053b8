import { applyingPage } from "../applying/applying-page.ts";
import { guardsPage } from "../guards/guards-page.ts";
import { historyPage } from "../history/history-page.ts";
import { homePage } from "../home/home-page.ts";
import { linePage } from "../home/line-page.ts";
import { installPage, removePage } from "../install/packages-page.ts";
import { permissionsPage } from "../permissions/permissions-page.ts";
import { planPage } from "../plan/plan-page.ts";
import { commandPage } from "../review/command-page.ts";
import { settingsPage } from "../settings/settings-page.ts";
import { undoPage } from "../undo/undo-page.ts";
import { updatePage } from "../update/update-page.ts";
import { type KnownPage, knownPage } from "./known-page.ts";
import type { Catalogue, Destination } from "./state.ts";

/** Every page there is, in the order of the palette: a new page is one more line here. */
const pages: readonly KnownPage[] = [
  knownPage(homePage),
  knownPage(installPage),
  knownPage(removePage),
  knownPage(updatePage),
  knownPage(permissionsPage),
  knownPage(commandPage),
  knownPage(historyPage),
  knownPage(guardsPage),
  knownPage(settingsPage),
  knownPage(planPage),
  knownPage(undoPage),
  knownPage(applyingPage),
  knownPage(linePage),
];

/** The palette leads to the review of their plan, which asks for what is left open. In the tasks' words. */
const more: readonly Destination[] = [
  {
    title: "Refresh the lists of packages",
    purpose: "ask the sources what is new; nothing is installed",
    synonyms: ["lists", "sources", "fetch", "apt update"],
    page: "plan",
    argument: { subject: "refresh" },
  },
  {
    title: "Finish half-done packages",
    purpose: "set up what a broken-off run left in the middle",
    synonyms: ["repair", "broken", "interrupted", "dpkg --configure -a", "fix"],
    page: "plan",
    argument: { subject: "configure-packages" },
  },
  {
    title: "Restart services",
    purpose: "services that still run what an update replaced",
    synonyms: ["reload", "service", "daemon", "old version", "needrestart"],
    page: "plan",
    argument: { subject: "restart" },
  },
  {
    title: "Newer configuration files",
    purpose: "compare your version with the maintainer's, and take the one you want",
    synonyms: ["conffile", "dpkg-dist", "etc", "settings", "merge", "diff"],
    page: "plan",
    argument: { subject: "take-configuration" },
  },
  {
    title: "Lock an account",
    purpose: "one without a password, or one that is root by another name",
    synonyms: ["account", "user", "password", "disable", "root", "login"],
    page: "plan",
    argument: { subject: "lock-account" },
  },
  {
    title: "Root over ssh",
    purpose: "who can log in as root from the network",
    synonyms: ["ssh", "sshd", "root", "login", "PermitRootLogin", "password", "harden", "remote"],
    page: "plan",
    argument: { subject: "ssh-login" },
  },
  {
    title: "Sources without a signature",
    purpose: "look at a source's signature from now on, or switch it off",
    synonyms: ["trusted", "apt", "repository", "signed", "sources.list", "key", "unsigned"],
    page: "plan",
    argument: { subject: "mend-sources" },
  },
];

/** What the app can open. */
export const catalogue: Catalogue = makeCatalogue(pages, more, "home");

export function makeCatalogue(
  known: readonly KnownPage[],
  further: readonly Destination[],
  home: string,
): Catalogue {
  const own = known
    .filter(({ isInner }) => !isInner)
    .map(({ title, purpose, synonyms, name }) => ({ title, purpose, synonyms, page: name }));
  return { pages: known, destinations: [...own, ...further], home };
}
