import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { type Served, serveFolder, wordBehind } from "./common/network/serve-folder.ts";
import { fillsMemory } from "./common/one-liner/fills-memory.ts";
import { forksForEver } from "./common/one-liner/forks-for-ever.ts";
import { node } from "./common/one-liner/node.ts";
import { perl } from "./common/one-liner/perl.ts";
import { runPerlFilter } from "./common/one-liner/perl-filter.ts";
import { php } from "./common/one-liner/php.ts";
import { python } from "./common/one-liner/python.ts";
import { ruby } from "./common/one-liner/ruby.ts";
import { type Language, runOneLiner } from "./common/one-liner/run-one-liner.ts";
import type { Value } from "./common/one-liner/values.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { runUnmodelled } from "./common/unmodelled.ts";
import { pipProgram } from "./pip.ts";

/**
 * Interpreters. Short programs that plainly call functions on files are followed; of any other, what
 * it does cannot be foreseen, but where it comes from can: a file, the line itself, or bytes that
 * nobody has read.
 */
export const pythonProgram: Program = {
  names: ["lua", "node", "perl", "php", "pypy3", "python", "python2", "python3", "ruby", "tclsh"],
  options: [],
  acceptsUnknown: true,
  run: interpret,
};

function interpret(call: Call): Outcome {
  const [first] = call.arguments;
  if (call.arguments.length === 1 && /^(-V|-h|--version|--help)$/.test(first?.text ?? "")) {
    return untold(`\`${call.name}\` only prints here`, 0);
  }
  const [, module, ...others] = call.arguments;
  if (first?.text === "-m" && module?.text === "pip" && /^python[\d.]*$/.test(call.name)) {
    return pipProgram.run({ ...call, arguments: others });
  }
  const served = servedFolder(call);
  if (served !== undefined) return serveFolder(call, served);
  const laidOut = layOutJson(call);
  if (laidOut !== undefined) return laidOut;
  const followed = follow(call);
  if (followed !== undefined) return followed;
  const reason = `what \`${call.name}\` does is not modelled`;
  const script = call.arguments.find(isScript);
  if (script?.unknown !== undefined) return runUnseen(call, script.unknown, script);
  if (call.arguments.some(({ text }) => forksForEver(text))) {
    call.emit({ kind: "process", action: "endless", detail: "processes without end" });
  }
  if (call.arguments.some(({ text }) => fillsMemory(text))) {
    call.emit({ kind: "process", action: "swell", detail: "memory without end" });
  }
  const takesText = call.arguments.some(({ text }) => /^-[a-zA-Z]*[ceErm]$|^--eval$/.test(text));
  if (!takesText && (script === undefined || script.text === "-")) return runInput(call, reason);
  if (script !== undefined && !takesText) return runFile(call, script);
  return runUnmodelled(call);
}

/** `python3 -m http.server`, `php -S`, `ruby -run -e httpd`: a folder is handed out. */
function servedFolder({ name, arguments: words }: Call): Served | undefined {
  const [first, second, third] = words;
  if (/^(python|pypy)/.test(name) && first?.text === "-m") {
    if (!/^(http\.server|SimpleHTTPServer)$/.test(second?.text ?? "")) return undefined;
    const address = wordBehind(words, /^(-b|--bind)$/)?.text;
    return { folder: wordBehind(words, /^(-d|--directory)$/), address };
  }
  if (/^php/.test(name) && words.some(({ text }) => text === "-S")) {
    return {
      folder: wordBehind(words, /^(-t|--docroot)$/),
      address: wordBehind(words, /^-S$/)?.text,
    };
  }
  if (!/^ruby/.test(name) || first?.text !== "-run" || third?.text !== "httpd") return undefined;
  const folder = words.slice(3).find(({ text }) => !text.startsWith("-"));
  return { folder, address: wordBehind(words, /^(-b|--bind-address)$/)?.text };
}

/** `python3 -m json.tool [FILE [TARGET]]`, which lays JSON out anew. */
function layOutJson(call: Call): Outcome | undefined {
  const [first, module, from, to, more] = call.arguments;
  if (!/^python3?$/.test(call.name) || first?.text !== "-m" || module?.text !== "json.tool")
    return undefined;
  if (hasForeignSettings(call) || more !== undefined || from?.text.startsWith("-"))
    return undefined;
  const input = call.input.kind === "text" ? call.input.text : undefined;
  if (from === undefined && input === undefined) return undefined;
  const text =
    from === undefined ? JSON.stringify(input) : `open(${JSON.stringify(from.text)}).read()`;
  const target = to === undefined ? "" : `, file=open(${JSON.stringify(to.text)}, "w")`;
  return runOneLiner(
    call,
    `import json\nprint(json.dumps(json.loads(${text}), indent=4)${target})`,
    python,
  );
}

/** `-c TEXT` and `-e TEXT`, or text that flows in, where it is plain enough to be followed. */
function follow(call: Call): Outcome | undefined {
  const language = languageOf(call.name);
  if (language === undefined || hasForeignSettings(call)) return undefined;
  const brought = modulesBrought(call, language);
  const [first, second, ...more] = call.arguments.slice(brought.length);
  const behind = more.map(({ text }) => text);
  if (call.arguments.some(({ unknown }) => unknown !== undefined)) return undefined;
  const filtered = language === perl ? runPerlFilter(call) : undefined;
  if (filtered !== undefined) return filtered;
  if (first === undefined || (first.text === "-" && second === undefined)) {
    const { input, isInputTerminal } = call;
    if (isInputTerminal || input.kind !== "text" || language === perl || language === php)
      return undefined;
    return runOneLiner(call, input.text, language);
  }
  const script = more.length === 0 && second === undefined ? scriptText(call, first) : undefined;
  if (script !== undefined) return runOneLiner(call, script, language);
  const flag = language === python ? "-c" : language === php ? "-r" : "-e";
  const isText = first.text === flag;
  if (!isText || second === undefined) return undefined;
  // Behind the text, the interpreter itself may take options for its own.
  if (more.length > 0 && (language.words === undefined || /^-/.test(behind[0] ?? "")))
    return undefined;
  return runOneLiner(
    call,
    [...brought, second.text].join("; "),
    language,
    wordsOf(language, behind),
  );
}

/** As the program sees them: Python's and Node's have a first one that is no word of the line. */
function wordsOf(language: Language, words: readonly string[]): readonly Value[] {
  if (language === node) return [{ kind: "module", name: "process.execPath" }, ...words];
  return language === python ? ["-c", ...words] : words;
}

/** Modules that the first words bring in, as the program itself would: `-MFile::Copy`. */
function modulesBrought({ arguments: words }: Call, language: Language): readonly string[] {
  if (language === ruby) return words[0]?.text === "-rfileutils" ? ['require "fileutils"'] : [];
  if (language !== perl) return [];
  const end = words.findIndex(({ text }) => !/^-M[\w:]+$/.test(text));
  return words.slice(0, Math.max(0, end)).map(({ text }) => `use ${text.slice(2)}`);
}

/** A program file of the current directory, beside which it looks for modules as `-c` does. */
function scriptText({ files }: Call, { text: path }: Argument): string | undefined {
  if (!/^(?:\.\/)?[^-./][^/]*\.(?:py|js)$/.test(path)) return undefined;
  const text = files.text(path);
  return text === undefined || isError(text) ? undefined : text.replace(/^#!.*/, "");
}

/** Variables that make an interpreter load other code, or read it in another way. */
function hasForeignSettings({ environment }: Call): boolean {
  return [...environment].some(
    ([name, value]) => value !== "" && /^(?:PYTHON|PERL|RUBY|NODE_(?:OPTIONS|PATH))/.test(name),
  );
}

function languageOf(name: string): Language | undefined {
  if (/^python3?$/.test(name)) return python;
  if (name === "perl") return perl;
  if (/^ruby[\d.]*$/.test(name)) return ruby;
  if (/^php[\d.]*$/.test(name)) return php;
  return name === "node" ? node : undefined;
}

function isScript({ text }: Argument): boolean {
  return text === "-" || !text.startsWith("-");
}

/** The program text flows in. */
function runInput(call: Call, reason: string): Outcome {
  const { input, isInputTerminal } = call;
  if (isInputTerminal || input.kind !== "unknown" || input.source === "terminal") {
    return runUnmodelled(call);
  }
  if (input.source !== "network") return runUnseen(call, input.reason);
  const source = { kind: "network", detail: input.reason } as const;
  call.emit({ kind: "run-code", interpreter: call.name, source });
  return unforeseen(call, reason);
}

/** A script whose bytes the line makes itself, or brings from elsewhere, is read by nobody. */
function runFile(call: Call, script: Argument): Outcome {
  const content = call.files.content(script.text);
  if (!isError(content) && content.kind === "unknown") {
    return runUnseen(call, content.reason, script);
  }
  return runUnmodelled(call);
}

function runUnseen(call: Call, reason: string, argument?: Argument): Outcome {
  const source = { kind: "unseen", detail: reason } as const;
  call.emit({ kind: "run-code", interpreter: call.name, source }, argument);
  return unforeseen(call, reason, argument);
}
