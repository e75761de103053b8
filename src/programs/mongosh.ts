import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { dropData } from "./common/databases/tell.ts";
import { unforeseen, untold } from "./common/outcome.ts";

/** MongoDB from the command line: its language is JavaScript, of which the plain calls are read. */
export const mongoshProgram: Program = {
  names: ["mongosh", "mongo"],
  options: [],
  run: ask,
};

function ask(call: Call): Outcome {
  const words = call.arguments;
  if (words.some(({ text }) => /^(-h|--help|--version)$/.test(text)))
    return untold("it only tells of itself", 0);
  const text = textOf(call);
  if (text === undefined) return unforeseen(call, "what the database is told to do is not known");
  const lost = [...lossesOf(text.text, databaseOf(words))];
  if (lost.length > 0) return dropData(call, lost, text.argument);
  return isAsking(text.text)
    ? untold("what the database holds is not known")
    : unforeseen(call, "what the database server changes is not worked out", text.argument);
}

interface Told {
  readonly text: string;
  readonly argument?: Argument;
}

/** `--eval TEXT`, the text of a script, or what flows in. */
function textOf(call: Call): Told | undefined {
  const words = call.arguments;
  const at = words.findIndex(({ text }) => /^--eval(=|$)/.test(text));
  const word = words[at];
  if (word !== undefined) {
    const given = word.text.includes("=") ? word : words[at + 1];
    const text = word.text.includes("=") ? word.text.replace(/^--eval=/, "") : given?.text;
    return text === undefined || given === undefined ? undefined : { text, argument: given };
  }
  const script = words.find((one) => /\.m?js$/.test(one.text));
  const read = script === undefined ? undefined : call.files.text(script.text);
  if (script !== undefined && read !== undefined && !isError(read))
    return { text: read, argument: script };
  return call.input.kind === "text" ? { text: call.input.text } : undefined;
}

function databaseOf(words: readonly Argument[]): string {
  const named = words.find(
    ({ text }, at) => !text.startsWith("-") && !/^-./.test(words[at - 1]?.text ?? ""),
  );
  return named?.text.replace(/^mongodb(\+srv)?:\/\/[^/]*\/?/, "").replace(/\?.*/, "") || "test";
}

function* lossesOf(text: string, database: string): Generator<string> {
  if (/\.dropDatabase\(|\bdropDatabase\s*:/.test(text)) yield `database ${database}`;
  const dropped = /\b(?:db\.)?(?:getCollection\(["'])?([\w.-]+)["']?\)?\.drop\(\s*\)/g;
  for (const [, name] of text.matchAll(dropped)) yield `collection ${name}`;
  const emptied = /\bdb\.([\w.-]+)\.(?:deleteMany|remove)\(\s*(?:\{\s*\})?\s*\)/g;
  for (const [, name] of text.matchAll(emptied)) yield `collection ${name}`;
}

function isAsking(text: string): boolean {
  const calls = [...text.matchAll(/\.(\w+)\(/g)].map(([, name = ""]) => name);
  return calls.every((name) =>
    /^(find|findOne|count|countDocuments|estimatedDocumentCount|distinct|aggregate|stats|status|serverStatus|hello|isMaster|version|getCollectionNames|getSiblingDB|getMongo|getUsers|getIndexes|limit|sort|pretty|toArray|forEach|map|explain|hostInfo|currentOp|runCommand|ping|printShardingStatus|conf|getDB|getDBNames|listDatabases|adminCommand|getCollection|stringify|log)$/.test(
      name,
    ),
  );
}
