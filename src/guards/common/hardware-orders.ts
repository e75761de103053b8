import type { KernelOrder } from "./kernel-settings.ts";

/** What the kernel would take away from the running machine, to follow "The kernel would no longer have". */
export function lostHardware({ path, text }: KernelOrder): string | undefined {
  const [, device = "", order] = /\/([^/]+)\/(delete|remove|state|unbind|online)$/.exec(path) ?? [];
  const isDisk = device === "device" || /^\d+:\d+:\d+:\d+$/.test(device);
  switch (order) {
    case "delete":
      return isDisk && text === "1" ? "the disk" : undefined;
    case "state":
      return isDisk && text === "offline" ? "the disk" : undefined;
    case "remove":
      return text === "1" && path.includes("/pci") ? `the device ${device}` : undefined;
    case "unbind":
      return path.startsWith("/sys/bus/") ? `the device ${text ?? "named there"}` : undefined;
    default:
      return undefined;
  }
}
