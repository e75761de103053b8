import type { Call, Outcome, Program } from "../domain/program.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { emitPower } from "./common/power.ts";
import { mayAdminister } from "./common/rights.ts";

/** What a call gives up for good; that it only tells something; undefined: not worked out. */
type Meaning = { readonly gone: string; readonly kind: "mail" | "machine" } | "tells" | undefined;

/** Keepers of messages, of mail, of machines within the machine and of a cluster's part, by their gravest orders. */
const meanings: Readonly<Record<string, (words: readonly string[]) => Meaning>> = {
  postsuper: (words) =>
    words.includes("-d") && words.includes("ALL")
      ? { gone: "every waiting mail", kind: "mail" }
      : undefined,
  // The kernel's messages of the last days tell what went wrong.
  dmesg: (words) =>
    words.some((word) => /^(-[a-zA-Z]*[cC][a-zA-Z]*|--clear|--read-clear)$/.test(word))
      ? undefined
      : "tells",
  postqueue: (words) => (words.some((word) => /^-[pj]$/.test(word)) ? "tells" : undefined),
  exim: ofExim,
  exim4: ofExim,
  kubeadm([verb = "", second = ""]) {
    if (verb === "reset") return machine("what this machine holds of the cluster");
    return /^(config|version)$/.test(verb) || /^(list|check-expiration|plan)$/.test(second)
      ? "tells"
      : undefined;
  },
  virsh(words) {
    const [verb = "", name = "its machine"] = words.filter((word) => !word.startsWith("-"));
    const takesDisks = words.some((word) =>
      /^--(remove-all-storage|storage|wipe-storage)/.test(word),
    );
    if (/^(vol-delete|vol-wipe|pool-delete)$/.test(verb) || (verb === "undefine" && takesDisks))
      return machine(name);
    return /^(start|.*(list|info|state|path|display|dumpxml))$/.test(verb) ? "tells" : undefined;
  },
  lxc: ofMachines,
  incus: ofMachines,
  pct: ofMachines,
  qm: ofMachines,
};

function ofExim(words: readonly string[]): Meaning {
  return words.some((word) => /^-(bp[acru]*|bt|bV|bP|Mv[bhl])$/.test(word)) ? "tells" : undefined;
}

function ofMachines(words: readonly string[]): Meaning {
  const [verb = "", name = "its machine"] = words.filter((word) => !word.startsWith("-"));
  if (/^(delete|destroy|rm)$/.test(verb)) return machine(name);
  return /^(list|ls|info|status|config|start|console)$/.test(verb) ? "tells" : undefined;
}

function machine(gone: string): Meaning {
  return { gone, kind: "machine" };
}

/** Programs of servers that keep what no file here shows. */
export const serverToolsProgram: Program = {
  names: [...Object.keys(meanings), "kexec"],
  options: [],
  run: order,
};

function order(call: Call): Outcome {
  const words = call.arguments.map(({ text }) => text);
  const isHelp = words.some((word) => /^(-h|--help|--version|help)$/.test(word));
  if (isHelp) return untold(`how to use \`${call.name}\` is told`, 0);
  if (call.name === "kexec") return startKernel(call, words);
  const meaning = meanings[call.name]?.(words);
  if (meaning === "tells") return untold("what it tells is not known before");
  if (meaning === undefined)
    return unforeseen(call, `what \`${call.name}\` changes is not worked out`);
  const { gone, kind } = meaning;
  const operand = call.arguments.find(({ text }) => text === gone);
  call.emit({ kind: "service", action: "drop-data", target: gone, detail: kind }, operand);
  return untold("whether the server does it is not known before");
}

/** Starts another kernel at once: no service is stopped, and no file system written out. */
function startKernel(call: Call, words: readonly string[]): Outcome {
  const starts = words.some((word) => /^(-e|--exec|-f|--force)$/.test(word));
  if (!starts) return untold("it only gets a kernel ready");
  if (!mayAdminister(call, "sys_boot")) return untold("the kernel refuses it");
  emitPower(call, "at-once", "now");
  return untold("the machine starts again");
}
