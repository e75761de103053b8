import { type Argument, plainArgument } from "../../../domain/argument.ts";
import type { Call } from "../../../domain/program.ts";
import type { Files } from "../../../domain/view/files.ts";
import { isError } from "../../../domain/world.ts";
import { type Choice, type Group, writeGroup } from "./group.ts";

const own = "/etc/alternatives";
export const records = "/var/lib/dpkg/alternatives";

/** Which program a name leads to now. */
export function currentOf({ files }: Call, name: string): string | undefined {
  const target = files.readLink(`${own}/${name}`);
  return isError(target) ? undefined : target;
}

/** Whether something of the links is missing or leads elsewhere, so that they are set anew. */
export function areLinksSound(call: Call, group: Group, choice: Choice): boolean {
  return linksOf(call, group, choice).every(({ name, link, target }) =>
    target === undefined
      ? isError(call.files.lstat(`${own}/${name}`))
      : call.files.readLink(`${own}/${name}`) === target &&
        call.files.readLink(link) === `${own}/${name}`,
  );
}

interface Link {
  readonly name: string;
  readonly link: string;
  /** Absent where this choice has no file for it. */
  readonly target?: string;
}

function linksOf({ files }: Call, group: Group, choice: Choice): readonly Link[] {
  const main = { name: group.name, link: group.link, target: choice.path };
  const others = group.companions.map(({ name, link }): Link => {
    const target = choice.files.get(name) ?? "";
    return target === "" || isError(files.stat(target)) ? { name, link } : { name, link, target };
  });
  return [main, ...others];
}

/** Has the name and all that goes along lead to a choice. */
export function setLinks(call: Call, word: Argument, group: Group, choice: Choice): void {
  const files = call.files.for(word);
  for (const { name, link, target } of linksOf(call, group, choice)) {
    if (target === undefined) removeLink(files, name, link);
    else {
      replaceLink(files, `${own}/${name}`, target);
      const old = files.lstat(link);
      const isOurs = isError(old) || old.type === "link";
      if (isOurs && files.readLink(link) !== `${own}/${name}`)
        replaceLink(files, link, `${own}/${name}`);
    }
  }
}

function replaceLink(files: Files, path: string, target: string): void {
  const made = `${path}.dpkg-tmp`;
  if (files.symbolicLink(target, made) === undefined) files.rename(made, path);
}

/** What is no link at its place stays. */
function removeLink(files: Files, name: string, link: string): void {
  const status = files.lstat(link);
  if (!isError(status) && status.type === "link") files.unlink(link);
  if (!isError(files.lstat(`${own}/${name}`))) files.unlink(`${own}/${name}`);
}

/** Takes the name away with all that goes along. */
export function removeGroup(call: Call, word: Argument, group: Group): void {
  const files = call.files.for(word);
  for (const { name, link } of [...group.companions, group]) removeLink(files, name, link);
  files.unlink(`${records}/${group.name}`);
}

/** The record is written beside the old one and takes its name. */
export function saveGroup(call: Call, word: Argument, group: Group): void {
  const content = { kind: "text", text: writeGroup(group) } as const;
  const path = `${records}/${group.name}`;
  call.files.for(word).replace(path, content, { mode: 0o644, uid: 0, gid: 0 });
}

/** Each run that changes something adds lines with the time to a log. */
export function noteInLog(call: Call, path: string, word: Argument = plainArgument(path)): void {
  const content = { kind: "unknown", reason: "the time stands in it" } as const;
  call.files.for(word).write(path, content, { how: "append", mode: 0o666 });
}
