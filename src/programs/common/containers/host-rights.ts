import { resolve } from "node:path/posix";
import type { Argument } from "../../../domain/argument.ts";
import type { Call } from "../../../domain/program.ts";
import { isWithin } from "../../../domain/view/tree.ts";
import type { OptionsRead } from "../options.ts";

/** Directories whose content decides who is root; whoever may write there is. */
const deciding = ["/etc", "/root", "/boot", "/usr", "/bin", "/sbin", "/lib", "/var/lib", "/dev"];
const sockets = /\/(?:docker|podman|containerd|crio)\.sock$/;

/** Why a container would have the rights of root on this machine; undefined where it would not. */
export function hostRights(call: Call, read: OptionsRead): readonly [string, Argument] | undefined {
  for (const { key, value = "", argument } of read.given) {
    const reason = reasonOf(call, key, value);
    if (reason !== undefined) return [reason, argument];
  }
  return undefined;
}

function reasonOf(call: Call, key: string, value: string): string | undefined {
  switch (key) {
    case "privileged":
      return "every right on this machine and its devices";
    case "pid":
      return value === "host" ? "this machine's processes" : undefined;
    case "cap-add":
      return /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE)$/i.test(value)
        ? `the right ${value}`
        : undefined;
    case "volume":
      return reasonOfPlace(call, value.split(":"));
    case "mount":
      return reasonOfMount(call, value);
    default:
      return undefined;
  }
}

/** `HOST:CONTAINER:ro`; what is only read is no way to become root, but for a socket. */
function reasonOfPlace(
  call: Call,
  [from = "", , settings = ""]: readonly string[],
): string | undefined {
  if (!/^[./~]/.test(from)) return undefined;
  const path = resolve(call.directory, from);
  if (sockets.test(path)) return `the socket ${path}, by which every other container is ruled`;
  if (settings.split(",").includes("ro")) return undefined;
  if (path === "/") return "the whole file system of this machine, to write";
  return deciding.some((place) => isWithin(path, place))
    ? `${path} of this machine, to write`
    : undefined;
}

/** `type=bind,source=/,target=/host,readonly`. */
function reasonOfMount(call: Call, text: string): string | undefined {
  const parts = text.split(",");
  if (!parts.includes("type=bind")) return undefined;
  const from = parts.find((part) => /^(?:source|src)=/.test(part))?.replace(/^\w+=/, "") ?? "";
  const isRead = parts.some((part) => /^(?:readonly|ro)(?:=true|=1)?$/.test(part));
  return reasonOfPlace(call, [from, "", isRead ? "ro" : ""]);
}
