import type { ServiceEffect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Explanation } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { showName } from "../../domain/text.ts";
import { kernelSettings } from "./kernel-settings.ts";

/** Settings of the kernel with the least, or the most, that a machine can go on working with. */
const bounds: Readonly<Record<string, readonly [least: number, most: number]>> = {
  "kernel.pid_max": [1000, Number.POSITIVE_INFINITY],
  "kernel.threads-max": [1000, Number.POSITIVE_INFINITY],
  "fs.file-max": [5000, Number.POSITIVE_INFINITY],
  "fs.nr_open": [256, Number.POSITIVE_INFINITY],
  "vm.max_map_count": [1000, Number.POSITIVE_INFINITY],
  "vm.nr_hugepages": [0, 1_000_000],
  "vm.min_free_kbytes": [0, 50_000_000],
  "vm.overcommit_ratio": [5, Number.POSITIVE_INFINITY],
};

/** Limits under which no program could start, or that leave no memory for any. */
export function tightLimits(foreseen: Foreseen, facts: Facts): readonly ServiceEffect[] {
  return kernelSettings(foreseen, facts).filter(({ target: name, detail = "" }) => {
    if (!/^\d+$/.test(detail)) return false;
    const [least, most] = (Object.hasOwn(bounds, name) ? bounds[name] : undefined) ?? [0, Infinity];
    return Number(detail) < least || Number(detail) > most;
  });
}

export function describeLimit(
  { target, detail = "", cause }: ServiceEffect,
  host: string,
): Explanation {
  const name = showName(target);
  return {
    severity: "danger",
    title: "This would leave too little for programs to run",
    what: `${name} would be ${showName(detail)}.`,
    why: "Programs that run now could fail, and new ones not start, those that could put it right among them.",
    instead: [{ line: `sysctl ${name}`, why: "shows the value there is now" }],
    span: cause.span,
    paths: [],
    pathCount: 0,
    confirmWords: `exhaust ${showName(host)}`,
  };
}
