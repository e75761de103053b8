import type { Call, Outcome, Program } from "../domain/program.ts";
import { portsOf } from "./common/network-rules/ports.ts";
import { fail, untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";

const restoring = ["iptables-restore", "ip6tables-restore", "iptables-nft-restore"];

/** The packet filter's newer language, and programs that load whole sets of rules. */
export const nftProgram: Program = {
  names: ["nft", ...restoring],
  options: [
    "-h --help",
    "-v --version",
    "-V",
    "-c --check",
    "-f --file=FILE",
    "-i --interactive",
    "-j --json",
    "-n --numeric",
    "-a --handle",
    "-e --echo",
    "-s --stateless",
    "-t --terse --test",
    "-o --optimize",
    "-I --includepath=DIRECTORY",
    "--noflush",
    "-T --table=NAME",
    "-w --wait=SECONDS",
  ],
  run: load,
};

function load(call: Call): Outcome {
  const words = call.arguments.map(({ text }) => text);
  if (words.some((word) => /^(-c|--check|--test|-h|--help|-v|-V|--version)$/.test(word))) {
    return untold("it only looks", 0);
  }
  if (!mayAdminister(call, "net_admin"))
    return fail(call, "Operation not permitted (you must be root)");
  const [operand] = call.arguments;
  if (restoring.includes(call.name) || words.some((word) => /^(-f|--file)/.test(word))) {
    const detail = "a whole set of rules";
    call.emit({ kind: "network", action: "firewall-replace", target: call.name, detail }, operand);
    return untold("whether the kernel takes it is not known before");
  }
  for (const command of words.join(" ").split(/;(?![^{]*})/)) runCommand(call, command.trim());
  return untold("whether the kernel takes it is not known before");
}

function runCommand(call: Call, text: string): void {
  const emit = (action: string, detail: string): void => {
    call.emit({ kind: "network", action, target: "nft", detail }, call.arguments[0]);
  };
  const policy = /hook (input|output) .*policy (drop|accept)/.exec(text);
  if (/^(flush ruleset|(flush|delete) (table|chain))/.test(text)) emit("firewall-flush", text);
  else if (policy !== null) {
    const direction = policy[1] === "input" ? "incoming" : "outgoing";
    emit("firewall-default", `${policy[2] === "drop" ? "deny" : "allow"} ${direction}`);
  } else if (/^(add|insert|replace) rule .*\binput\b/.test(text)) addRule(text, emit);
  else if (/^delete rule/.test(text)) emit("firewall-block", "one rule");
}

function addRule(text: string, emit: (action: string, detail: string) => void): void {
  const ports = /\bdport \{?\s*([\w,\s-]+?)\s*\}?(?= |$)/.exec(text)?.[1]?.replace(/\s/g, "");
  const named = ports === undefined ? "all" : ports.split(",").map(portsOf).join(",");
  if (/\b(iif|iifname) "?lo\b|\bct state\b/.test(text) && ports === undefined) return;
  if (/\b(drop|reject)\b/.test(text)) emit("firewall-block", named);
  else if (/\baccept\b/.test(text)) emit("firewall-allow", named);
}
