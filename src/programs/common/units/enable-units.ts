import type { Argument } from "../../../domain/argument.ts";
import type { Call } from "../../../domain/program.ts";
import { isError, type Path } from "../../../domain/world.ts";
import { makeParents } from "./make-parents.ts";
import {
  findUnitFile,
  type InstallSection,
  readInstallSection,
  templateOf,
  type UnitPlaces,
  unitName,
} from "./unit-files.ts";

/** How one unit fared: done, nothing to do, or why not. */
export type UnitOutcome = "done" | "missing" | "masked" | "alias" | "denied" | "exists";

/** Makes the links by which a unit is started with the system. */
export function enableUnit(
  call: Call,
  places: UnitPlaces,
  word: Argument,
  isForced: boolean,
  seen: Set<string> = new Set(),
): UnitOutcome {
  const name = unitName(word.text);
  if (seen.has(name)) return "done";
  seen.add(name);
  const found = locate(call, places, name);
  if (typeof found === "string") return found;
  const { path, section } = found;
  const instance = name.includes("@.") ? instanceOf(name, section) : name;
  for (const [link, target] of linksFor(places, instance, path, section)) {
    const outcome = makeLink(call, word, link, target, isForced);
    if (outcome !== "done") return outcome;
  }
  for (const other of section.also) {
    enableUnit(call, places, { ...word, text: other }, isForced, seen);
  }
  return "done";
}

function locate(
  call: Call,
  places: UnitPlaces,
  name: string,
): UnitOutcome | { readonly path: Path; readonly section: InstallSection } {
  const template = templateOf(name);
  const file =
    findUnitFile(call.files, places, name) ??
    (template === undefined ? undefined : findUnitFile(call.files, places, template));
  if (file === undefined) return "missing";
  if (file.isMasked) return "masked";
  if (file.isAlias) return "alias";
  const section = readInstallSection(call.files, file.path);
  return section === undefined ? "denied" : { path: file.path, section };
}

function instanceOf(name: string, { defaultInstance }: InstallSection): string {
  return defaultInstance === undefined ? name : name.replace("@.", `@${defaultInstance}.`);
}

/** Every link and where it leads. */
function linksFor(
  { settings }: UnitPlaces,
  name: string,
  path: Path,
  section: InstallSection,
): readonly (readonly [link: Path, target: Path])[] {
  const instance = /@([^.]+)\./.exec(name)?.[1] ?? "";
  const prefix = name.replace(/@.*|\.\w+$/g, "");
  const spell = (word: string): string =>
    word.replace(/%i/g, instance).replace(/%p/g, prefix).replace(/%n/g, name);
  return [
    ...section.aliases.map((alias) => [`${settings}/${spell(alias)}`, path] as const),
    ...section.wantedBy.map((by) => [`${settings}/${spell(by)}.wants/${name}`, path] as const),
    ...section.requiredBy.map((by) => [`${settings}/${spell(by)}.requires/${name}`, path] as const),
  ];
}

/** A link that leads there already stays as it is. */
export function makeLink(
  call: Call,
  word: Argument,
  link: Path,
  target: Path,
  isForced: boolean,
): UnitOutcome {
  const files = call.files.for(word);
  const before = files.readLink(link);
  if (before === target) return "done";
  if (!isError(files.lstat(link))) {
    if (!isForced || before === "EINVAL") return "exists";
    files.unlink(link);
  }
  makeParents(call, word, link);
  return files.symbolicLink(target, link) === undefined ? "done" : "denied";
}

/** Takes away every link to the units, wherever among the settings it lies. */
export function disableUnits(
  call: Call,
  places: UnitPlaces,
  words: readonly Argument[],
): UnitOutcome {
  const names = new Map(words.map((word) => [unitName(word.text), word]));
  for (const [name, word] of names) {
    const file = findUnitFile(call.files, places, name);
    const section = file && readInstallSection(call.files, file.path);
    for (const other of section?.also ?? []) if (!names.has(other)) names.set(other, word);
  }
  let outcome: UnitOutcome = "done";
  for (const { link, target } of linksBelow(call, places.settings)) {
    const named = link.slice(link.lastIndexOf("/") + 1);
    const led = target.slice(target.lastIndexOf("/") + 1);
    const word = names.get(named) ?? names.get(led) ?? names.get(templateOf(named) ?? "");
    if (word === undefined || target === "/dev/null") continue;
    if (call.files.for(word).unlink(link) !== undefined) outcome = "denied";
    else removeEmpty(call, word, link.slice(0, link.lastIndexOf("/")), places.settings);
  }
  return outcome;
}

function removeEmpty(call: Call, word: Argument, directory: Path, settings: Path): void {
  if (directory === settings) return;
  const entries = call.files.readDirectory(directory);
  if (!isError(entries) && entries.length === 0) call.files.for(word).removeDirectory(directory);
}

function linksBelow(
  call: Call,
  directory: Path,
): readonly { readonly link: Path; readonly target: string }[] {
  const { files } = call;
  const entries = files.readDirectory(directory);
  if (isError(entries)) return [];
  return entries.flatMap(({ name, type }) => {
    const path = `${directory}/${name}`;
    if (type === "directory" && /\.(wants|requires|upholds)$/.test(name))
      return linksBelow(call, path);
    const target = type === "link" ? files.readLink(path) : undefined;
    return target === undefined || isError(target) ? [] : [{ link: path, target }];
  });
}
