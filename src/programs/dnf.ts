import type { Call, Outcome } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { untold } from "./common/outcome.ts";
import { changePackages, changes, type Manager, refreshes } from "./common/packages/manager.ts";
import { command, defineTool, isUnforeseen, tells } from "./common/tool/tool.ts";

const options = [
  "-y --assumeyes",
  "--assumeno",
  "-q --quiet",
  "-v --verbose",
  "-C --cacheonly",
  "-b --best",
  "--nobest",
  "--no-best",
  "-R MINUTES --randomwait=MINUTES",
  "-d LEVEL --debuglevel=LEVEL",
  "-e LEVEL --errorlevel=LEVEL",
  "--rpmverbosity=LEVEL",
  "--allowerasing",
  "--allow-downgrade",
  "--no-allow-downgrade",
  "--skip-broken",
  "--skip-unavailable",
  "--nogpgcheck --no-gpgchecks",
  "--noplugins --no-plugins",
  "--disableplugin=NAME",
  "--enableplugin=NAME",
  "--installroot=DIR",
  "--releasever=RELEASE",
  "--forcearch=ARCH",
  "--setopt=SETTING",
  "--repo=ID --repoid=ID",
  "--enablerepo=ID --enable-repo=ID",
  "--disablerepo=ID --disable-repo=ID",
  "--repofrompath=SPEC",
  "-x PACKAGE --exclude=PACKAGE --excludepkgs=PACKAGE",
  "--disableexcludes=REPO",
  "--downloadonly",
  "--destdir=DIR --downloaddir=DIR",
  "--store=DIR",
  "--offline",
  "--color=WHEN",
  "-4",
  "-6",
  "--security",
  "--bugfix",
  "--enhancement",
  "--newpackage",
  "--advisory=ID --advisories=ID",
  "--bz=ID --bzs=ID",
  "--cve=ID --cves=ID",
  "--sec-severity=LEVEL --advisory-severities=LEVEL",
  "--refresh",
  "--comment=TEXT",
  "--showduplicates",
  "--obsoletes",
  "--noautoremove --no-autoremove",
  "--noclean_requirements_on_remove",
  "--setopt-file=FILE",
  "--with-optional",
  "--allowerasing-all",
  "--use-host-config",
  "--resolve",
  "--all",
  "--installed",
  "--available",
  "--upgrades",
  "--extras",
  "--recent",
  "--queryformat=FORMAT --qf=FORMAT",
  "--whatprovides=NAME",
  "--whatrequires=NAME",
  "--requires",
  "--provides",
  "-l --list",
  "-i --info",
  "-h --help",
  "--version",
];

const manager: Manager = {
  database: "rpm",
  isDistrusting,
  takesDependents: true,
  strange: {
    allowerasing: "which packages `--allowerasing` takes away is not known here",
    installroot: "what another root holds is not looked at",
    "setopt-file": "the settings in the file are not read",
  },
};

/** The package manager of Fedora, Red Hat and their kin; of its solving only what is named is known. */
export const dnfProgram = defineTool({
  names: ["dnf", "dnf5", "dnf4", "yum", "microdnf", "dnf-3"],
  options,
  usageStatus: 2,
  telling: ["assumeno"],
  commands: [
    command("install|in|localinstall|group install|groupinstall|reinstall|rei", install),
    command("upgrade|update|up|upgrade-minimal|update-minimal|localupdate|update-to", upgrade),
    command("distro-sync|distrosync|dsync|distribution-synchronization", upgrade),
    command("downgrade|dg", changes(manager, "downgrade")),
    command(
      "remove|erase|rm|remove-n|group remove|groupremove|erase-n|erase-nevra",
      changes(manager, "remove"),
    ),
    command("autoremove", changes(manager, "remove", "packages that nothing needs any more")),
    command("swap", isUnforeseen("which packages are swapped is not worked out")),
    command("module install|module remove|module enable|module disable|module reset", module),
    command(
      "history undo|history rollback|history redo|history userinstalled",
      isUnforeseen("which packages an earlier transaction changed is not known here"),
    ),
    command("check-update|check-upgrade|makecache", refreshes({ ...manager, isPersonal: true })),
    command(
      "list|info|search|se|provides|whatprovides|repoquery|rq|repolist|repo list|repoinfo|deplist|check",
      tells,
    ),
    command("updateinfo|advisory|history|group list|group info|module list|module info", tells),
    command(
      "needs-restarting|environment list|leaves|changelog|repoclosure|config-manager --dump",
      tells,
    ),
    command("mark", mark, ["--allow-missing"]),
    command("clean", isUnforeseen("which files of its cache go is not worked out")),
    command(
      "config-manager",
      isUnforeseen("which settings of the sources change is not worked out"),
      ["--add-repo=URL", "--set-enabled", "--set-disabled", "--save", "--add-or-replace"],
    ),
  ],
});

function install(call: Call, read: OptionsRead): Outcome {
  if (read.has("downloadonly")) return untold("it only fetches packages");
  return changes(manager, "install")(call, read);
}

function upgrade(call: Call, read: OptionsRead): Outcome {
  if (read.has("downloadonly")) return untold("it only fetches packages");
  return changes(manager, "upgrade", "every package with an update")(call, read);
}

function module(call: Call, read: OptionsRead): Outcome {
  const isRemoval = call.arguments.some(({ text }) => text === "remove");
  return changes(manager, isRemoval ? "remove" : "install")(call, read);
}

/** `mark install NAME`: noted as wanted, or as there for others only. */
function mark(call: Call, read: OptionsRead): Outcome {
  const [how, ...names] = read.operands;
  const action = /^(?:remove|dependency|weak)$/.test(how?.text ?? "")
    ? "mark-automatic"
    : "mark-manual";
  return changePackages(call, manager, read, { action, names });
}

function isDistrusting(read: OptionsRead): boolean {
  if (read.has("no-gpgchecks")) return true;
  return read
    .values("setopt")
    .some((setting) =>
      /(?:^|\.)(?:(?:pkg_|localpkg_|repo_)?gpgcheck|sslverify)=(?:0|no|false|off)$/i.test(setting),
    );
}
