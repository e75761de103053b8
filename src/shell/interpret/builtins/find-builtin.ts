import type { Shell } from "../shell.ts";
import { aliasBuiltin, unaliasBuiltin } from "./alias.ts";
import type { Builtin } from "./builtin.ts";
import { falseBuiltin, trueBuiltin } from "./constants.ts";
import { declareBuiltin, variableBuiltin } from "./declare.ts";
import { cdBuiltin, pwdBuiltin } from "./directory.ts";
import { dirsBuiltin, popdBuiltin, pushdBuiltin } from "./directory-stack.ts";
import { echoBuiltin } from "./echo.ts";
import { evalBuiltin } from "./eval.ts";
import { builtinBuiltin, commandBuiltin, execBuiltin } from "./exec.ts";
import { getoptsBuiltin } from "./getopts.ts";
import { callerBuiltin, idleBuiltin, tellingBuiltin } from "./idle.ts";
import { jobBuiltin, killBuiltin } from "./jobs.ts";
import { exitBuiltin, loopBuiltin, returnBuiltin } from "./jumps.ts";
import { letBuiltin } from "./let.ts";
import { mapfileBuiltin } from "./mapfile.ts";
import { printfBuiltin } from "./printf.ts";
import { readBuiltin } from "./read.ts";
import { setBuiltin, shiftBuiltin } from "./set.ts";
import { shoptBuiltin } from "./shopt.ts";
import { sourceBuiltin } from "./source.ts";
import { testBuiltin } from "./test-command.ts";
import { trapBuiltin } from "./trap.ts";
import { hashBuiltin, typeBuiltin } from "./type.ts";
import { ulimitBuiltin, umaskBuiltin } from "./umask.ts";
import { unsetBuiltin } from "./unset.ts";

let byName: ReadonlyMap<string, () => Builtin> | undefined;

/** The builtin of this name that the shell has, if any. */
export function findBuiltin(shell: Shell, name: string): Builtin | undefined {
  byName ??= makeTable();
  const found = byName.get(name)?.();
  const isForeign =
    shell.state.dialect === "sh" && (found?.isBashOnly === true || bashNames.has(name));
  return isForeign ? undefined : found;
}

/** Names that only bash has of builtins that `sh` knows under another name. */
const bashNames: ReadonlySet<string> = new Set(["source", "disown", "suspend", "logout", "help"]);

/** Builtins whose mistakes end a POSIX shell. */
const specialNames: ReadonlySet<string> = new Set(
  ". : break continue eval exec exit export local readonly return set shift unset".split(" "),
);

export function isSpecial(name: string): boolean {
  return specialNames.has(name);
}

/** Programs that do the same as the builtin of their name, for wrappers that know no builtins. */
const twins: ReadonlySet<string> = new Set([
  "echo",
  "printf",
  "test",
  "[",
  "true",
  "false",
  "pwd",
  "kill",
]);

export function findTwin(shell: Shell, name: string): Builtin | undefined {
  return twins.has(name) ? findBuiltin(shell, name) : undefined;
}

/** Each is loaded when it is first called: a line names two or three. */
function makeTable(): ReadonlyMap<string, () => Builtin> {
  const builtins: readonly (readonly [names: string, load: () => Builtin])[] = [
    ["alias", () => aliasBuiltin],
    ["builtin", () => builtinBuiltin],
    ["caller", () => callerBuiltin],
    ["cd chdir", () => cdBuiltin],
    ["command", () => commandBuiltin],
    ["declare typeset", () => declareBuiltin],
    ["dirs", () => dirsBuiltin],
    ["echo", () => echoBuiltin],
    ["eval", () => evalBuiltin],
    ["exec", () => execBuiltin],
    ["exit logout", () => exitBuiltin],
    ["false", () => falseBuiltin],
    ["getopts", () => getoptsBuiltin],
    ["hash", () => hashBuiltin],
    ["bind complete compgen compopt enable fc history", () => idleBuiltin],
    ["wait jobs fg bg disown suspend", () => jobBuiltin],
    ["kill", () => killBuiltin],
    ["let", () => letBuiltin],
    ["break continue", () => loopBuiltin],
    ["mapfile readarray", () => mapfileBuiltin],
    ["popd", () => popdBuiltin],
    ["printf", () => printfBuiltin],
    ["pushd", () => pushdBuiltin],
    ["pwd", () => pwdBuiltin],
    ["read", () => readBuiltin],
    ["return", () => returnBuiltin],
    ["set", () => setBuiltin],
    ["shift", () => shiftBuiltin],
    ["shopt", () => shoptBuiltin],
    [". source", () => sourceBuiltin],
    ["times help", () => tellingBuiltin],
    ["test [", () => testBuiltin],
    ["trap", () => trapBuiltin],
    [": true", () => trueBuiltin],
    ["type", () => typeBuiltin],
    ["ulimit", () => ulimitBuiltin],
    ["umask", () => umaskBuiltin],
    ["unalias", () => unaliasBuiltin],
    ["unset", () => unsetBuiltin],
    ["local export readonly", () => variableBuiltin],
  ];
  return new Map(
    builtins.flatMap(([names, load]) => names.split(" ").map((name) => [name, load] as const)),
  );
}
