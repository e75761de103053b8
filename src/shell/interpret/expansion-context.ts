import type { ParsedScript, Redirect } from "unbash";
import type { Stream } from "../../domain/stream.ts";
import type { Files } from "../../domain/view/files.ts";
import type { Path } from "../../domain/world.ts";
import type { ExpansionContext, VariableValue } from "../state.ts";
import { makeCause, shellFiles } from "./causes.ts";
import { copyShell } from "./copy-shell.ts";
import { drain, openCapture, openStream } from "./descriptors.ts";
import { factsNow } from "./facts-now.ts";
import { applyRedirections } from "./redirect.ts";
import { reportUnknown, type Shell } from "./shell.ts";
import { runSubshell } from "./subshell.ts";
import { assign, getText } from "./variables.ts";

/** What expansion may ask of this shell. */
export function contextOf(shell: Shell): ExpansionContext {
  let files: Files | undefined;
  return {
    state: shell.state,
    get files() {
      files ??= shellFiles(shell);
      return files;
    },
    substitute: (script) => substitute(shell, script),
    processSubstitution: (script, operator) => substituteProcess(shell, script, operator),
    home: (user) => findHome(shell, user),
    assign: (name, key, value) => {
      assign(shell, key === undefined ? { name, value } : { name, key, value });
    },
    unknown: (reason, span) => reportUnknown(shell, reason, span),
    locate: (span) => shell.source.locate(span),
  };
}

function findHome(shell: Shell, user: string): Path | undefined {
  const facts = factsNow(shell.session.environment.facts, shellFiles(shell));
  if (user === "") return getText(shell, "HOME") ?? facts.caller.home;
  return facts.accounts.user(user)?.home;
}

/** `$( )`: a subshell whose output is the value; `set -e` does not reach into it. */
function substitute(parent: Shell, script: ParsedScript): VariableValue {
  const shell = enterScript(parent, script);
  parent.hasSubstituted = true;
  if (!parent.state.shoptOptions.has("inherit_errexit")) shell.state.setOptions.delete("errexit");
  const redirect = soleInput(script);
  if (redirect !== undefined) return held(parent, readSoleInput(parent, shell, redirect));
  const capture = openCapture();
  shell.descriptors.set(1, capture.file);
  runSubshell(shell, script.commands);
  parent.substitutionStatus = shell.state.lastStatus;
  return held(parent, capture.content());
}

/** The shell keeps all of it in memory until it ends. */
function held(shell: Shell, stream: Stream): VariableValue {
  if (stream.kind === "endless") {
    const cause = makeCause(shell, shell.state.dialect, shell.command, shell.position);
    const detail = "bytes without end";
    shell.session.environment.emit({ kind: "process", action: "swell", detail, cause });
  }
  return textOfStream(stream);
}

/** `$(< file)`. */
function soleInput(script: ParsedScript): Redirect | undefined {
  const [statement, ...others] = script.commands;
  const command = statement?.command;
  if (others.length > 0 || command?.type !== "Command" || command.name !== undefined)
    return undefined;
  const [redirect, ...more] = command.prefix;
  const isInput = redirect?.type === "Redirect" && redirect.operator === "<";
  return isInput && more.length === 0 && command.suffix.length === 0 ? redirect : undefined;
}

function readSoleInput(parent: Shell, shell: Shell, redirect: Redirect): Stream {
  const isOpen = applyRedirections(shell, [redirect]);
  parent.substitutionStatus = isOpen ? 0 : 1;
  return isOpen ? drain(shell.descriptors.get(0)) : { kind: "text", text: "" };
}

function textOfStream(stream: Stream): VariableValue {
  if (stream.kind === "unknown") return { text: "", unknown: stream.reason };
  if (stream.kind === "endless") return { text: "", unknown: "its output has no end" };
  return { text: stream.text.replaceAll("\0", "").replace(/\n+$/, "") };
}

/** A copy of the shell that reads a nested script; backquotes have a text of their own. */
function enterScript(parent: Shell, script: ParsedScript): Shell {
  const shell = copyShell(parent);
  const { source } = script;
  if (source === undefined) return shell;
  const { position } = parent;
  shell.source = { text: source, locate: () => position };
  return shell;
}

/** `<( )` and `>( )`: a name that leads to a pipe. */
function substituteProcess(
  parent: Shell,
  script: ParsedScript,
  operator: "<" | ">",
): VariableValue {
  const path = `/dev/fd/${parent.session.nextSubstitution}`;
  parent.session.nextSubstitution -= 1;
  const shell = enterScript(parent, script);
  const capture = openCapture();
  if (operator === "<") {
    shell.descriptors.set(1, capture.file);
    runSubshell(shell, script.commands);
    parent.pseudoFiles.set(path, openStream(capture.content()));
  } else {
    parent.pseudoFiles.set(path, capture.file);
    parent.pending.push({
      finish: () => {
        shell.descriptors.set(0, openStream(capture.content()));
        runSubshell(shell, script.commands);
      },
    });
  }
  return { text: path };
}
