import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { dropData, runSql } from "./common/databases/tell.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const connecting = [
  "-h --host=HOST",
  "-p --port=PORT",
  "-U --username=USER",
  "-w --no-password",
  "-W --password",
  "-V --version",
  "-? --help[=TOPIC]",
];

const tables: Readonly<Record<string, readonly string[]>> = {
  psql: [
    ...connecting,
    "-c --command=COMMAND",
    "-d --dbname=NAME",
    "-f --file=FILE",
    "-l --list",
    "-v --set=NAME --variable=NAME",
    "-X --no-psqlrc",
    "-1 --single-transaction",
    "-a --echo-all",
    "-b --echo-errors",
    "-e --echo-queries",
    "-E --echo-hidden",
    "-L --log-file=FILE",
    "-n --no-readline",
    "-o --output=FILE",
    "-q --quiet",
    "-s --single-step",
    "-S --single-line",
    "-A --no-align",
    "--csv",
    "-F --field-separator=TEXT",
    "-H --html",
    "-P --pset=SETTING",
    "-R --record-separator=TEXT",
    "-t --tuples-only",
    "-T --table-attr=TEXT",
    "-x --expanded",
    "-z --field-separator-zero",
    "-0 --record-separator-zero",
  ],
  dropdb: [
    ...connecting,
    "-e --echo",
    "-f --force",
    "-i --interactive",
    "--if-exists",
    "--maintenance-db=NAME",
  ],
  dropuser: [...connecting, "-e --echo", "-i --interactive", "--if-exists"],
  createdb: [
    ...connecting,
    "-D --tablespace=NAME",
    "-e --echo",
    "-E --encoding=NAME",
    "-l --locale=NAME",
    "--lc-collate=NAME",
    "--lc-ctype=NAME",
    "--icu-locale=NAME",
    "--icu-rules=TEXT",
    "--locale-provider=NAME",
    "-O --owner=NAME",
    "-S --strategy=NAME",
    "-T --template=NAME",
    "--maintenance-db=NAME",
  ],
};

/** PostgreSQL from the command line. */
export const psqlProgram: Program = {
  names: Object.keys(tables),
  options: [...new Set(Object.values(tables).flat())],
  run: (call) => withOptions(call, tables[call.name] ?? [], (read) => act(call, read)),
};

function act(call: Call, read: OptionsRead): Outcome {
  if (call.name === "psql") return ask(call, read);
  if (call.name === "createdb")
    return unforeseen(call, "what the database server makes is not worked out");
  const [target] = read.operands;
  if (target === undefined) return fail(call, "missing required argument database name");
  if (call.name === "dropuser")
    return unforeseen(call, "what the database server takes away is not worked out", target);
  if (read.has("interactive")) call.uncertain("it asks first, and the answer is not known", target);
  return dropData(call, [`database ${target.text}`], target);
}

function ask(call: Call, read: OptionsRead): Outcome {
  if (read.has("list")) return untold("which databases there are is not known");
  for (const path of [...read.values("output"), ...read.values("log-file")]) {
    const reason = "what the database holds is not known";
    if (path.startsWith("|")) return unforeseen(call, "what its output flows into is not followed");
    call.files.write(path, { kind: "unknown", reason });
  }
  const texts: (string | undefined)[] = [...read.values("command")];
  for (const file of read.values("file")) {
    const text = call.files.text(file);
    if (isError(text)) return fail(call, `${file}: No such file or directory`);
    texts.push(text);
  }
  if (texts.length === 0) texts.push(call.input.kind === "text" ? call.input.text : undefined);
  const known = texts.filter((text) => text !== undefined);
  if (known.length < texts.length)
    return unforeseen(call, "what the database is told to do is not known");
  if (/^\s*\\(!|copy|o|w|g|i)\b/m.test(known.join("\n")))
    return unforeseen(
      call,
      "commands of psql's own that write or start something are not followed",
    );
  return runSql(call, known.join(";\n"));
}
