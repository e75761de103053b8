import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { emptyStream, joinStreams } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import { isSameInode } from "./common/copy/same-file.ts";
import { serveFolder, wordBehind } from "./common/network/serve-folder.ts";
import { fail, untold } from "./common/outcome.ts";
import { runInner } from "./common/wrapper.ts";

/** Options with which an applet differs from the program of the GNU tools or does not exist. */
const foreignOptions: Readonly<Record<string, RegExp>> = {
  cp: /^--|^-[a-zA-Z]*[bSZ]/,
  mv: /^--|^-[a-zA-Z]*[bSZ]/,
  // What its find was built with differs; these are in every build.
  find: /^-(?!(follow|xdev|maxdepth|mindepth|depth|name|iname|path|type|perm|mtime|mmin|newer|inum|user|group|size|links|empty|prune|print|print0|exec|quit|a|o|not|H|L)$)[a-z]/,
  rm: /^--./,
  chmod: /^-[^Rvcf]/,
  sed: /^--(?!in-place|quiet|expression|version|help)/,
  tar: /^--(?!exclude|strip|overwrite|same|numeric|no-)/,
};

/** One program that is many: the applet named first runs as the program of that name would. */
export const busyboxProgram: Program = {
  names: ["busybox", "toybox"],
  options: ["--help", "--list", "--list-full", "--install"],
  acceptsUnknown: true,
  run: runBusybox,
};

function runBusybox(call: Call): Outcome {
  const [applet, ...words] = call.arguments;
  if (applet === undefined || applet.text === "--list" || applet.text === "--list-full") {
    return untold(`the applets of \`${call.name}\` are not listed`, 0);
  }
  if (applet.text === "--install") {
    call.unknown("which links `busybox --install` makes is not modelled", applet);
    return untold("it makes links");
  }
  if (applet.text === "--help") return untold("the help text is not modelled", 0);
  if (applet.text === "httpd") {
    const address = wordBehind(words, /^-p$/)?.text;
    return serveFolder(call, { folder: wordBehind(words, /^-h$/), address });
  }
  const linked = /^(gzip|gunzip|bzip2|bunzip2|xz|unxz|lzma|unlzma)$/.test(applet.text)
    ? words.find((word) => isLinked(call, word.text))
    : undefined;
  if (linked !== undefined) {
    call.unknown(`what busybox makes of a file with other names is not modelled`, linked);
    return untold("the file has other names");
  }
  const stranger = words.find((word) => foreignOptions[applet.text]?.test(word.text) === true);
  if (stranger !== undefined) {
    call.unknown(`what busybox makes of \`${stranger.text}\` is not modelled`, stranger);
    return untold("the option is not known");
  }
  if (applet.text === "ln") return linkEach(call, applet, words);
  const last = words.at(-1);
  if (applet.text === "mv" && call.files.stat(last?.text ?? "") === "ELOOP") {
    return fail(call, "can't stat: Too many levels of symbolic links");
  }
  const own = withoutSlashes(call, applet.text, words);
  if (applet.text !== "cp") return runInner(call, [applet, ...own]);
  // It writes through links that lead nowhere, as POSIX has it, and takes options anywhere all the same.
  const environment = new Map([...call.environment, ["POSIXLY_CORRECT", "1"]]);
  const [options, operands] = divide(own);
  const onLink = copyOntoLink(call, options, operands);
  return onLink ?? runInner(call, [applet, ...options, ...operands], { environment });
}

/** What cp does otherwise than the GNU tool where a link stands in its way; undefined where it does the same. */
function copyOntoLink(
  call: Call,
  options: readonly Argument[],
  operands: readonly Argument[],
): Outcome | undefined {
  const [source, target, ...more] = operands;
  if (source === undefined || target === undefined || more.length > 0) return undefined;
  const letters = options.map(({ text }) => text).join("");
  const [read, link, written] = [
    call.files.lstat(source.text),
    call.files.lstat(target.text),
    call.files.stat(target.text),
  ];
  if (isError(read) || isError(link) || isError(written) || link.type !== "link") return undefined;
  const isSame = read.type === "file" && isSameInode(read, written);
  // Whoever asks first, or makes links, does not come to write.
  if (isSame && !/[nuils]/.test(letters)) return emptied(call, target);
  if (/[adP]/.test(letters))
    call.unknown("what busybox makes of a link in its way is not modelled", target);
  return undefined;
}

/**
 * Its rm takes slashes off the ends of names, so that a link goes and not what it leads to; its cp
 * and mv do where they put things into a directory.
 */
function withoutSlashes(
  call: Call,
  applet: string,
  words: readonly Argument[],
): readonly Argument[] {
  if (applet !== "rm" && applet !== "cp" && applet !== "mv") return words;
  const operands = words.filter(({ text }) => !text.startsWith("-"));
  const last = operands.at(-1);
  if (applet !== "rm") {
    const target = call.files.stat(last?.text ?? "");
    if (isError(target) || target.type !== "directory") return words;
    const [only] = operands;
    // Of a single name cp first looks at what is there.
    const isLookedAt = applet === "cp" && operands.length === 2;
    if (isLookedAt && isError(call.files.stat(only?.text ?? ""))) return words;
  }
  return words.map((word) =>
    /[^/]\/+$/.test(word.text) && (applet === "rm" || word !== last)
      ? { ...word, text: word.text.replace(/\/+$/, "") }
      : word,
  );
}

/** Its ln makes one link after the other, even where the last name is no directory. */
function linkEach(call: Call, applet: Argument, words: readonly Argument[]): Outcome {
  const [options, operands] = divide(words);
  const last = operands.at(-1);
  if (operands.length < 3 || last === undefined || options.some(({ text }) => /[tTS]/.test(text)))
    return runInner(call, [applet, ...words]);
  const outcomes = operands
    .slice(0, -1)
    .map((target) => runInner(call, [applet, ...options, target, last]));
  const statuses = outcomes.map(({ status }) => status);
  const failed = statuses.find((status) => status !== 0 && status !== undefined);
  return {
    status: failed ?? (statuses.includes(undefined) ? undefined : 0),
    output: outcomes.map(({ output }) => output).reduce(joinStreams, emptyStream),
  };
}

/** Its cp opens the link for writing before it reads, and finds nothing left in the file. */
function emptied(call: Call, target: Argument): Outcome {
  const denied = call.files.for(target).write(target.text, { kind: "text", text: "" });
  return denied === undefined
    ? { status: 0, output: emptyStream }
    : fail(call, `can't create '${target.text}'`);
}

/** The options, with the `--` that may end them, and the operands. */
function divide(words: readonly Argument[]): readonly [options: Argument[], operands: Argument[]] {
  const end = words.findIndex(({ text }) => text === "--");
  const isOption = ({ text }: Argument, at: number): boolean =>
    /^-./.test(text) && (end === -1 || at <= end);
  return [words.filter(isOption), words.filter((word, at) => !isOption(word, at))];
}

/** A file that has other names, or is a link: there the applets are less careful. */
function isLinked(call: Call, path: string): boolean {
  const status = call.files.lstat(path);
  return (
    !isError(status) && (status.type === "link" || (status.type === "file" && status.links > 1))
  );
}
