import { unknownStream } from "../../domain/stream.ts";
import type { ShellState, Variable, VariableValue } from "../state.ts";
import { type Descriptors, openCapture, openStream, openTerminal } from "./descriptors.ts";
import { defaultLimits, type InterpreterEnvironment } from "./environment.ts";
import type { Session, Shell } from "./shell.ts";

/** The shell that a line is typed into. */
export function startShell(environment: InterpreterEnvironment, line: string): Shell {
  const session = startSession(environment);
  const shell: Shell = {
    session,
    state: startState(environment),
    functions: new Map(),
    exportedFunctions: new Set(),
    aliases: new Map(),
    traps: new Map(),
    descriptors: startDescriptors(session),
    lasting: new Map(),
    source: { text: line, locate: (span) => span },
    identity: environment.identity,
    wrappers: [],
    scopes: [],
    calls: [],
    directories: [],
    exempt: 0,
    loops: 0,
    optionPlace: { index: 1, offset: 1 },
    sourced: 0,
    depth: 0,
    isSubshell: false,
    isMain: true,
    forks: 0,
    failedChange: undefined,
    lostDirectory: undefined,
    substitutionStatus: undefined,
    hasSubstituted: false,
    hasLostOutput: false,
    pending: [],
    lastingSubstitutions: [],
    readers: [],
    readBefore: new Set(),
    pseudoFiles: new Map(),
    position: [0, line.length],
    command: [],
  };
  setShellVariables(shell);
  return shell;
}

function startSession(environment: InterpreterEnvironment): Session {
  const output = openCapture("terminal");
  const typed = unknownStream("what is typed is not known before", "terminal");
  return {
    environment,
    limits: environment.limits ?? defaultLimits,
    output,
    errors: openCapture("terminal"),
    terminal: openTerminal(undefined, typed),
    doubts: [],
    iterations: 0,
    commands: 0,
    jobs: 0,
    jobStatuses: [],
    nextSubstitution: 63,
    networkReasons: new Set(),
  };
}

function startDescriptors({ environment, output, errors, terminal }: Session): Descriptors {
  const { input } = environment;
  const isTerminal = environment.isOutputTerminal !== false;
  const kind = isTerminal ? "terminal" : "pipe";
  return new Map([
    [0, input === undefined ? terminal : { ...openStream(input), isInherited: true }],
    [1, { ...output.file, kind, isInherited: true }],
    [2, { ...errors.file, kind: "terminal" }],
  ]);
}

function startState(environment: InterpreterEnvironment): ShellState {
  const variables = new Map<string, Variable>();
  for (const [name, text] of environment.variables) {
    variables.set(name, { ...plainVariable(text), isExported: true });
  }
  return {
    variables,
    positional: [],
    name: "bash",
    directory: environment.directory,
    umask: environment.umask,
    setOptions: new Set([
      "braceexpand",
      "hashall",
      "interactive-comments",
      ...(environment.variables.get("SHELLOPTS")?.split(":") ?? []),
    ]),
    shoptOptions: new Set(interactiveOptions),
    lastStatus: 0,
    dialect: "bash",
  };
}

/** What `shopt` shows as on where a person types and completion is loaded. */
const interactiveOptions: readonly string[] = [
  "checkwinsize",
  "cmdhist",
  "complete_fullquote",
  "expand_aliases",
  "extglob",
  "extquote",
  "force_fignore",
  "globasciiranges",
  "globskipdots",
  "hostcomplete",
  "interactive_comments",
  "patsub_replacement",
  "progcomp",
  "promptvars",
  "sourcepath",
];

function plainVariable(text: string): Variable {
  // One step at a time: a hundred of these are made for each line.
  const values = new Map<string, VariableValue>();
  values.set("0", { text });
  return { kind: "plain", values };
}

/** Variables that every shell sets for itself when it starts. */
export function setShellVariables(shell: Shell): void {
  const { state, identity } = shell;
  const { variables } = state;
  variables.set("IFS", plainVariable(" \t\n"));
  variables.set("OPTIND", plainVariable("1"));
  const isExported = variables.get("PWD")?.isExported === true;
  variables.set("PWD", {
    ...plainVariable(state.directory),
    ...(isExported ? { isExported } : {}),
  });
  if (!variables.has("PATH")) variables.set("PATH", plainVariable(defaultPath));
  if (state.dialect === "sh") return;
  const uid = plainVariable(String(identity.uid));
  variables.set("UID", { ...uid, isReadOnly: true, isInteger: true });
  variables.set("EUID", { ...uid, isReadOnly: true, isInteger: true });
  variables.set("BASH", plainVariable("/bin/bash"));
  variables.set("HOSTNAME", plainVariable(shell.session.environment.facts.hostName));
  variables.set("OSTYPE", plainVariable("linux-gnu"));
  variables.set("PS4", plainVariable("+ "));
  variables.set("BASH_VERSION", plainVariable("5.2.15(1)-release"));
  for (const [name, reason] of hiddenVariables) {
    variables.set(name, { kind: "plain", values: new Map([["0", { text: "", unknown: reason }]]) });
  }
}

/** Variables that bash has and the model does not follow. */
const hiddenVariables: readonly (readonly [string, string])[] = [
  "BASHOPTS",
  "BASH_COMMAND",
  "BASH_SUBSHELL",
  "BASH_VERSINFO",
  "GROUPS",
  "HOSTTYPE",
  "MACHTYPE",
  "SHELLOPTS",
  "SHLVL",
].map((name) => [name, `what \`${name}\` holds is not modelled`]);

const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
