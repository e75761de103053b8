import { type Argument, plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";
import { runInner } from "./common/wrapper.ts";

/** Interfaces, addresses and routes. */
export const ipProgram: Program = {
  names: ["ip"],
  options: [
    "-4",
    "-6",
    "-0",
    "-a -all",
    "-b -batch=FILE",
    "-B",
    "-M",
    "-echo",
    "-br -brief",
    "-c -color",
    "-d -details",
    "-f -family=FAMILY",
    "-force",
    "-h -human -human-readable",
    "-iec",
    "-j -json",
    "-l -loops=COUNT",
    "-n -netns=NAME",
    "-N -Numeric",
    "-o -oneline",
    "-p -pretty",
    "-r -resolve",
    "-rc -rcvbuf=SIZE",
    "-s -stats -statistics",
    "-t -timestamp",
    "-ts -tshort",
    "-V -Version",
  ],
  run: ip,
};

const valued = /^-(b|batch|f|family|n|netns|l|loops|rc|rcvbuf)$/;

function ip(call: Call): Outcome {
  let at = 0;
  while (call.arguments[at]?.text.startsWith("-")) {
    const option = call.arguments[at]?.text ?? "";
    if (/^-b(atch)?$/.test(option)) return unforeseen(call, "a file of commands is not read here");
    at += valued.test(option) ? 2 : 1;
  }
  const [object, verb, ...rest] = call.arguments.slice(at);
  const name = fullName(object?.text ?? "", objects);
  const isElsewhere = call.arguments.slice(0, at).some(({ text }) => /^-n(etns)?$/.test(text));
  if (name === "netns" && verb?.text === "exec") return runInner(call, rest.slice(1), {});
  if (object === undefined || verb === undefined || isElsewhere || isShowing(verb.text)) {
    return untold("how the network stands is not known before");
  }
  if (name === undefined) return fail(call, `Object "${object.text}" is unknown`);
  if (!mayAdminister(call, "net_admin"))
    return fail(call, "RTNETLINK answers: Operation not permitted", 2);
  change(call, name, verb, rest);
  return untold("whether the kernel takes it is not known before");
}

const objects = [
  "address",
  "link",
  "route",
  "rule",
  "neighbour",
  "netns",
  "maddress",
  "monitor",
  "tunnel",
  "tuntap",
  "token",
  "xfrm",
  "vrf",
  "l2tp",
  "addrlabel",
  "mptcp",
];

/** Every word may be shortened to a start of it; the first of the list that fits is meant. */
function fullName(word: string, names: readonly string[]): string | undefined {
  return word === "" ? undefined : names.find((name) => name.startsWith(word));
}

function isShowing(verb: string): boolean {
  return ["show", "list", "lst", "get", "help", "monitor", "identify", "pids", "save"].some(
    (name) => name.startsWith(verb),
  );
}

function change(call: Call, object: string, verb: Argument, rest: readonly Argument[]): void {
  const action = fullName(verb.text, [
    "set",
    "add",
    "delete",
    "flush",
    "change",
    "replace",
    "append",
  ]);
  const device = deviceOf(rest);
  const name = device?.text ?? "";
  const emit = (told: string, target: string, detail?: string): void => {
    const more = detail === undefined ? {} : { detail };
    call.emit({ kind: "network", action: told, target, ...more }, device ?? verb);
  };
  if (object === "link" && (action === "set" || action === "change")) {
    emit(...linkChange(rest, name));
  } else if (object === "link" && action === "delete") emit("interface-down", name, "removed");
  else if (object === "address" && (action === "delete" || action === "flush")) {
    emit("address-delete", name, action === "flush" ? "all" : (rest[0]?.text ?? ""));
  } else if (object === "route") changeRoute(action, rest, emit);
  else if (object === "rule") changeRule(action, rest, emit);
  else emit("setting", name === "" ? object : name);
}

type Told = readonly [action: string, target: string, detail?: string];

/** What becomes of an interface by `ip link set`. */
function linkChange(words: readonly Argument[], name: string): Told {
  const texts = words.map(({ text }) => text);
  const after = (word: string): string => texts[texts.indexOf(word) + 1] ?? "";
  if (texts.includes("netns")) return ["interface-down", name, "moved"];
  if (texts.includes("down")) return ["interface-down", name];
  if (texts.includes("master")) return ["interface-join", name, after("master")];
  if (texts.includes("up")) return ["interface-up", name];
  const key = ["mtu", "name", "address"].find((one) => texts.includes(one));
  return key === undefined ? ["setting", name] : ["setting", name, `${key} ${after(key)}`];
}

/** Rules that say which table of routes counts; without that of `main` there is no way anywhere. */
function changeRule(
  action: string | undefined,
  rest: readonly Argument[],
  emit: (told: string, target: string) => void,
): void {
  const words = rest.map(({ text }) => text);
  const isMain = /\b(lookup|table) main\b/.test(words.join(" "));
  const blocks = words.some((word) => /^(blackhole|prohibit|unreachable)$/.test(word));
  if (action === "flush" || (action === "delete" && isMain)) emit("route-delete", "every route");
  else if (action === "add" && blocks) emit("route-block", sourceOf(words));
  else emit("setting", "rule");
}

/** From where, or to where, a rule is about. */
function sourceOf(words: readonly string[]): string {
  const at = words.findIndex((word) => word === "from" || word === "to");
  const name = words[at + 1] ?? "all";
  return at < 0 || name === "all" ? "default" : name;
}

function changeRoute(
  action: string | undefined,
  rest: readonly Argument[],
  emit: (told: string, target: string) => void,
): void {
  const words = rest.map(({ text }) => text);
  const blocks = /^(blackhole|prohibit|unreachable|throw)$/;
  const destination =
    words.find((word) => !/^(unicast|to|exact|root)$/.test(word) && !blocks.test(word)) ??
    "default";
  if (action === "delete") emit("route-delete", destination);
  else if (action === "flush") {
    const table = words.includes("cache") ? "cache" : destination;
    if (table !== "cache")
      emit("route-delete", /^(table|all|main)$/.test(table) ? "every route" : table);
  } else if (action === "replace" || action === "change") emit("route-replace", destination);
  else emit(words.some((word) => blocks.test(word)) ? "route-block" : "route-add", destination);
}

/** `dev eth0`, or the first word where the device has no keyword before it. */
function deviceOf(words: readonly Argument[]): Argument | undefined {
  const at = words.findIndex(({ text }) => text === "dev");
  if (at >= 0) return words[at + 1];
  const [first] = words;
  return first === undefined ? undefined : { ...plainArgument(first.text), span: first.span };
}
