import type { Cause, PackageEffect } from "../domain/effect.ts";
import type { Alternative, Explanation, Severity } from "../domain/finding.ts";
import { defineGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import { countOf, listWords, showName } from "../domain/text.ts";
import { groupByCommand } from "./common/by-command.ts";
import { effectsOf } from "./common/existing.ts";
import { type OpenDoor, openDoors } from "./common/open-doors.ts";
import { lookAtSource, withoutDistrust } from "./common/package-remedies.ts";
import { addedTrustSettings, isWriting, type TrustSetting } from "./common/trust-settings.ts";
import { describeUnproved, type UnprovedHost, unprovedHosts } from "./common/unproved-hosts.ts";

/** How packages come to be taken from whom nobody vouches for. */
type Weakening =
  /** Signatures are not asked for at all. */
  | { readonly kind: "unchecked" }
  /** A key may sign for every source from now on. */
  | { readonly kind: "key"; readonly key: string }
  /** A source, or all of them, is taken without a signature from now on. */
  | { readonly kind: "setting"; readonly setting: TrustSetting }
  | { readonly kind: "unsigned"; readonly effects: readonly PackageEffect[] };

interface Hit {
  readonly cause: Cause;
  readonly weakening: Weakening;
}

/** Installing what no trusted key has signed, or believing a machine that proves nothing. */
export const weakensTrust = defineGuard<Hit | OpenDoor | UnprovedHost>({
  id: "weakens-trust",
  title: "Trusts what nobody vouches for",
  severity: "danger",
  why: "The signature of a source is what tells a package of its makers from one that somebody put in its place on the way. What is installed without it runs as root all the same. The certificate or key of another machine is the same proof for what comes over the network.",
  examples: () => [
    {
      line: "apt-get install --allow-unauthenticated cowsay",
      expect: "danger",
      as: "root",
      why: "whatever the network hands over is installed",
    },
    { line: "apt-get install cowsay", expect: "quiet", as: "root", why: "its source is signed" },
    {
      line: "sudo apt-get -o Acquire::AllowInsecureRepositories=true update",
      expect: "danger",
      why: "lists without a signature are believed",
    },
    {
      line: "sudo apt-get -o Acquire::AllowInsecureRepositories=false update",
      expect: "quiet",
      why: "as it is anyway",
    },
    { line: "sudo apt install tool", expect: "caution", why: "its source is not signed" },
    {
      line: "sudo apt install /opt/tool_1.0_amd64.deb",
      expect: "caution",
      why: "a file says nothing of who made it",
    },
    { line: "sudo dpkg -i /opt/tool_1.0_amd64.deb", expect: "caution", why: "the same below apt" },
    { line: "dpkg -i /opt/tool_1.0_amd64.deb", expect: "quiet", why: "an ordinary user may not" },
    { line: "sudo apt-key add key.asc", expect: "caution", why: "it may sign for every source" },
    {
      line: "curl -fsSL https://get.example.org/key | sudo tee /etc/apt/trusted.gpg",
      expect: "caution",
      why: "the same by hand",
    },
    {
      line: "curl -fsSL https://get.example.org/key | sudo tee /etc/apt/example.gpg",
      expect: "quiet",
      why: "a key elsewhere signs only for the sources that name it",
    },
    {
      line: "echo 'deb [trusted=yes] http://deb.example.org stable main' | sudo tee -a /etc/apt/sources.list",
      expect: "danger",
      why: "whatever comes from there is believed from now on",
    },
    {
      line: "echo 'deb [signed-by=/etc/apt/example.gpg] http://deb.example.org stable main' | sudo tee -a /etc/apt/sources.list",
      expect: "quiet",
      why: "its signature is asked for",
    },
    {
      line: "echo 'deb [trusted=yes] file:/srv/packages ./' | sudo tee -a /etc/apt/sources.list",
      expect: "caution",
      why: "nobody is between this machine and its own folder, but nobody vouches for it either",
    },
    { line: "sudo dnf --nogpgcheck install htop", expect: "danger", why: "nobody vouches for it" },
    { line: "sudo dnf install htop", expect: "quiet", why: "signatures are looked at" },
    { line: "sudo zypper --no-gpg-checks in htop", expect: "danger", why: "the same with zypper" },
    {
      line: "apk add --allow-untrusted ./x.apk",
      expect: "danger",
      as: "root",
      why: "and with apk",
    },
    { line: "rpm -i ./tool.rpm", expect: "caution", as: "root", why: "a file from somewhere" },
    {
      line: "echo gpgcheck=0 | sudo tee -a /etc/yum.conf",
      expect: "danger",
      why: "at every update from now on",
    },
    {
      line: "echo gpgcheck=1 | sudo tee -a /etc/yum.conf",
      expect: "quiet",
      why: "as it should be",
    },
    {
      line: "curl -k -o tool.new https://get.example.org",
      expect: "caution",
      why: "anybody on the way could answer",
    },
    { line: "curl -k https://localhost:8443/health", expect: "quiet", why: "this very machine" },
    {
      line: "git config --global http.sslVerify false",
      expect: "caution",
      why: "nobody has to prove anything from now on",
    },
    { line: "git config --global http.sslVerify true", expect: "quiet", why: "as it is anyway" },
    {
      line: "ssh -o StrictHostKeyChecking=no bob@example.org",
      expect: "caution",
      why: "any machine is taken for the right one",
    },
    {
      line: "ssh -o StrictHostKeyChecking=accept-new bob@example.org",
      expect: "quiet",
      why: "a key that changes is still noticed",
    },
    {
      line: "ssh -R 2222:localhost:22 -N bob@example.org",
      expect: "caution",
      why: "from there this machine can be logged in to",
    },
    {
      line: "ssh -L 8080:localhost:80 bob@example.org",
      expect: "quiet",
      why: "only this machine can use it",
    },
    {
      line: "echo 'StrictHostKeyChecking no' >> ~/.ssh/config",
      expect: "caution",
      why: "for every machine from now on",
    },
    {
      line: "exportfs -o rw,no_root_squash '*:/srv'",
      expect: "danger",
      as: "root",
      why: "root of any other machine is root there",
    },
    {
      line: "exportfs -o ro 192.168.1.5:/srv",
      expect: "quiet",
      as: "root",
      why: "one machine may read",
    },
    { line: "xhost +", expect: "caution", why: "everybody could watch the screen" },
    { line: "xhost +si:localuser:bob", expect: "quiet", why: "one account that is named" },
  ],
  blindSpots:
    "What is fetched or edited into the list of sources is not read. Whether a signed source deserves its trust nobody can tell from here.",
  check: (foreseen) => [
    ...packageHits(foreseen),
    ...keyringHits(foreseen),
    ...addedTrustSettings(foreseen).map(
      (setting): Hit => ({ cause: setting.effect.cause, weakening: { kind: "setting", setting } }),
    ),
    ...unprovedHosts(foreseen),
    ...openDoors(foreseen),
  ],
  explain(hit, foreseen, facts) {
    if ("kind" in hit && hit.kind === "door") return describeDoor(hit, facts.hostName);
    if ("kind" in hit) return describeUnproved(hit, facts);
    const { cause, weakening } = hit;
    return {
      ...describe(weakening),
      instead: remedies(cause, weakening, foreseen),
      span: cause.span,
      paths: [],
      pathCount: 0,
      confirmWords: `trust it on ${showName(facts.hostName)}`,
    };
  },
});

function describeDoor({ cause, severity, what, why }: OpenDoor, host: string): Explanation {
  return {
    severity,
    title: "This would let others in who have to prove nothing",
    what: `${what}.`,
    why: `${why}.`,
    instead: [],
    span: cause.span,
    paths: [],
    pathCount: 0,
    confirmWords: `open ${showName(host)}`,
  };
}

function packageHits(foreseen: Foreseen): readonly Hit[] {
  return groupByCommand(effectsOf(foreseen, "package")).flatMap(({ cause, effects }) => {
    const hits: Hit[] = [];
    const isUnchecked = effects.some(({ action }) => action === "distrust");
    if (isUnchecked) hits.push({ cause, weakening: { kind: "unchecked" } });
    const key = effects.find(({ action }) => action === "trust-key");
    if (key !== undefined) hits.push({ cause, weakening: { kind: "key", key: key.target } });
    const unsigned = effects.filter(({ change }) => change?.trust === "unsigned");
    // That signatures are not asked for says it already.
    if (unsigned.length > 0 && !isUnchecked)
      hits.push({ cause, weakening: { kind: "unsigned", effects: unsigned } });
    return hits;
  });
}

function remedies(cause: Cause, weakening: Weakening, foreseen: Foreseen): readonly Alternative[] {
  switch (weakening.kind) {
    case "unchecked":
      return withoutDistrust(foreseen, cause);
    case "unsigned":
      return lookAtSource(cause, weakening.effects);
    case "key":
    case "setting":
      return [{ line: "apt-cache policy", why: "shows the sources that are trusted now" }];
  }
}

/** Keys in these places may sign for sources that name no key of their own. */
const keyring = /^\/etc\/apt\/trusted\.gpg(?:\.d\/[^/]+\.(?:gpg|asc))?$/;

function keyringHits(foreseen: Foreseen): readonly Hit[] {
  const written = foreseen.effects.filter(isWriting).filter(({ path }) => keyring.test(path));
  return written.map(({ cause, path }) => ({ cause, weakening: { kind: "key", key: path } }));
}

type Words = Pick<Explanation, "title" | "what" | "why"> & { readonly severity: Severity };

function describe(weakening: Weakening): Words {
  switch (weakening.kind) {
    case "unchecked":
      return {
        severity: "danger",
        title: "This would take packages without looking at their signatures",
        what: "Whatever the network hands over would be believed and installed.",
        why: "Anybody between this machine and the source could put a package of their own there, and its scripts run as root.",
      };
    case "key":
      return {
        severity: "caution",
        title: "This would trust a key for every source of packages",
        what: `What ${showName(weakening.key)} signs could take the place of any package, those of the system included.`,
        why: "A key in /etc/apt/keyrings that one source names with Signed-By vouches for that source alone.",
      };
    case "setting":
      return describeSetting(weakening.setting);
    case "unsigned":
      return describeUnsigned(weakening.effects);
  }
}

function describeSetting({ effect, text, isRemote }: TrustSetting): Words {
  const line = showName(text.trim().replaceAll("\n", "; "));
  return {
    severity: isRemote ? "danger" : "caution",
    title: "This would take packages without a signature from now on",
    what: `${showName(effect.path)} would say "${line}".`,
    why: isRemote
      ? "Anybody between this machine and the source could put a package of their own there, at every update, and its scripts run as root."
      : "Nothing shows who made what is there, and its scripts run as root.",
  };
}

function describeUnsigned(effects: readonly PackageEffect[]): Words {
  const names = effects.map(({ target }) => showName(target));
  const origins = [...new Set(effects.flatMap(({ change }) => change?.origin ?? []))];
  const from =
    origins.length === 0 ? "" : `, from ${listWords(origins.map((one) => showName(one)))}`;
  return {
    severity: "caution",
    title: `This would install ${countOf(names.length, "package")} that no trusted key has signed`,
    what: `${listWords(names, 8)}${from}.`,
    why: "Nothing shows who made it or whether it was changed on the way, and its scripts run as root.",
  };
}
