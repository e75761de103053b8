import type { Facts } from "../domain/facts.ts";
import type { Explanation } from "../domain/finding.ts";
import { defineGuard } from "../domain/guard.ts";
import { countOf, listWords, showName } from "../domain/text.ts";
import { bypassRemedies } from "./common/bypass-remedies.ts";
import type { HandPlaced } from "./common/hand-placed.ts";
import { type Bypass, packageBypasses, severityOfBypass } from "./common/package-bypasses.ts";
import { describePaths, pathsOf } from "./common/wording.ts";

/** Putting things among the files of packages, or past the checks that keep packages whole. */
export const bypassesPackages = defineGuard<Bypass>({
  id: "bypasses-packages",
  title: "Goes past the package manager",
  severity: "danger",
  concerns: ["package", "run-code", "create", "write", "move", "link", "delete"],
  why: "A package manager knows every file that it put on the machine, what each package needs and who signed it. What is put there past it is overwritten by the next update, breaks it, or stays when nobody remembers it any more. /usr/local and /opt are there for what people install by hand.",
  examples: () => [
    { line: "sudo cp tool /usr/bin/", expect: "caution", why: "no package knows of it" },
    { line: "sudo cp tool /usr/local/bin/", expect: "quiet", why: "the place for it" },
    { line: "cp tool /usr/bin/", expect: "quiet", why: "an ordinary user may not" },
    { line: "sudo ln -s /opt/tool-1.2/tool /usr/bin/tool", expect: "caution", why: "by a link" },
    {
      line: "sudo ln -s /opt/tool-1.2/tool /usr/local/bin/tool",
      expect: "quiet",
      why: "beside it",
    },
    {
      line: "sudo cp data.csv /usr/lib/libdata.so.1",
      expect: "caution",
      why: "every program could load it",
    },
    { line: "sudo cp data.csv /etc/data.csv", expect: "quiet", why: "/etc is there to be changed" },
    {
      line: "sudo cp /usr/bin/nano /usr/bin/nano.bak",
      expect: "quiet",
      why: "a copy kept beside it",
    },
    {
      line: "sudo vi /usr/lib/systemd/systemd",
      expect: "caution",
      why: "the next update puts its own file back",
    },
    {
      line: "sudo cp data.csv /usr/bin/less",
      expect: "quiet",
      why: "what is lost is spoken of by overwrites-files",
    },
    { line: "sudo make install", expect: "caution", why: "nobody can take it away again" },
    { line: "sudo make install PREFIX=/usr/local", expect: "quiet", why: "not among packages" },
    { line: "make install", expect: "quiet", why: "an ordinary user cannot write there" },
    { line: "sudo dpkg -r --force-depends nginx-common", expect: "danger", why: "nginx needs it" },
    { line: "sudo dpkg -r nginx", expect: "quiet", why: "dpkg looks at what needs it" },
    {
      line: "sudo dpkg -i --force-overwrite /opt/tool_1.0_amd64.deb",
      expect: "caution",
      why: "files of other packages are written over",
    },
    { line: "rpm -e --nodeps openssl", expect: "danger", as: "root", why: "whatever needs it" },
    { line: "rpm -e openssl", expect: "quiet", as: "root", why: "rpm refuses where it is needed" },
    { line: "pacman -Rdd openssl", expect: "danger", as: "root", why: "the same with pacman" },
    { line: "pacman -Sy htop", expect: "caution", as: "root", why: "new beside old" },
    { line: "pacman -Syu htop", expect: "quiet", as: "root", why: "all of it becomes new" },
    { line: "sudo pip install requests", expect: "caution", why: "into the system's own Python" },
    { line: "pip install requests", expect: "quiet", why: "into your own files" },
    {
      line: "pip install --break-system-packages requests",
      expect: "caution",
      why: "programs of the system could load it",
    },
    { line: "sudo npm install -g typescript", expect: "caution", why: "npm writes into /usr" },
    { line: "npm install typescript", expect: "quiet", why: "into the project" },
  ],
  blindSpots:
    "What an installer or a build writes that is not modelled is not seen; of `make install` only that it is run as root. Data in /usr/share, and what lies in /var, is left out.",
  check: packageBypasses,
  explain: (hit, foreseen, facts) => ({
    ...describe(hit, facts),
    severity: severityOfBypass(hit),
    instead: bypassRemedies(hit, foreseen, facts),
    span: hit.kind === "placed" ? hit.placed.command.cause.span : hit.cause.span,
  }),
});

type Words = Omit<Explanation, "severity" | "instead" | "span">;

function describe(hit: Bypass, facts: Facts): Words {
  switch (hit.kind) {
    case "placed":
      return describePlaced(hit.placed);
    case "check":
      return describeCheck(hit);
    case "locks":
      return {
        title: "This would take away what keeps package managers apart",
        what: `${describePaths(hit.paths, facts)} would be deleted, whether or not one is at work.`,
        why: "Two of them at once can leave packages half installed and their database broken. Mostly one is only updating in the background and done in some minutes.",
        ...pathsOf(hit.paths),
        confirmWords: "delete the lock",
      };
    case "build":
      return {
        title: "This could put files among those of packages",
        what: "What it installs, and where, is up to the sources it was built from: /usr/local as a rule, or /usr.",
        why: "No package manager would know of these files: none would update them, and nothing lists what to take away again.",
        ...pathsOf([]),
        confirmWords: "install without a package",
      };
  }
}

function describePlaced({ added, changed }: HandPlaced): Words {
  if (changed.length > 0) {
    const owners = [...new Set(changed.map(([, owner]) => showName(owner)))];
    const paths = changed.map(([path]) => path);
    return {
      title: `This would change ${countOf(paths.length, "file")} of packages by hand`,
      what: `${listWords(
        paths.map((path) => showName(path)),
        3,
      )}: of the ${owners.length === 1 ? "package" : "packages"} ${listWords(owners, 3)}.`,
      why: "The next update puts its own file there again, without a word, and a check of the package calls it damaged.",
      ...pathsOf(paths),
      confirmWords: `change ${countOf(paths.length, "packaged file")}`,
    };
  }
  return {
    title: `This would put ${countOf(added.length, "file")} among those of packages`,
    what: `${listWords(
      added.map((path) => showName(path)),
      3,
    )}: no package knows of ${added.length === 1 ? "it" : "them"}.`,
    why: "A package that brings a file of that name would overwrite it or fail to install, and nobody updates it.",
    ...pathsOf(added),
    confirmWords: `add ${countOf(added.length, "file")} past the packages`,
  };
}

type Check = Extract<Bypass, { readonly kind: "check" }>;

function describeCheck({ bypass, names, isRemoval }: Check): Words {
  const packages = listWords(
    names.map((name) => showName(name)),
    8,
  );
  const does = isRemoval ? "remove" : "install";
  const count = countOf(names.length, "package");
  return {
    ...wordsOf(bypass, packages, does),
    ...pathsOf([]),
    confirmWords: `${does} ${count} unchecked`,
  };
}

function wordsOf(
  bypass: Check["bypass"],
  packages: string,
  does: "remove" | "install",
): Pick<Words, "title" | "what" | "why"> {
  switch (bypass) {
    case "needs":
      return {
        title: `This would ${does} packages whatever needs them`,
        what: `${packages}: what packages need of each other would not be looked at.`,
        why:
          does === "remove"
            ? "What needs them stops working, and the package manager refuses further work until that is mended."
            : "They could lack what they need and not start, and the package manager refuses further work until that is mended.",
      };
    case "every-check":
      return {
        title: `This would ${does} packages past every check`,
        what: `${packages}: nothing that would keep it from breaking others would be looked at.`,
        why: "Packages could end half done or without what they need, and the package manager could refuse further work.",
      };
    case "other-files":
      return {
        title: "This would write over files of other packages",
        what: `${packages}: a file that another package has as well would be replaced.`,
        why: "The other package then has a file that is not its own, and whichever is updated last wins.",
      };
    case "partial-upgrade":
      return {
        title: "This would bring new packages beside old ones",
        what: `${packages} would come in the newest version, and all else stay as it is.`,
        why: "Packages here are built for each other: a new one could need newer libraries than those that stay, and not start.",
      };
    case "system-python":
      return {
        title: "This would change the Python that the system runs with",
        what: `${packages}: ${does === "install" ? "put beside, or before," : "taken from"} what packages of the system brought.`,
        why: "Programs of the system are written in Python too and load what they find first: another version could stop them.",
      };
    case "system-modules":
      return {
        title: "This would put files among those of packages",
        what: `${packages}: npm would write below /usr, where packages keep their files.`,
        why: "The next update of Node could overwrite them or fail, and its scripts run as root.",
      };
  }
}
