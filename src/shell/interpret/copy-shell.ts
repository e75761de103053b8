import type { ShellState } from "../state.ts";
import type { Shell } from "./shell.ts";

/** A shell of its own with everything the parent knows: `( )`, `$( )`, a stage of a pipeline. */
export function copyShell(parent: Shell): Shell {
  return {
    ...parent,
    state: copyState(parent.state),
    functions: new Map(parent.functions),
    exportedFunctions: new Set(parent.exportedFunctions),
    aliases: new Map(parent.aliases),
    traps: inheritedTraps(parent),
    descriptors: new Map(parent.descriptors),
    lasting: new Map(),
    scopes: parent.scopes.map((scope) => new Map(scope)),
    calls: [...parent.calls],
    directories: [...parent.directories],
    loops: 0,
    depth: parent.depth + 1,
    isSubshell: true,
    pending: [],
    lastingSubstitutions: [],
    pseudoFiles: new Map(parent.pseudoFiles),
  };
}

/** Makes the state of a copy the shell's own. */
export function adoptShell(shell: Shell, copy: Shell): void {
  const { state } = copy;
  replaceEntries(shell.state.variables, state.variables);
  replaceEntries(shell.functions, copy.functions);
  replaceEntries(shell.aliases, copy.aliases);
  replaceMembers(shell.state.setOptions, state.setOptions);
  replaceMembers(shell.state.shoptOptions, state.shoptOptions);
  shell.state.positional = state.positional;
  shell.state.directory = state.directory;
  shell.state.umask = state.umask;
  shell.descriptors = copy.descriptors;
  shell.directories = copy.directories;
  shell.failedChange = copy.failedChange;
  shell.lostDirectory = copy.lostDirectory;
}

function replaceEntries<K, V>(target: Map<K, V>, source: ReadonlyMap<K, V>): void {
  target.clear();
  for (const [key, value] of source) target.set(key, value);
}

function replaceMembers<V>(target: Set<V>, source: ReadonlySet<V>): void {
  target.clear();
  for (const value of source) target.add(value);
}

/** A subshell starts without traps, but for that of ERR with `set -E`. */
function inheritedTraps({ traps, state }: Shell): Map<string, string> {
  const command = state.setOptions.has("errtrace") ? traps.get("ERR") : undefined;
  return new Map(command === undefined ? [] : [["ERR", command]]);
}

function copyState(state: ShellState): ShellState {
  return {
    ...state,
    variables: new Map(state.variables),
    setOptions: new Set(state.setOptions),
    shoptOptions: new Set(state.shoptOptions),
  };
}
