import { readdirSync, readlinkSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { basename } from "node:path/posix";
import type { Listener, NetworkFacts, NetworkInterface } from "../../domain/running-facts.ts";
import { lazily } from "../lazily.ts";
import { readText } from "../read-text.ts";
import { allowsPort } from "./ufw-rules.ts";

/** Interfaces, routes, listeners and stored rules, from files alone. */
export function makeNetworkFacts(): NetworkFacts {
  const interfaces = lazily(readInterfaces);
  const listeners = lazily(readListeners);
  return {
    get interfaces() {
      return interfaces();
    },
    get defaultInterface() {
      return parseDefaultInterface(readText("/proc/net/route") ?? "");
    },
    get listeners() {
      return listeners();
    },
    isAllowedByUfw(port, from) {
      const rules = ["user.rules", "user6.rules"].map((name) => readText(`/etc/ufw/${name}`));
      if (rules.every((text) => text === undefined)) return undefined;
      const defaults = readText("/etc/default/ufw") ?? "";
      if (/^DEFAULT_INPUT_POLICY="?ACCEPT/m.test(defaults)) return true;
      return rules.some((text) => text !== undefined && allowsPort(text, port, from));
    },
    get isUfwEnabled() {
      const text = readText("/etc/ufw/ufw.conf");
      return text === undefined ? undefined : /^ENABLED=yes/im.test(text);
    },
  };
}

function readInterfaces(): readonly NetworkInterface[] {
  const addresses = networkInterfaces();
  return namesIn("/sys/class/net").map((name) => {
    const flags = Number(readText(`/sys/class/net/${name}/flags`)?.trim() ?? 0);
    return {
      name,
      isUp: (flags & 1) !== 0,
      isLoopback: (flags & 8) !== 0,
      addresses: (addresses[name] ?? []).map(({ address }) => address),
      driver: linkName(`/sys/class/net/${name}/device/driver/module`),
    };
  });
}

/** The interface of the route to everywhere in the text of /proc/net/route. */
export function parseDefaultInterface(text: string): string | undefined {
  const routes = text.split("\n").map((line) => line.split("\t"));
  return routes.find(([, destination]) => destination === "00000000")?.[0];
}

function readListeners(): readonly Listener[] {
  return (["tcp", "tcp6", "udp", "udp6"] as const).flatMap((name) =>
    parseListeners(readText(`/proc/net/${name}`) ?? "", name.startsWith("tcp") ? "tcp" : "udp"),
  );
}

/** The sockets of /proc/net/tcp and its like that wait for somebody. */
export function parseListeners(text: string, protocol: "tcp" | "udp"): readonly Listener[] {
  // 0A: listening; UDP sockets without a peer are in state 07.
  const waiting = protocol === "tcp" ? "0A" : "07";
  return text.split("\n").flatMap((line) => {
    const [, local, , state] = line.trim().split(/\s+/);
    const [address, port] = (local ?? "").split(":");
    if (state !== waiting || address === undefined || port === undefined) return [];
    return [{ protocol, port: Number.parseInt(port, 16), address: showAddress(address) }];
  });
}

/** The kernel writes an address as numbers in the machine's own byte order. */
function showAddress(hexadecimal: string): string {
  if (/^0+$/.test(hexadecimal)) return hexadecimal.length === 8 ? "0.0.0.0" : "::";
  if (hexadecimal.length !== 8) return hexadecimal === `${"0".repeat(24)}01000000` ? "::1" : "v6";
  const bytes = hexadecimal.match(/../g) ?? [];
  return bytes
    .map((byte) => Number.parseInt(byte, 16))
    .reverse()
    .join(".");
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function linkName(path: string): string | undefined {
  try {
    return basename(readlinkSync(path));
  } catch {
    return undefined;
  }
}
