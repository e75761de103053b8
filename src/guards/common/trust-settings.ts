import type { FileEffect } from "../../domain/effect.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";

/** A setting that a line adds and by which packages are taken without a signature. */
export interface TrustSetting {
  readonly effect: FileEffect;
  /** The line of the file, or what is known of it. */
  readonly text: string;
  /** It comes over a network, where others could change it on its way. */
  readonly isRemote: boolean;
}

const settingsFile =
  /^\/etc\/(?:apt\/(?:sources\.list|sources\.list\.d\/[^/]+\.(?:list|sources)|apt\.conf|apt\.conf\.d\/[^/]+)|yum\.repos\.d\/[^/]+\.repo|zypp\/repos\.d\/[^/]+\.repo|dnf\/dnf\.conf|yum\.conf|zypp\/zypp\.conf|pacman\.conf)$/;

/** Settings in the files of package managers that are not there yet, and would be once the line has run. */
export function addedTrustSettings(foreseen: Foreseen): readonly TrustSetting[] {
  const last = new Map<Path, FileEffect>();
  for (const effect of foreseen.effects) {
    if (isWriting(effect) && settingsFile.test(effect.path)) last.set(effect.path, effect);
  }
  return [...last.values()].flatMap((effect) => {
    const before = new Set(settingsIn(effect.path, foreseen.textBefore?.(effect.path)));
    const after = settingsIn(effect.path, foreseen.textAfter?.(effect.path));
    return after
      .filter((text) => !before.has(text))
      .map((text) => ({ effect, text, isRemote: !/\b(?:file|copy|cdrom):/.test(text) }));
  });
}

/** What brings new text into a file; its owner may change without that. */
export function isWriting(effect: Foreseen["effects"][number]): effect is FileEffect {
  return ["create", "write", "move", "link"].includes(effect.kind);
}

function settingsIn(path: Path, text = ""): readonly string[] {
  if (path.endsWith(".sources")) {
    return text.split(/\n\s*\n/).filter((one) => trusting.test(one) && !disabled.test(one));
  }
  return text.split("\n").filter((line) => patternFor(path).test(line));
}

function patternFor(path: Path): RegExp {
  if (path.endsWith(".list")) return trustedLine;
  if (path.startsWith("/etc/apt/")) return trustingOption;
  return path === "/etc/pacman.conf" ? trustingLevel : uncheckedSource;
}

/** `deb [trusted=yes] http://…` */
const trustedLine =
  /^\s*deb(?:-src)?\s+\[[^\]]*\b(?:trusted|allow-insecure|allow-weak)\s*=\s*(?:yes|true|1)\b/i;

/** A paragraph with `Trusted: yes`. */
const trusting = /^(?:Trusted|Allow-Insecure|Allow-Weak):\s*(?:yes|true|1)\s*$/im;

/** Nothing is taken from a paragraph that is switched off. */
const disabled = /^Enabled:\s*(?:no|false|0|without|off|disable)\s*$/im;

/** `Acquire::AllowInsecureRepositories "true";`, also within braces. */
const trustingOption =
  /^(?!\s*(?:#|\/\/)).*\b(?:Allow-?Unauthenticated|AllowInsecureRepositories|AllowWeakRepositories)\s+"?(?:yes|true|1)\b/i;

/** `gpgcheck=0` of dnf, yum and zypper. */
const uncheckedSource =
  /^\s*(?:(?:repo_|pkg_|localpkg_)?gpgcheck|sslverify)\s*=\s*(?:0|no|false|off)\s*$/i;

/** `SigLevel = Never`, or any key at all, of pacman. */
const trustingLevel = /^\s*(?:Remote)?(?:File)?SigLevel\s*=.*\b(?:Never|TrustAll)\b/;
