import { basename } from "node:path/posix";
import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { unknownStream } from "../domain/stream.ts";
import { unforeseen, untold } from "./common/outcome.ts";

/** Fetches from the network: bytes that nobody here has read, printed or stored. */
export const curlProgram: Program = {
  names: ["curl", "wget"],
  options: [],
  acceptsUnknown: true,
  run: fetch,
};

function fetch(call: Call): Outcome {
  const hidden = call.arguments.find((word) => word.unknown !== undefined);
  if (hidden?.unknown !== undefined) return unforeseen(call, hidden.unknown, hidden);
  if (call.arguments.some(({ text }) => /^(--version|--help)$/.test(text))) {
    return untold(`\`${call.name}\` only prints here`, 0);
  }
  const addresses = call.arguments.filter(({ text }) => isAddress(text));
  const [address] = addresses;
  if (address === undefined) return unforeseen(call, `what \`${call.name}\` does is not modelled`);
  const reason = `what ${address.text} sends is not known before`;
  const plan = call.name === "curl" ? planCurl(call.arguments) : planWget(call.arguments);
  if (plan === undefined) return unforeseen(call, `what \`${call.name}\` stores is not modelled`);
  for (const target of plan.targets(addresses)) {
    call.unknown(reason, target.word);
    call.files.for(target.word).write(target.path, { kind: "unknown", reason });
  }
  return { status: undefined, output: unknownStream(reason, "network") };
}

function isAddress(text: string): boolean {
  return /^(https?|ftp):\/\//.test(text);
}

interface Target {
  readonly path: string;
  readonly word: Argument;
}

interface Storing {
  targets(addresses: readonly Argument[]): readonly Target[];
}

const nowhere: Storing = { targets: () => [] };

/** Where curl puts what it gets; undefined for options that write more than that. */
function planCurl(words: readonly Argument[]): Storing | undefined {
  const writesMore =
    /^-[a-zA-Z]*[cDKTJ]|^--(cookie-jar|dump-header|config|upload-file|trace|stderr|hsts|alt-svc|etag-save|output-dir|create-dirs|remote-header-name|remote-name-all|libcurl|parallel)/;
  if (words.some(({ text }) => writesMore.test(text))) return undefined;
  const named = optionValue(words, /^-[a-zA-Z]*o$|^--output$/, /^--output=/);
  if (named !== undefined) return named.path === "-" ? nowhere : { targets: () => [named] };
  const keepsName = words.some(({ text }) => /^-[a-zA-Z]*O$|^--remote-name$/.test(text));
  return keepsName ? { targets: (addresses) => addresses.map(byName) } : nowhere;
}

/** wget stores under the last part of the address unless told otherwise. */
function planWget(words: readonly Argument[]): Storing | undefined {
  const writesMore =
    /^-[a-zA-Z]*[rmxPioaNc]|^--(recursive|mirror|directory-prefix|input-file|output-file|append-output|page-requisites|warc|save-cookies|timestamping|continue|content-disposition)/;
  const document = optionValue(words, /^-[a-zA-Z]*O$|^--output-document$/, /^--output-document=/);
  const glued = words.find(({ text }) => /^-[a-zA-Z]*O./.test(text));
  const path = document?.path ?? glued?.text.replace(/^-[a-zA-Z]*?O/, "");
  const others = words.filter((word) => word !== glued);
  if (others.some(({ text }) => writesMore.test(text))) return undefined;
  if (path === "-") return nowhere;
  const word = document?.word ?? glued;
  if (path !== undefined && word !== undefined) return { targets: () => [{ path, word }] };
  return { targets: (addresses) => addresses.map(byName) };
}

/** The value of an option, in the next word or behind an equals sign. */
function optionValue(
  words: readonly Argument[],
  apart: RegExp,
  joined: RegExp,
): Target | undefined {
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    if (apart.test(word.text) && next !== undefined) return { path: next.text, word: next };
    if (joined.test(word.text)) return { path: word.text.replace(joined, ""), word };
  }
  return undefined;
}

function byName(word: Argument): Target {
  const path = word.text.replace(/^\w+:\/\//, "").replace(/[?#].*$/, "");
  return { path: path.includes("/") ? basename(path) || "index.html" : "index.html", word };
}
