import type { Call, Outcome, Program } from "../domain/program.ts";
import { portsOf } from "./common/network-rules/ports.ts";
import type { OptionsRead } from "./common/options.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { mayAskManager } from "./common/rights.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-h --help",
  "-V --version",
  "-q --quiet",
  "--state",
  "--reload",
  "--complete-reload",
  "--runtime-to-permanent",
  "--permanent",
  "--zone=ZONE",
  "--policy=POLICY",
  "--timeout=TIME",
  "--panic-on",
  "--panic-off",
  "--query-panic",
  "--get-default-zone",
  "--set-default-zone=ZONE",
  "--get-active-zones",
  "--get-zones",
  "--get-services",
  "--get-zone-of-interface=NAME",
  "--list-all",
  "--list-all-zones",
  "--list-ports",
  "--list-services",
  "--list-rich-rules",
  "--list-interfaces",
  "--query-service=NAME",
  "--query-port=PORT",
  "--add-service=NAME",
  "--remove-service=NAME",
  "--remove-service-from-zone=NAME",
  "--add-port=PORT",
  "--remove-port=PORT",
  "--add-source=ADDRESS",
  "--remove-source=ADDRESS",
  "--add-interface=NAME",
  "--change-interface=NAME",
  "--remove-interface=NAME",
  "--add-rich-rule=RULE",
  "--remove-rich-rule=RULE",
  "--add-masquerade",
  "--remove-masquerade",
  "--add-forward-port=RULE",
  "--remove-forward-port=RULE",
  "--set-target=TARGET",
  "--new-zone=ZONE",
  "--delete-zone=ZONE",
  "--info-zone=ZONE",
  "--lockdown-on",
  "--lockdown-off",
];

/** firewalld's command. */
export const firewallCmdProgram: Program = {
  names: ["firewall-cmd", "firewall-offline-cmd"],
  options,
  run: (call) => withOptions(call, options, (read) => change(call, read)),
};

function change(call: Call, read: OptionsRead): Outcome {
  if (!mayAskManager(call)) return untold("whether it may ask is not known before");
  for (const { key, value, argument } of read.given) {
    const told = meaningOf(key, value ?? "", read);
    if (told === undefined) continue;
    const [action, detail] = told;
    call.emit({ kind: "network", action, target: "firewalld", detail }, argument);
  }
  if (read.has("delete-zone")) return unforeseen(call, "what uses the zone is not known");
  return untold("how the firewall answers is not known before");
}

function meaningOf(
  key: string,
  value: string,
  read: OptionsRead,
): readonly [action: string, detail: string] | undefined {
  switch (key) {
    case "panic-on":
      return ["firewall-block", "all"];
    case "set-default-zone":
    case "set-target":
      return /^(drop|block|DROP|%%REJECT%%|REJECT)$/.test(value)
        ? ["firewall-default", "deny incoming"]
        : undefined;
    case "change-interface":
    case "add-interface":
      return /^(drop|block)$/.test(read.value("zone") ?? "")
        ? ["firewall-block", "all"]
        : undefined;
    case "remove-service":
    case "remove-service-from-zone":
    case "remove-port":
      return ["firewall-block", portsOf(value)];
    case "add-service":
    case "add-port":
      return ["firewall-allow", portsOf(value)];
    case "add-rich-rule":
      return /\b(drop|reject)\b/.test(value) ? ["firewall-block", richPorts(value)] : undefined;
    case "remove-rich-rule":
      return /\baccept\b/.test(value) ? ["firewall-block", richPorts(value)] : undefined;
    default:
      return undefined;
  }
}

function richPorts(rule: string): string {
  const named = /(?:service name|port port)="?([\w-]+)/.exec(rule)?.[1];
  const source = /source address="?([\w.:/]+)/.exec(rule)?.[1];
  const from = source === undefined ? "" : ` from ${source}`;
  return `${named === undefined ? "all" : portsOf(named)}${from}`;
}
