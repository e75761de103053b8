import { resolve } from "node:path/posix";
import { type Argument, plainArgument } from "../../../domain/argument.ts";
import { rootIdentity } from "../../../domain/identity.ts";
import type { Call } from "../../../domain/program.ts";
import { isWithin } from "../../../domain/view/tree.ts";
import type { Path } from "../../../domain/world.ts";
import type { OptionsRead } from "../options.ts";

/** A folder of this machine under the name that it has in a container. */
interface Bound {
  readonly from: Path;
  readonly to: Path;
}

/** What a path of a container without a counterpart here stands for: nothing that there is. */
const nowhere = "/proc/0/container";

/** Programs that do to files what they would do here; others are the image's own. */
const plain = new Set(
  "rm mv cp chmod chown chgrp dd tee sed touch mkdir rmdir find truncate shred ln mkfs mkfs.ext4 wipefs chroot nsenter unlink tar install".split(
    " ",
  ),
);
const shells = new Set(["sh", "bash", "ash", "dash"]);
const telling =
  /\b(?:rm|mv|cp|chmod|chown|dd|tee|sed|find|truncate|shred|mkfs\S*|wipefs|chroot)\b|>/;

/**
 * What a command does to folders of this machine that its container is given, under their names
 * here. What lies in the image itself is no concern of this machine.
 */
export function runInside(call: Call, read: OptionsRead, command: readonly Argument[]): boolean {
  const bound = boundFolders(call, read);
  const [name] = command;
  if (name === undefined || (bound.length === 0 && !read.has("privileged"))) return false;
  const inner = translate(command, bound, name.text.replace(/^.*\//, ""));
  if (inner === undefined) return false;
  const place = mapPath(read.value("workdir") ?? "/", bound);
  const user = read.value("user");
  const isRoot = user === undefined || /^(?:0|root)(?::|$)/.test(user);
  const identity = isRoot && !isRootless(call) ? rootIdentity(call.name) : call.identity;
  call.runCommand(inner, { wrapper: call.name, identity, directory: place });
  return true;
}

/** podman of an ordinary user has no more rights than the user. */
function isRootless({ name, identity }: Call): boolean {
  return name.startsWith("podman") && identity.uid !== 0;
}

function translate(
  command: readonly Argument[],
  bound: readonly Bound[],
  name: string,
): readonly Argument[] | undefined {
  if (command.some(({ unknown }) => unknown !== undefined)) return undefined;
  const [first, flag, text, ...words] = command;
  if (first === undefined) return undefined;
  if (shells.has(name)) {
    if (!/^-[a-z]*c$/.test(flag?.text ?? "") || text === undefined || !telling.test(text.text))
      return undefined;
    const mapped = mapText(text.text, bound);
    return [{ ...first, text: "sh" }, plainArgument("-c"), { ...text, text: mapped }, ...words];
  }
  if (!plain.has(name)) return undefined;
  return [{ ...first, text: name }, ...command.slice(1).map((word) => mapWord(word, bound))];
}

/** A path alone, or behind the sign of an option: `of=/host/etc/x`. */
function mapWord(word: Argument, bound: readonly Bound[]): Argument {
  const [, head = "", path = ""] = /^([\w-]*=)?(\/.*)$/.exec(word.text) ?? [];
  return path === "" ? word : { ...word, text: head + mapPath(path, bound) };
}

function mapText(text: string, bound: readonly Bound[]): string {
  return text.replace(
    /(^|[\s'"=;|&(<>])(\/[^\s'";|&()<>]*)/g,
    (_whole, before: string, path: string) => before + mapPath(path, bound),
  );
}

/** The path here; of one above the folders, the first of them, since all of it is meant. */
function mapPath(path: Path, bound: readonly Bound[]): Path {
  if (path === "/dev/null") return path;
  const holding = bound.find(({ to }) => isWithin(path, to));
  if (holding !== undefined) return joined(holding.from, path.slice(holding.to.length));
  const whole = path.replace(/\/\*?$/, "") || "/";
  const below = bound.find(({ to }) => isWithin(to, whole));
  if (below !== undefined) return below.from;
  return `${nowhere}${path}`;
}

function joined(from: Path, rest: string): Path {
  const tail = rest.startsWith("/") || rest === "" ? rest : `/${rest}`;
  return from === "/" ? tail || "/" : from + tail;
}

function boundFolders(call: Call, read: OptionsRead): readonly Bound[] {
  const bound = read.given.flatMap(({ key, value = "" }): readonly Bound[] => {
    if (key === "volume") return fromVolume(call, value);
    if (key === "mount") return fromMount(value);
    return key === "device" ? fromVolume(call, value) : [];
  });
  // A container with every right has the machine's devices under their own names.
  return read.has("privileged") ? [...bound, { from: "/dev", to: "/dev" }] : bound;
}

function fromVolume(call: Call, value: string): readonly Bound[] {
  const [from = "", to = from, settings = ""] = value.split(":");
  if (!/^[./~]/.test(from) || settings.split(",").includes("ro")) return [];
  return [{ from: resolve(call.directory, from), to: to.replace(/(.)\/$/, "$1") }];
}

function fromMount(value: string): readonly Bound[] {
  const parts = new Map(
    value.split(",").map((part) => {
      const [name = "", text = ""] = part.split("=");
      return [name, text] as const;
    }),
  );
  const from = parts.get("source") ?? parts.get("src") ?? "";
  const to = parts.get("target") ?? parts.get("destination") ?? parts.get("dst") ?? "";
  const isRead = parts.has("readonly") || parts.has("ro");
  return parts.get("type") === "bind" && from.startsWith("/") && !isRead ? [{ from, to }] : [];
}
