import type { Call, Outcome } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { changes, type Manager, refreshes } from "./common/packages/manager.ts";
import { command, defineTool, isUnforeseen, tells } from "./common/tool/tool.ts";

const options = [
  "-n --non-interactive",
  "-q --quiet",
  "-v --verbose",
  "-t --terse",
  "-A --no-abbrev",
  "-x --xmlout",
  "-i --ignore-unknown",
  "--no-color",
  "--color",
  "-s --table-style=STYLE",
  "-c FILE --config=FILE",
  "-R DIR --root=DIR",
  "--installroot=DIR",
  "--releasever=VERSION",
  "--reposd-dir=DIR",
  "-C DIR --cache-dir=DIR",
  "--raw-cache-dir=DIR",
  "--solv-cache-dir=DIR",
  "--pkg-cache-dir=DIR",
  "--no-refresh",
  "--no-cd",
  "--no-remote",
  "--no-gpg-checks",
  "--gpg-auto-import-keys",
  "--plus-repo=URI",
  "--plus-content=TAG",
  "--disable-repositories",
  "--disable-system-resolvables",
  "--non-interactive-include-reboot-patches",
  "--quiet-install",
  "--help",
  "-V --version",
];

/** Of its commands that work on packages. */
const ofPackages = [
  "-y --no-confirm",
  "--auto-agree-with-licenses",
  "--auto-agree-with-product-licenses",
  "-D --dry-run",
  "-d --download-only",
  "--download=MODE",
  "-f --force",
  "--oldpackage",
  "--replacefiles",
  "--force-resolution",
  "--no-force-resolution",
  "--solver-focus=MODE",
  "-u --clean-deps",
  "-U --no-clean-deps",
  "--no-recommends",
  "--recommends",
  "--from=REPO",
  "-r REPO --repo=REPO",
  "--name",
  "-n",
  "--capability",
  "-t TYPE --type=TYPE",
  "--details",
  "--allow-unsigned-rpm",
  "--allow-downgrade",
  "--no-allow-downgrade",
  "--allow-name-change",
  "--allow-arch-change",
  "--allow-vendor-change",
  "--no-allow-vendor-change",
  "--skip-interactive",
  "--with-interactive",
  "--best-effort",
  "-l",
  "-g CATEGORY --category=CATEGORY",
  "--severity=LEVEL",
  "--date=DATE",
  "--cve=ID",
  "--bugzilla=ID",
  "--updatestack-only",
  "--with-update",
  "--without-update",
  "--with-optional",
  "--without-optional",
  "--replacepkgs",
];

const manager: Manager = {
  database: "rpm",
  isDistrusting: (read) => read.has("no-gpg-checks") || read.has("allow-unsigned-rpm"),
  takesDependents: true,
  bypasses: { replacefiles: "other-files" },
  strange: {
    "force-resolution": "which packages `--force-resolution` takes away is not known here",
    root: "what another root holds is not looked at",
    installroot: "what another root holds is not looked at",
  },
  refusedStatus: 5,
};

/** SUSE's package manager; of its solving only what is named is known. */
export const zypperProgram = defineTool({
  names: ["zypper"],
  options,
  usageStatus: 2,
  telling: ["dry-run", "download-only"],
  commands: [
    command("install|in", changes(manager, "install"), ofPackages),
    command("remove|rm", changes(manager, "remove"), ofPackages),
    command(
      "update|up|dist-upgrade|dup|patch",
      changes(manager, "upgrade", "every package with an update"),
      ofPackages,
    ),
    command(
      "install-new-recommends|inr|verify|ve",
      isUnforeseen("which packages it adds is not known here"),
      ofPackages,
    ),
    command("refresh|ref|refresh-services|refs", refreshes(manager), [
      "-f --force",
      "-b --force-build",
      "-d --force-download",
      "-B --build-only",
      "-D --download-only",
      "-s --services",
      "-r --repo=REPO",
    ]),
    command("addrepo|ar", addSource, [
      "-r FILE --repo=FILE",
      "-c --check",
      "-C --no-check",
      "-n NAME --name=NAME",
      "-e --enable",
      "-d --disable",
      "-f --refresh",
      "-F --no-refresh",
      "-p NUMBER --priority=NUMBER",
      "-k --keep-packages",
      "-K --no-keep-packages",
      "-g --gpgcheck",
      "--gpgcheck-strict",
      "--gpgcheck-allow-unsigned",
      "--gpgcheck-allow-unsigned-repo",
      "--gpgcheck-allow-unsigned-package",
      "-G --no-gpgcheck",
      "--default-gpgcheck",
    ]),
    command(
      "removerepo|rr|modifyrepo|mr|renamerepo|nr|addservice|as|removeservice|rs|modifyservice|ms",
      isUnforeseen("which settings of the sources change is not worked out"),
      ["-e --enable", "-d --disable", "-a --all", "-G --no-gpgcheck", "-p --priority=NUMBER"],
    ),
    command("addlock|al", changes(manager, "hold"), ["-r --repo=REPO", "-t --type=TYPE"]),
    command("removelock|rl", changes(manager, "unhold"), ["-r --repo=REPO", "-t --type=TYPE"]),
    command(
      "clean|cc|cleanlocks|cl",
      isUnforeseen("which files of its cache go is not worked out"),
      ["-a --all", "-m --metadata"],
    ),
    command("source-install|si", isUnforeseen("which files it unpacks is not worked out")),
    command(
      "search|se|info|if|list-updates|lu|list-patches|lp|patch-check|pchk|repos|lr|services|ls|packages|pa",
      tells,
      ["-i --installed-only", "-s --details", "-r --repo=REPO", "-t --type=TYPE", "-u --uri", "-d"],
    ),
    command(
      "patches|pch|patterns|pt|products|pd|what-provides|wp|locks|ll|ps|licenses|needs-rebooting|targetos|tos|versioncmp|vcmp",
      tells,
    ),
  ],
});

/** A source whose signatures are not asked for. */
function addSource(call: Call, read: OptionsRead): Outcome {
  const isUnsigned = read.given.some(({ key }) =>
    /^no-gpgcheck$|^gpgcheck-allow-unsigned/.test(key),
  );
  const [address] = read.operands;
  if (isUnsigned && call.identity.uid === 0) {
    call.emit(
      { kind: "package", action: "distrust", target: address?.text ?? "a source" },
      address,
    );
  }
  return isUnforeseen("which settings of the sources change is not worked out")(call, read);
}
