import { type Argument, plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";
import { runInner } from "./common/wrapper.ts";

const ofTmux = [
  "-2",
  "-C",
  "-D",
  "-l",
  "-N",
  "-u",
  "-v",
  "-V",
  "-c COMMAND",
  "-f FILE",
  "-L NAME",
  "-S PATH",
  "-T FEATURES",
];

/** Of the commands that start something. */
const ofStarting = [
  "-A",
  "-d",
  "-D",
  "-E",
  "-P",
  "-X",
  "-a",
  "-b",
  "-k",
  "-h",
  "-v",
  "-f",
  "-I",
  "-Z",
  "-c DIRECTORY",
  "-e VARIABLE",
  "-F FORMAT",
  "-n NAME",
  "-s NAME",
  "-t TARGET",
  "-x WIDTH",
  "-y HEIGHT",
  "-l SIZE",
  "-p PERCENT",
];

const ofScreen = [
  "-4",
  "-6",
  "-a",
  "-A",
  "-c FILE",
  "-d",
  "-D",
  "-e CHARACTERS",
  "-f",
  "-h LINES",
  "-i",
  "-l",
  "-L",
  "-Logfile FILE",
  "-m",
  "-O",
  "-p WINDOW",
  "-q",
  "-Q",
  "-r",
  "-R",
  "-s SHELL",
  "-S NAME",
  "-t TITLE",
  "-T TERM",
  "-U",
  "-v",
  "-wipe",
  "-x",
  "-X",
];

/** Shells and commands that go on when the terminal closes. */
export const tmuxProgram: Program = {
  names: ["tmux", "screen"],
  options: [...new Set([...ofTmux, ...ofStarting, ...ofScreen])],
  acceptsUnknown: true,
  run: (call) => (call.name === "tmux" ? tmux(call) : screen(call)),
};

const starting =
  /^(new(-session)?|neww|new-window|splitw|split-window|respawn-(pane|window)|respawn[pw])$/;
const asking =
  /^(a|at|attach|attach-session|ls|list-.*|ls[ckpw]|lsb|lscm|has(-session)?|detach.*|show.*|display.*|info|capture-pane|capturep|select-.*|selectw|selectp|switch-client|switchc|refresh.*|resize-.*|rename.*|set(-option|-window-option|w|-environment|env)?|bind.*|unbind.*|clear-history|copy-mode|start-server|start|last.*|next.*|prev.*|swap.*|move.*|join.*|break.*|lock.*|wait-for)$/;

function tmux(call: Call): Outcome {
  return withOptions(
    call,
    ofTmux,
    (read) => {
      const [verb, ...words] = read.operands;
      if (read.has("V")) return untold("it prints its version", 0);
      if (verb === undefined) return runShell(call);
      if (starting.test(verb.text))
        return withOptions(call, ofStarting, (own) => start(call, own), {
          words,
          stopsAtOperand: true,
        });
      if (asking.test(verb.text)) return untold("which sessions there are is not known before");
      if (/^kill-/.test(verb.text)) return endSession(call, verb);
      const what = /^(send(-keys)?|send-prefix)$/.test(verb.text)
        ? "what reads the keys that it sends is not known"
        : `what \`tmux ${verb.text}\` does is not modelled`;
      return unforeseen(call, what, verb);
    },
    { stopsAtOperand: true },
  );
}

/** One word is a line for a shell; several are a command. */
function start(call: Call, read: OptionsRead): Outcome {
  const [first, ...more] = read.operands;
  if (first === undefined)
    return read.has("d") ? untold("a shell waits in it for a person", 0) : runShell(call);
  const directory = read.value("c");
  const changes = directory === undefined ? {} : { directory };
  if (more.length > 0) runInner(call, read.operands, changes);
  else
    call.runShell(first.text, { wrapper: call.name, argument: first, dialect: "sh", ...changes });
  return untold("whether a session can be made is not known before");
}

function screen(call: Call): Outcome {
  // Words such as -dmS join what others write apart.
  const words = call.arguments.map((word) =>
    /^-(ls|list|wipe)$/.test(word.text) ? { ...word, text: "-v" } : word,
  );
  return withOptions(
    call,
    ofScreen.filter((option) => !/^-(Logfile|wipe)/.test(option)),
    (read) => {
      if (read.has("v")) return untold("which sessions there are is not known", undefined);
      if (read.has("X") || read.has("Q")) {
        const [verb] = read.operands;
        return verb?.text === "quit" || verb?.text === "kill"
          ? endSession(call, verb)
          : unforeseen(call, "what reads the keys that it sends is not known", verb);
      }
      if (["r", "x", "R"].some((key) => read.has(key)))
        return untold("which sessions there are is not known before");
      if (read.operands.length > 0) {
        runInner(call, read.operands);
        return untold("whether a session can be made is not known before");
      }
      return read.has("m") ? untold("a shell waits in it for a person", 0) : runShell(call);
    },
    { words, stopsAtOperand: true },
  );
}

/** What runs in it is told to end. */
function endSession(call: Call, verb: Argument): Outcome {
  return unforeseen(
    call,
    "which programs run in the session, and so would end, is not known",
    verb,
  );
}

function runShell(call: Call): Outcome {
  return runInner(call, [plainArgument(call.environment.get("SHELL") ?? "/bin/sh")]);
}
