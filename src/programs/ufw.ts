import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { portsOf } from "./common/network-rules/ports.ts";
import { fail, untold } from "./common/outcome.ts";

/** The simple front of the firewall. */
export const ufwProgram: Program = {
  names: ["ufw"],
  options: ["--dry-run", "--force", "--version", "-h --help"],
  run: ufw,
};

const decisions = /^(allow|deny|reject|limit)$/;

function ufw(call: Call): Outcome {
  const words = call.arguments.filter(({ text }) => !text.startsWith("--"));
  const options = call.arguments.map(({ text }) => text);
  if (
    options.includes("--dry-run") ||
    options.some((text) => /^(--version|--help|-h)$/.test(text))
  ) {
    return untold("it only tells", 0);
  }
  const [verb, ...rest] = words[0]?.text === "rule" ? words.slice(1) : words;
  const name = verb?.text.toLowerCase() ?? "";
  if (/^(status|show|app|version|)$/.test(name))
    return untold("how the firewall stands is not known before");
  if (call.identity.uid !== 0) return fail(call, "ERROR: You need to be root to run this script");
  const isAsking = name === "reset" && !options.includes("--force");
  if (isAsking) call.uncertain("ufw asks first, and the answer is not known", verb);
  if (!change(call, name, verb, rest)) return fail(call, "Invalid syntax");
  return untold("what it prints is not modelled");
}

function change(
  call: Call,
  name: string,
  verb: Argument | undefined,
  rest: readonly Argument[],
): boolean {
  switch (name) {
    case "enable":
    case "disable":
      emit(call, name === "enable" ? "firewall-on" : "firewall-off", undefined, verb);
      setEnabled(call, name === "enable");
      return true;
    case "reset":
      emit(call, "firewall-off", "rules deleted", verb);
      setEnabled(call, false);
      storeRules(call);
      return true;
    case "reload":
      emit(call, "firewall-reload", undefined, verb);
      return true;
    case "default":
      return setDefault(call, verb, rest);
    case "logging":
      return true;
    default:
      return changeRule(call, name, verb, rest);
  }
}

function emit(call: Call, action: string, detail: string | undefined, operand?: Argument): void {
  const more = detail === undefined ? {} : { detail };
  call.emit({ kind: "network", action, target: "ufw", ...more }, operand);
}

function setDefault(call: Call, verb: Argument | undefined, rest: readonly Argument[]): boolean {
  const [decision, direction] = rest.map(({ text }) => text.toLowerCase());
  if (decision === undefined || !/^(allow|deny|reject)$/.test(decision)) return false;
  const where = /^(in|incoming)?$/.test(direction ?? "") ? "incoming" : (direction ?? "");
  emit(call, "firewall-default", `${decision === "allow" ? "allow" : "deny"} ${where}`, verb);
  replaceUnknown(call, "/etc/default/ufw");
  return true;
}

/** `allow 22/tcp`, `deny from 10.0.0.1`, `delete allow ssh`, `insert 1 deny 22`, `delete 3`. */
function changeRule(
  call: Call,
  first: string,
  verb: Argument | undefined,
  rest: readonly Argument[],
): boolean {
  let words = [first, ...rest.map(({ text }) => text)];
  if (words[0] === "route") return true;
  const isDeleting = words[0] === "delete";
  if (isDeleting) words = words.slice(1);
  if (/^(insert|prepend)$/.test(words[0] ?? "")) words = words.slice(words[0] === "insert" ? 2 : 1);
  if (isDeleting && /^\d+$/.test(words[0] ?? "")) {
    call.uncertain("which rule has this number is not known before", rest[0]);
    emit(call, "firewall-block", "one rule", verb);
  } else {
    const decision = words[0]?.toLowerCase() ?? "";
    if (!decisions.test(decision)) return false;
    const isOpening = /^(allow|limit)$/.test(decision) !== isDeleting;
    const ports = portsIn(words.slice(1));
    if (ports !== undefined)
      emit(call, isOpening ? "firewall-allow" : "firewall-block", ports, verb);
  }
  storeRules(call);
  return true;
}

/** Undefined for a rule about what goes out. */
function portsIn(words: readonly string[]): string | undefined {
  if (words.includes("out")) return undefined;
  const named = words.filter((word) => !/^(in|log|log-all)$/.test(word));
  const at = named.lastIndexOf("port");
  const source = named[named.indexOf("from") + 1] ?? "any";
  const from = named.includes("from") && source !== "any" ? ` from ${source}` : "";
  const app = named[named.indexOf("app") + 1];
  if (at >= 0) return `${portsOf(named[at + 1] ?? "")}${from}`;
  if (named.includes("app") && app !== undefined) return `${portsOf(app)}${from}`;
  const [first = ""] = named;
  return /^(from|to|on|proto|any)?$/.test(first) ? `all${from}` : `${portsOf(first)}${from}`;
}

function setEnabled(call: Call, isEnabled: boolean): void {
  const path = "/etc/ufw/ufw.conf";
  const text = call.files.text(path);
  const status = call.files.stat(path);
  if (text === undefined || isError(text) || isError(status)) return;
  const changed = text.replace(/^ENABLED=.*$/m, `ENABLED=${isEnabled ? "yes" : "no"}`);
  if (changed !== text) call.files.replace(path, { kind: "text", text: changed }, status);
}

function storeRules(call: Call): void {
  replaceUnknown(call, "/etc/ufw/user.rules");
  replaceUnknown(call, "/etc/ufw/user6.rules");
}

function replaceUnknown(call: Call, path: string): void {
  const status = call.files.stat(path);
  if (isError(status)) return;
  call.files.replace(path, { kind: "unknown", reason: "how ufw words it is not modelled" }, status);
}
