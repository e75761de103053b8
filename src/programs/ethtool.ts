import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { fail, untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";

/** What a call changes of the network; undefined where it only tells. */
type Told = readonly [action: string, target: string, detail?: string] | undefined;

const meanings: Readonly<Record<string, (words: readonly string[]) => Told>> = {
  ethtool(words) {
    const [option = "", name = ""] = words;
    if (/^(-r|--negotiate|--reset)$/.test(option)) return ["setting", name, "link restarted"];
    if (
      /^(-s|--change)$/.test(option) &&
      words.some((word) => /^(speed|duplex|autoneg)$/.test(word))
    )
      return ["setting", name, "speed changed"];
    return /^(-[AGKLNUXCEFMQRrst]|--(change|pause|set-.*|features|offload|config-.*|flash|reset|negotiate|test|coalesce|change-eeprom))$/.test(
      option,
    ) && option !== "-S"
      ? ["setting", name]
      : undefined;
  },
  arp(words) {
    const at = words.findIndex((word) => /^(-d|--delete|-s|--set|-f|--file)$/.test(word));
    return at < 0 ? undefined : ["setting", words[at + 1] ?? "neighbours"];
  },
  tc(words) {
    const [object, verb] = words.filter((word) => !word.startsWith("-"));
    if (object === undefined || verb === undefined || /^(s|l|show|list|ls|get|help)/.test(verb))
      return undefined;
    const device = words[words.indexOf("dev") + 1] ?? object;
    if (/^(del|delete)/.test(verb)) return ["setting", device];
    return ["shape-traffic", device, words.slice(words.indexOf(verb) + 1).join(" ")];
  },
  conntrack(words) {
    const isFlush = words.some((word) => /^(-F|--flush)$/.test(word));
    const isChange = words.some((word) =>
      /^(-D|-U|-I|-A|--(delete|update|create|add))$/.test(word),
    );
    if (isFlush) return ["flush-connections", "every connection"];
    return isChange ? ["setting", "connections"] : undefined;
  },
  iw(words) {
    if (words.includes("disconnect")) return ["interface-down", words[1] ?? ""];
    return words.includes("set") ? ["setting", words[1] ?? ""] : undefined;
  },
  brctl([verb = "show", bridge = "", name = ""]) {
    if (verb === "addif") return ["interface-join", name, bridge];
    if (verb === "delbr") return ["interface-down", bridge, "removed"];
    return verb.startsWith("show") ? undefined : ["setting", bridge];
  },
  "ovs-vsctl"(words) {
    const [verb, bridge = "", name = ""] = words.filter((word) => !word.startsWith("-"));
    if (verb === "add-port") return ["interface-join", name, bridge];
    if (verb === "del-br") return ["interface-down", bridge, "removed"];
    const isTelling = verb === undefined || /^(show|list|get|find|br-exists|.*-to-.*)/.test(verb);
    return isTelling ? undefined : ["setting", bridge];
  },
  iwconfig: (words) => (words.length > 1 ? ["setting", words[0] ?? ""] : undefined),
  wpa_cli(words) {
    const at = words.indexOf("-i");
    const name = at < 0 ? "all radio" : (words[at + 1] ?? "");
    const isDown = words.some((word) => /^(disconnect|terminate|disable_network)$/.test(word));
    return isDown ? ["interface-down", name] : undefined;
  },
  bridge: (words) =>
    words.some((word) => /^(add|del|delete|set|append|replace)$/.test(word))
      ? ["setting", words[words.indexOf("dev") + 1] ?? ""]
      : undefined,
  "fail2ban-client"(words) {
    const [verb, name = "", action, address] = words.filter((word) => !word.startsWith("-"));
    if (verb === "stop") return ["service stop", name === "" ? "fail2ban.service" : name];
    if (verb === "set" && /^(ban|unban)ip$/.test(action ?? ""))
      return [action === "banip" ? "ban" : "unban", address ?? ""];
    const asks = verb === undefined || /^(status|ping|get|version|banned|echo)$/.test(verb);
    return asks ? undefined : ["setting", "fail2ban"];
  },
};

/** Settings of interfaces, of how traffic is shaped, and of who is kept out. */
export const ethtoolProgram: Program = {
  names: Object.keys(meanings),
  options: [],
  run: change,
};

function change(call: Call): Outcome {
  const words = call.arguments.map(({ text }) => text);
  const told = meanings[call.name]?.(words);
  const isHelp = words.some((word) => /^(-h|--help|-V|--version)$/.test(word));
  if (told === undefined || isHelp) return untold("how the network stands is not known before");
  if (!mayAdminister(call, "net_admin")) return fail(call, "Operation not permitted");
  const [action, target, detail] = told;
  const operand = call.arguments.find(({ text }: Argument) => text === target);
  if (action === "service stop") call.emit({ kind: "service", action: "stop", target }, operand);
  else {
    const more = detail === undefined ? {} : { detail };
    call.emit({ kind: "network", action, target, ...more }, operand);
  }
  return untold("whether the kernel takes it is not known before");
}
