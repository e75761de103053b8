import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { portsOf } from "./common/network-rules/ports.ts";
import { fail, untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";

const families = ["iptables", "ip6tables"];

/** The kernel's packet filter, rule by rule. */
export const iptablesProgram: Program = {
  names: families.flatMap((name) => [name, `${name}-legacy`, `${name}-nft`]),
  options: [
    "-A --append=CHAIN",
    "-C --check=CHAIN",
    "-D --delete=CHAIN",
    "-I --insert=CHAIN",
    "-R --replace=CHAIN",
    "-L --list[=CHAIN]",
    "-S --list-rules[=CHAIN]",
    "-F --flush[=CHAIN]",
    "-Z --zero[=CHAIN]",
    "-N --new-chain=CHAIN",
    "-X --delete-chain[=CHAIN]",
    "-P --policy=CHAIN",
    "-E --rename-chain=CHAIN",
    "-p --protocol=PROTOCOL",
    "-s --source=ADDRESS",
    "-d --destination=ADDRESS",
    "-j --jump=TARGET",
    "-g --goto=CHAIN",
    "-i --in-interface=NAME",
    "-o --out-interface=NAME",
    "-m --match=MODULE",
    "-t --table=TABLE",
    "-f --fragment",
    "-c --set-counters",
    "-v --verbose",
    "-n --numeric",
    "-x --exact",
    "-w --wait[=SECONDS]",
    "-W --wait-interval=MICROSECONDS",
    "--line-numbers",
    "--modprobe=COMMAND",
    "--dport --destination-port=PORTS",
    "--dports=PORTS",
    "--sport --source-port=PORTS",
    "--state=LIST",
    "--ctstate=LIST",
    "-V --version",
    "-h --help",
  ],
  run: filterPackets,
};

function filterPackets(call: Call): Outcome {
  const words = call.arguments.map(({ text }) => text);
  const option = (...names: readonly string[]): string | undefined => {
    const at = words.findIndex((word) => names.includes(word));
    const joined = words.find((word) => names.some((name) => word.startsWith(`${name}=`)));
    return at >= 0 ? words[at + 1] : joined?.slice(joined.indexOf("=") + 1);
  };
  const has = (...names: readonly string[]): boolean => words.some((word) => names.includes(word));
  const table = option("-t", "--table") ?? "filter";
  if (table !== "filter" || has("-C", "--check"))
    return untold("it changes no filter of what comes in", 0);
  if (!mayAdminister(call, "net_admin"))
    return fail(call, "Permission denied (you must be root)", 4);
  const chain = option("-A", "--append", "-I", "--insert", "-R", "--replace");
  const rule = { option, has, operand: call.arguments[0] };
  if (has("-F", "--flush")) {
    const named = option("-F", "--flush");
    const target = named === undefined || named.startsWith("-") ? "every chain" : named;
    emit(call, "firewall-flush", target, rule.operand);
  } else if (has("-P", "--policy")) setPolicy(call, rule);
  else if (chain !== undefined) addRule(call, chain, rule);
  else if (has("-D", "--delete")) deleteRule(call, rule);
  return untold("whether the kernel takes it is not known before");
}

interface Rule {
  readonly option: (...names: readonly string[]) => string | undefined;
  readonly has: (...names: readonly string[]) => boolean;
  readonly operand: Argument | undefined;
}

function emit(call: Call, action: string, detail: string, operand?: Argument): void {
  call.emit({ kind: "network", action, target: call.name, detail }, operand);
}

function setPolicy(call: Call, { operand }: Rule): void {
  const at = call.arguments.findIndex(({ text }) => text === "-P" || text === "--policy");
  const [chain, policy] = call.arguments.slice(at + 1).map(({ text }) => text);
  const direction = { INPUT: "incoming", OUTPUT: "outgoing", FORWARD: "routed" }[chain ?? ""];
  if (direction === undefined) return;
  emit(call, "firewall-default", `${policy === "ACCEPT" ? "allow" : "deny"} ${direction}`, operand);
}

/** Rules about the loopback and about connections that stand already let nobody in. */
function addRule(call: Call, chain: string, rule: Rule): void {
  const target = rule.option("-j", "--jump") ?? "";
  const isLoopback = rule.option("-i", "--in-interface") === "lo" || rule.option("-o") === "lo";
  const states = rule.option("--state", "--ctstate") ?? "NEW";
  if (isLoopback || !/^(INPUT|OUTPUT)$/.test(chain) || !/NEW|INVALID/.test(states)) return;
  const isBlocking = /^(DROP|REJECT)$/.test(target);
  if (states === "INVALID" || (!isBlocking && target !== "ACCEPT")) return;
  const detail = `${chain === "OUTPUT" ? "outgoing " : ""}${describePorts(rule)}`;
  emit(call, isBlocking ? "firewall-block" : "firewall-allow", detail, rule.operand);
}

function deleteRule(call: Call, rule: Rule): void {
  const target = rule.option("-j", "--jump");
  if (target === "ACCEPT") emit(call, "firewall-block", describePorts(rule), rule.operand);
  else if (target === undefined) {
    call.uncertain("which rule has this number is not known before", rule.operand);
    emit(call, "firewall-block", "one rule", rule.operand);
  }
}

function describePorts(rule: Rule): string {
  const ports = rule.option("--dport", "--destination-port", "--dports", "--destination-ports");
  const protocol = rule.option("-p", "--protocol", "--proto");
  const source = rule.option("-s", "--source", "--src");
  const from = source === undefined ? "" : ` from ${source}`;
  if (protocol === "icmp" || protocol === "icmpv6") return `ping${from}`;
  if (ports === undefined && protocol === "udp") return `all/udp${from}`;
  return `${ports === undefined ? "all" : portsOf(`${ports}/${protocol ?? "tcp"}`)}${from}`;
}
