import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { readSql } from "./common/databases/sql.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";

const plain =
  "append ascii bail batch box column csv deserialize echo header noheader help html interactive json line list markdown memtrace nofollow nonce quote readonly safe stats table tabs unsafe-testing version".split(
    " ",
  );
const valued = "A cmd init lookaside maxsize mmap newline nullvalue pagecache separator vfs".split(
  " ",
);

/** Databases in a file of their own. */
export const sqlite3Program: Program = {
  names: ["sqlite3"],
  options: [...plain.map((name) => `-${name}`), ...valued.map((name) => `-${name} VALUE`)],
  run: sqlite,
};

function sqlite(call: Call): Outcome {
  const given = new Set<string>();
  const texts: string[] = [];
  const operands: Argument[] = [];
  for (let at = 0; at < call.arguments.length; at += 1) {
    const word = call.arguments[at];
    if (word === undefined) continue;
    const name = /^--?([a-zA-Z-]+)$/.exec(word.text)?.[1];
    if (name === undefined) operands.push(word);
    else if (valued.includes(name)) {
      at += 1;
      given.add(name);
      if (name === "cmd") texts.push(call.arguments[at]?.text ?? "");
    } else if (plain.includes(name)) given.add(name);
    else return unforeseen(call, `the option \`${word.text}\` of \`sqlite3\` is not known`, word);
  }
  if (given.has("help") || given.has("version")) return untold("it prints its help");
  if (given.has("A") || given.has("init"))
    return unforeseen(call, "what it reads from elsewhere is not followed");
  const [file, ...statements] = operands;
  texts.push(...statements.map(({ text }) => text));
  if (statements.length === 0) {
    if (call.input.kind !== "text")
      return unforeseen(call, "what is typed into `sqlite3` is not known");
    texts.push(call.input.text);
  }
  return run(call, file, texts.join(";\n"), given.has("readonly"));
}

function run(call: Call, file: Argument | undefined, text: string, isReadOnly: boolean): Outcome {
  if (
    /^\s*\.(?!(tables|schema|databases|mode|headers?|help|quit|exit|indexes|dump|timeout|width)\b)/m.test(
      text,
    )
  )
    return unforeseen(
      call,
      "commands of sqlite3's own that write or start something are not followed",
    );
  const told = untold("what the database holds is not worked out");
  const isMemory = file === undefined || file.text === "" || file.text === ":memory:";
  if (isMemory || readSql(text).kind === "reads") return told;
  const status = call.files.stat(file.text);
  if (isReadOnly) return fail(call, "attempt to write a readonly database");
  if (!isError(status) && status.type !== "file") return fail(call, "unable to open database");
  const reason = "what the database holds then is not worked out";
  const error = call.files
    .for(file)
    .write(file.text, { kind: "unknown", reason }, { how: "partly", mode: 0o644 });
  return error === undefined ? told : fail(call, "unable to open database file");
}
