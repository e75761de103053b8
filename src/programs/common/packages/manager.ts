import type { Argument } from "../../../domain/argument.ts";
import type { PackageBypass, PackageEffect } from "../../../domain/effect.ts";
import type { PackageManagerName } from "../../../domain/facts.ts";
import type { PackageChange } from "../../../domain/packages.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import type { OptionsRead } from "../options.ts";
import { fail, untold } from "../outcome.ts";
import type { ToolAction } from "../tool/tool.ts";
import { sayFilesUnknown } from "./files-unknown.ts";

/** A package manager whose own plan nobody asks: what its calls name is known, not what comes along. */
export interface Manager {
  /** The database it keeps, where the machine's own may be that. */
  readonly database?: PackageManagerName;
  /** Needs no root's rights: it keeps packages of a person. */
  readonly isPersonal?: true;
  /** Options by which it takes what nobody has signed. */
  readonly isDistrusting?: (read: OptionsRead, call: Call) => boolean;
  /** By key of an option: what it passes over. */
  readonly bypasses?: Readonly<Record<string, PackageBypass>>;
  /** By key of an option: why what it leads to is not known. */
  readonly strange?: Readonly<Record<string, string>>;
  /** Removes what needs a package together with it. */
  readonly takesDependents?: true;
  /** Ends with this where an ordinary user calls it; 1 when left out. */
  readonly refusedStatus?: number;
}

type Action = PackageEffect["action"];

/** What it does to the packages that the words of a call name. */
export interface PackageWork {
  readonly action: Action;
  readonly names: readonly Argument[];
  /** What is meant where no word names a package: `every package with an update`. */
  readonly whole?: string;
  readonly bypass?: PackageBypass | undefined;
}

/** A command that does something to packages. */
export function changes(manager: Manager, action: Action, whole?: string): ToolAction {
  return (call, read) =>
    changePackages(call, manager, read, {
      action,
      names: read.operands,
      ...(whole === undefined ? {} : { whole }),
    });
}

/** Emits what a call would do to packages, as far as its words tell. */
export function changePackages(
  call: Call,
  manager: Manager,
  read: OptionsRead,
  work: PackageWork,
): Outcome {
  if (manager.isPersonal === undefined && call.identity.uid !== 0) {
    return fail(call, "this has to be run as root", manager.refusedStatus ?? 1);
  }
  if (work.names.length === 0 && work.whole === undefined) {
    return fail(call, "no package is named");
  }
  sayWhatIsStrange(call, manager, read);
  if (manager.isDistrusting?.(read, call) === true) {
    call.emit({ kind: "package", action: "distrust", target: "any source" });
  }
  const bypass = work.bypass ?? bypassOf(manager, read);
  const found = work.names.flatMap((name) => presentNames(call, manager, work.action, name));
  if (found.length === 0 && work.whole === undefined) return untold("nothing of that is there", 1);
  for (const [target, operand] of found) emit(call, { ...work, target, bypass }, operand);
  if (found.length === 0 && work.whole !== undefined) {
    emit(call, { ...work, target: work.whole, bypass });
  }
  if (isRemoval(work.action) && manager.takesDependents === true && bypass === undefined) {
    emitDependents(call, found, work.action);
  }
  return sayWhatIsLeft(call, manager, work);
}

/** The gravest of what its options pass over. */
function bypassOf(manager: Manager, read: OptionsRead): PackageBypass | undefined {
  const rules = manager.bypasses ?? {};
  const passed = read.given.flatMap(({ key }) =>
    Object.hasOwn(rules, key) ? (rules[key] ?? []) : [],
  );
  return passed.find((one) => one === "every-check" || one === "needs") ?? passed[0];
}

function sayWhatIsStrange(call: Call, manager: Manager, read: OptionsRead): void {
  for (const { key, argument } of read.given) {
    const reason = Object.hasOwn(manager.strange ?? {}, key) ? manager.strange?.[key] : undefined;
    if (reason !== undefined) call.unknown(reason, argument);
  }
}

function isRemoval(action: Action): boolean {
  return action === "remove" || action === "purge";
}

/** What is to go and surely is not there does not go. */
function presentNames(
  call: Call,
  manager: Manager,
  action: Action,
  name: Argument,
): readonly (readonly [name: string, operand: Argument])[] {
  const { packages } = call.facts;
  const isOwn = manager.database !== undefined && packages.manager === manager.database;
  if (!isOwn || !isRemoval(action) || /[*?[]/.test(name.text)) return [[name.text, name]];
  return packages.isInstalled?.(name.text) === false ? [] : [[name.text, name]];
}

type Emitted = Pick<PackageWork, "action" | "bypass"> & { readonly target: string };

function emit(call: Call, { action, target, bypass }: Emitted, operand?: Argument): void {
  const change = changeOf(action, target, false);
  call.emit(
    {
      kind: "package",
      action,
      target,
      ...(change !== undefined && isFromFile(action, target)
        ? { change: { ...change, origin: "a file", trust: "unsigned" } }
        : {}),
      ...(bypass === undefined ? {} : { bypass }),
    },
    operand,
  );
}

/** A package out of a file or from an address comes past the sources that this machine trusts. */
function isFromFile(action: Action, target: string): boolean {
  return action === "install" && /\.(?:rpm|apk|pkg\.tar(?:\.\w+)?|xbps|snap|flatpak)$/.test(target);
}

function changeOf(action: Action, name: string, isAutomatic: boolean): PackageChange | undefined {
  if (action !== "install" && !isRemoval(action)) return undefined;
  const kind = action === "install" ? "install" : "remove";
  return { name, action: kind, isAutomatic, isSecurity: false };
}

function emitDependents(
  call: Call,
  found: readonly (readonly [name: string, operand: Argument])[],
  action: Action,
): void {
  const names = found.map(([name]) => name);
  for (const name of call.facts.packages.dependents?.(names) ?? []) {
    const change = changeOf(action, name, true);
    call.emit({ kind: "package", action, target: name, ...(change && { change }) });
  }
}

function sayWhatIsLeft(call: Call, manager: Manager, { action, names }: PackageWork): Outcome {
  if (action === "install" || action === "upgrade") {
    call.uncertain(`what \`${call.name}\` would bring along is not known here`);
  } else if (isRemoval(action) && !knowsDependents(call, manager)) {
    call.uncertain(`what \`${call.name}\` would take away besides is not known here`);
  }
  sayFilesUnknown(call, names.length);
  return untold("whether packages can be fetched and set up is not known before");
}

function knowsDependents(call: Call, manager: Manager): boolean {
  const { packages } = call.facts;
  return manager.database === packages.manager && packages.dependents !== undefined;
}

/** Fetches the lists of what can be had. */
export function refreshes(manager: Manager): ToolAction {
  return (call, read) => {
    if (manager.isPersonal === undefined && call.identity.uid !== 0) {
      return fail(call, "this has to be run as root", manager.refusedStatus ?? 1);
    }
    if (manager.isDistrusting?.(read, call) === true) {
      call.emit({ kind: "package", action: "distrust", target: "any source" });
    }
    call.emit({ kind: "package", action: "refresh", target: "the lists of packages" });
    call.uncertain("what the sources of packages have by then is not known before");
    return untold("whether every source answers is not known before");
  };
}
