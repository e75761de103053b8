import { dirname } from "node:path/posix";
import type { Call } from "../../../domain/program.ts";
import { isError } from "../../../domain/world.ts";

/** A folder with a package.json, as npm and its kin find it from where they are called. */
export interface NodeProject {
  readonly root: string;
  readonly name: string;
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly hasDependencies: boolean;
}

/** The project around the directory of a call; a reason where its description cannot be read. */
export function findProject(call: Call): NodeProject | string | undefined {
  let place = call.directory;
  while (isError(call.files.lstat(`${place}/package.json`))) {
    if (isError(call.files.lstat(`${place}/node_modules`)) && place !== "/") place = dirname(place);
    else return undefined;
  }
  const text = call.files.text(`${place}/package.json`);
  if (text === undefined || isError(text)) return "what package.json says then is not known";
  return describeProject(place, text) ?? "package.json cannot be read";
}

function describeProject(root: string, text: string): NodeProject | undefined {
  const parsed = parse(text);
  if (!isRecord(parsed)) return undefined;
  const groups = ["dependencies", "devDependencies", "optionalDependencies", "workspaces"];
  return {
    root,
    name: textOf(parsed.name),
    version: textOf(parsed.version),
    scripts: scriptsOf(parsed.scripts),
    hasDependencies: groups.some((group) => isFilled(parsed[group])),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFilled(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function scriptsOf(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  const scripts = Object.entries(value).filter((one): one is [string, string] => {
    return typeof one[1] === "string";
  });
  return Object.fromEntries(scripts);
}
