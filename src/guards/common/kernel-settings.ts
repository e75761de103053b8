import type { Effect, ServiceEffect } from "../../domain/effect.ts";
import type { Foreseen } from "../../domain/plan.ts";
import type { Path } from "../../domain/world.ts";
import { effectsOf } from "./existing.ts";
import { oncePerLine } from "./memory.ts";

type Writing = Extract<Effect, { readonly kind: "write" | "create" }>;

/** What is written into a file by which the kernel takes orders. */
export interface KernelOrder {
  readonly effect: Writing;
  readonly path: Path;
  /** Without white space around it; undefined where it is not known. */
  readonly text: string | undefined;
}

/** Orders to the kernel by way of /proc and /sys. */
export const kernelOrders = oncePerLine((foreseen): readonly KernelOrder[] =>
  foreseen.effects.flatMap((effect) => {
    if (effect.kind !== "write" && effect.kind !== "create") return [];
    const { path } = effect;
    if (!path.startsWith("/proc/") && !path.startsWith("/sys/")) return [];
    return [{ effect, path, text: foreseen.textAfter?.(path)?.trim() }];
  }),
);

/**
 * Settings of the kernel that a line changes: by `sysctl`, by the files of /proc/sys, or for every
 * start to come by those of /etc/sysctl.d. Names are written with dots.
 */
export const kernelSettings = oncePerLine((foreseen, facts): readonly ServiceEffect[] => {
  const told = effectsOf(foreseen, "service")
    .filter(({ action }) => action === "kernel-setting")
    .map((effect) => ({ ...effect, target: effect.target.replaceAll("/", ".") }));
  const ordered = kernelOrders(foreseen, facts).flatMap(({ effect, path, text }) =>
    text !== undefined && path.startsWith("/proc/sys/")
      ? [settingOf(effect, path.slice("/proc/sys/".length), text)]
      : [],
  );
  return [...told, ...ordered, ...stored(foreseen)];
});

function settingOf({ cause }: Writing, name: string, detail: string): ServiceEffect {
  const target = name.replaceAll("/", ".");
  return { kind: "service", action: "kernel-setting", target, detail, cause };
}

function stored(foreseen: Foreseen): readonly ServiceEffect[] {
  return foreseen.effects.flatMap((effect) => {
    if (effect.kind !== "write" && effect.kind !== "create") return [];
    const { path } = effect;
    if (!path.startsWith("/etc/sysctl.") || !/\.(conf|d\/[^/]+\.conf)$/.test(path)) return [];
    const before = new Set((foreseen.textBefore?.(path) ?? "").split("\n"));
    const added = (foreseen.textAfter?.(path) ?? "").split("\n").filter((one) => !before.has(one));
    return added.flatMap((line) => {
      const [, name, value] = /^\s*-?([\w.*/-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [settingOf(effect, name, value)];
    });
  });
}
