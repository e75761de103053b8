import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { serveFolder, wordBehind } from "./common/network/serve-folder.ts";
import { untold } from "./common/outcome.ts";

/** Options of these programs that are followed by a word. */
const valued =
  /^(-p|--port|-a|--host|-l|--listen|-c|-C|--cert|-K|--key|-P|--proxy|-d|--config|--ssl-(cert|key|pass)|-t|-e|--ext|-h|-u|-r|-i|-m|-f)$/;

/** Small web servers that hand out the files of one folder. */
export const httpServerProgram: Program = {
  names: ["http-server", "serve", "live-server", "darkhttpd", "webfsd", "miniserve"],
  options: [],
  run: serve,
};

function serve(call: Call): Outcome {
  const words = call.arguments;
  const isAsking = words.some(({ text }) => /^(--help|-v|-V|--version)$/.test(text));
  if (isAsking) return untold("it only tells of itself", 0);
  const address = wordBehind(words, /^(-a|--addr|--host|-l|--listen|-i|--interfaces)$/)?.text;
  const folder = call.name === "webfsd" ? wordBehind(words, /^-r$/) : firstOperand(words);
  return serveFolder(call, { folder, address });
}

function firstOperand(words: readonly Argument[]): Argument | undefined {
  return words.find(
    ({ text }, at) => !text.startsWith("-") && !valued.test(words[at - 1]?.text ?? ""),
  );
}
