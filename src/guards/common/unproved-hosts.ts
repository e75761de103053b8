import type { Span } from "../../domain/argument.ts";
import type { Effect } from "../../domain/effect.ts";
import type { Alternative, Explanation } from "../../domain/finding.ts";
import type { Foreseen, Step } from "../../domain/plan.ts";
import { showName } from "../../domain/text.ts";
import { describePath } from "./wording.ts";

/** A machine on the network that is believed to be the one it says, without a proof. */
export interface UnprovedHost {
  readonly kind: "unproved-host";
  readonly span: Span;
  /** What switches the proof off. */
  readonly setting: string;
  /** Where it stands from now on; absent where it holds for this one command. */
  readonly path?: string;
  readonly instead: readonly Alternative[];
}

/** Switches and settings by which nobody asks any more who the other side is. */
export function unprovedHosts(foreseen: Foreseen): readonly UnprovedHost[] {
  const once = foreseen.steps.flatMap((step) => inCommand(step, foreseen.line));
  const stored = foreseen.effects.flatMap((effect) => inFile(effect, foreseen));
  return [...once, ...stored, ...byVariable(foreseen)].slice(0, 1);
}

/** `NODE_TLS_REJECT_UNAUTHORIZED=0`: programs that go by it ask no more. */
function byVariable({ typed = [] }: Foreseen): readonly UnprovedHost[] {
  return typed.flatMap(({ name, value, span }): readonly UnprovedHost[] => {
    const isOff =
      (/^(?:NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY)$/.test(name) && value === "0") ||
      (name === "GIT_SSL_NO_VERIFY" && value !== "");
    const setting = `${name}=${value}`;
    return isOff ? [{ kind: "unproved-host", span, setting, instead: [] }] : [];
  });
}

function inCommand(step: Step, line: string): readonly UnprovedHost[] {
  const [first = "", ...words] = step.argv;
  const program = first.slice(first.lastIndexOf("/") + 1);
  // Nobody stands between this machine and itself.
  const setting = switchedOff(program, words);
  if (setting === undefined) return [];
  if (
    words.some((word) => /^(\w+:\/\/)?(localhost|127\.|\[?::1|[\w.-]+\.(local|test)\b)/.test(word))
  ) {
    return [];
  }
  const plain = line.replace(
    new RegExp(`\\s+${setting.replace(/[.*+?^$()[\]{}|\\]/g, "\\$&")}(?=\\s|$)`),
    "",
  );
  const isShort = plain !== line && setting.startsWith("-");
  const instead = isShort ? [{ line: plain, why: "asks the other side to prove who it is" }] : [];
  return [{ kind: "unproved-host", span: step.span, setting, instead }];
}

function switchedOff(program: string, words: readonly string[]): string | undefined {
  switch (program) {
    case "curl":
      return words.find(
        (word) =>
          /^(--insecure|-[a-jl-zA-Z]*k[a-zA-Z]*)$/.test(word) && !/^-[oHdXuFTAebm]/.test(word),
      );
    case "wget":
      return words.find((word) => word === "--no-check-certificate");
    case "git":
      return gitSetting(words);
    case "npm":
    case "yarn":
      return words.join(" ").includes("strict-ssl false") || words.includes("strict-ssl=false")
        ? "strict-ssl false"
        : undefined;
    case "pip":
    case "pip3":
      return words.find((word) => word.startsWith("--trusted-host"));
    case "ssh":
    case "scp":
    case "sftp":
      return words.find((word) => /StrictHostKeyChecking[= ]?(no|off)$/i.test(word));
    case "xhost":
      return words.find((word) => word === "+");
    default:
      return undefined;
  }
}

function gitSetting(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => /^http\.sslverify(=|$)/i.test(word));
  const word = words[at];
  if (word === undefined) return undefined;
  const value = word.includes("=") ? word.replace(/^[^=]*=/, "") : words[at + 1];
  return /^(false|0|no|off)$/i.test(value ?? "") ? "http.sslVerify=false" : undefined;
}

/** Settings that hold from now on, once the line has written them. */
function inFile(effect: Effect, foreseen: Foreseen): readonly UnprovedHost[] {
  if (effect.kind !== "write" && effect.kind !== "create") return [];
  const { path, cause } = effect;
  if (!/\/\.ssh\/config$|^\/etc\/ssh\/ssh_config(\.d\/[^/]+\.conf)?$/.test(path)) return [];
  const off = (text = ""): number =>
    (text.match(/^\s*StrictHostKeyChecking[ \t=]+(no|off)\b/gim) ?? []).length;
  if (off(foreseen.textAfter?.(path)) <= off(foreseen.textBefore?.(path))) return [];
  const setting = "StrictHostKeyChecking no";
  return [{ kind: "unproved-host", span: cause.span, setting, path, instead: [] }];
}

/** What it comes to, in words. */
export function describeUnproved(
  { span, setting, path, instead }: UnprovedHost,
  facts: Parameters<typeof describePath>[1],
): Explanation {
  const shown = showName(setting);
  const isScreen = setting === "+";
  return {
    severity: "caution",
    title: isScreen
      ? "This would open your screen to every machine"
      : "This would believe another machine without a proof",
    what:
      path === undefined
        ? `With ${shown} nobody asks whether the other side is the one it says.`
        : `${describePath(path, facts)} would say ${shown}, and from then on nobody asks whether the other side is the one it says.`,
    why: isScreen
      ? "Whoever reaches it could watch what you type and see."
      : "Anybody on the way could answer in its place, read what is sent, and hand over something else.",
    instead,
    span,
    paths: path === undefined ? [] : [path],
    pathCount: path === undefined ? 0 : 1,
    confirmWords: "believe it without a proof",
  };
}
