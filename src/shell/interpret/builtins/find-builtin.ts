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

let byName: ReadonlyMap<string, Builtin> | undefined;

/** The builtin of this name that the shell has, if any. */
export function findBuiltin(shell: Shell, name: string): Builtin | undefined {
  byName ??= makeTable();
  const found = byName.get(name);
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

function makeTable(): ReadonlyMap<string, Builtin> {
  const builtins: readonly Builtin[] = [
    aliasBuiltin,
    builtinBuiltin,
    callerBuiltin,
    cdBuiltin,
    commandBuiltin,
    declareBuiltin,
    dirsBuiltin,
    echoBuiltin,
    evalBuiltin,
    execBuiltin,
    exitBuiltin,
    falseBuiltin,
    getoptsBuiltin,
    hashBuiltin,
    idleBuiltin,
    jobBuiltin,
    killBuiltin,
    letBuiltin,
    loopBuiltin,
    mapfileBuiltin,
    popdBuiltin,
    printfBuiltin,
    pushdBuiltin,
    pwdBuiltin,
    readBuiltin,
    returnBuiltin,
    setBuiltin,
    shiftBuiltin,
    shoptBuiltin,
    sourceBuiltin,
    tellingBuiltin,
    testBuiltin,
    trapBuiltin,
    trueBuiltin,
    typeBuiltin,
    ulimitBuiltin,
    umaskBuiltin,
    unaliasBuiltin,
    unsetBuiltin,
    variableBuiltin,
  ];
  return new Map(builtins.flatMap((builtin) => builtin.names.map((name) => [name, builtin])));
}
