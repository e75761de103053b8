import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { fail, untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";

/** The older commands for interfaces and routes. */
export const ifconfigProgram: Program = {
  names: [
    "ifconfig",
    "ifdown",
    "ifup",
    "ifquery",
    "route",
    "dhclient",
    "dhcpcd",
    "wg-quick",
    "rfkill",
    "networkctl",
    "netplan",
  ],
  options: [
    "-a --all",
    "-s",
    "-v --verbose",
    "-n --numeric --no-act",
    "-i --interfaces=FILE",
    "-r",
    "-x",
    "-k",
    "-e --extend",
    "-F --fib",
    "-C --cache",
    "-h",
    "--no-legend",
    "--stats",
    "--lines=NUMBER",
    "--json=MODE",
    "-A",
    "-4",
    "-6",
    "--force",
    "--state-dir=DIR",
    "--timeout=SECONDS",
    "--help",
    "--version",
    "-V",
    "-l --full",
    "--no-pager",
  ],
  run: configure,
};

function configure(call: Call): Outcome {
  const [first, ...rest] = call.arguments.filter(({ text }) => !text.startsWith("-"));
  const options = call.arguments.map(({ text }) => text).filter((text) => text.startsWith("-"));
  const told = meaningOf(call.name, first, rest, options);
  if (told !== undefined && !mayAdminister(call, "net_admin")) {
    return fail(call, "Operation not permitted");
  }
  if (told !== undefined) {
    const [action, target] = told;
    call.emit({ kind: "network", action, target }, first);
  }
  return untold("how the network stands is not known before");
}

type Told = readonly [action: string, target: string] | undefined;

function meaningOf(
  program: string,
  first: Argument | undefined,
  rest: readonly Argument[],
  options: readonly string[],
): Told {
  const name = first?.text ?? "";
  const [second, third] = rest.map(({ text }) => text);
  if (
    options.some((option) => /^(-n|--no-act|--help|--version|-V)$/.test(option)) &&
    program !== "route"
  )
    return undefined;
  switch (program) {
    case "ifconfig":
      return interfaceChange(name, second);
    case "ifdown":
      return ["interface-down", options.includes("-a") || options.includes("--all") ? "all" : name];
    case "ifup":
      return ["interface-up", name];
    case "route":
      if (name === "add") return ["route-add", second ?? ""];
      return /^del(ete)?$/.test(name)
        ? ["route-delete", (/^-(net|host)$/.test(second ?? "") ? third : second) ?? ""]
        : undefined;
    case "wg-quick":
      return [name === "down" ? "interface-down" : "interface-up", second ?? ""];
    case "rfkill":
      return name === "block"
        ? ["interface-down", second === "bluetooth" ? "bluetooth" : "all radio"]
        : undefined;
    case "networkctl":
      if (/^(down|delete)$/.test(name)) return ["interface-down", second ?? ""];
      return name === "up" ? ["interface-up", second ?? ""] : undefined;
    case "netplan":
      return /^(apply|try)$/.test(name) ? ["setting", "netplan"] : undefined;
    default:
      return options.some((option) => /^-(r|x|k)$/.test(option))
        ? ["address-delete", name || "all"]
        : undefined;
  }
}

function interfaceChange(name: string, second: string | undefined): Told {
  if (second === undefined || name === "") return undefined;
  if (second === "down") return ["interface-down", name];
  if (second === "up") return ["interface-up", name];
  return /^\d|^[0-9a-f:]+$/.test(second) ? ["address-replace", name] : ["setting", name];
}
