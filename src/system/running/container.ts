import { existsSync } from "node:fs";
import type { Container } from "../../domain/running-facts.ts";
import type { Path } from "../../domain/world.ts";
import { readText } from "../read-text.ts";

/** The container around this process, by what its makers leave in it and by the kernel's own table. */
export function readContainer(root: Path = ""): Container | undefined {
  const rootOutside = parseRootOutside(readText(`${root}/proc/self/uid_map`) ?? "");
  const kind = readKind(root);
  return kind === undefined && rootOutside === 0 ? undefined : { kind: kind ?? "", rootOutside };
}

function readKind(root: Path): string | undefined {
  // systemd writes it down for all of them, where it is what starts the container.
  const told = readText(`${root}/run/systemd/container`)?.trim() ?? "";
  if (/^[\w-]+$/.test(told)) return told;
  if (existsSync(`${root}/run/.containerenv`)) return "podman";
  if (existsSync(`${root}/.dockerenv`)) return "docker";
  // Only root may read it.
  return /(?:^|\0)container=([\w-]+)(?:\0|$)/.exec(readText(`${root}/proc/1/environ`) ?? "")?.[1];
}

/** `0 100000 65536`: who is 0 in here is 100000 outside. Not in the table at all: the kernel's nobody. */
export function parseRootOutside(map: string): number {
  const rows = map
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/).map(Number));
  if (map.trim() === "") return 0;
  return rows.find(([inside]) => inside === 0)?.[1] ?? 65534;
}
