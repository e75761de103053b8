import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream } from "../domain/stream.ts";
import { AccountDatabase, type TableName } from "./common/accounts/account-database.ts";
import { defineFilter } from "./common/filter.ts";
import { untold } from "./common/outcome.ts";

const asked = defineFilter({
  names: ["getent"],
  options: [
    "-A --no-addrconfig",
    "-i --no-idn",
    "-s --service=CONFIG",
    "-? --help",
    "--usage",
    "-V --version",
  ],
  countLeading: (read) => read.operands.length,
  ignoresInput: true,
  isStatusFromData: true,
  refuses: (_call, read) =>
    /^a?hosts/.test(read.operands[0]?.text ?? "") ? "it asks the name server" : undefined,
});

const tables: ReadonlySet<string> = new Set<TableName>(["passwd", "group", "shadow", "gshadow"]);

/** Looks names up in the account and host databases. */
export const getentProgram: Program = {
  ...asked,
  run: (call) => tellChanged(call) ?? asked.run(call),
};

/** What the line has made of the accounts; undefined where the real program tells it. */
function tellChanged(call: Call): Outcome | undefined {
  const [database, ...keys] = call.arguments;
  if (database === undefined || database.unknown !== undefined || !isTable(database.text))
    return undefined;
  if (!call.files.isTouched(`/etc/${database.text}`)) return undefined;
  const accounts = new AccountDatabase(call);
  if (!accounts.has(database.text) || keys.some(({ unknown }) => unknown !== undefined)) {
    return untold("what the line makes of the accounts is not known before");
  }
  const rows = accounts.rows(database.text);
  const number = database.text === "passwd" || database.text === "group" ? 2 : 0;
  const found = keys.map(({ text }) => rows.find((row) => row[0] === text || row[number] === text));
  const told = keys.length === 0 ? rows : found.filter((row) => row !== undefined);
  return {
    status: found.includes(undefined) ? 2 : 0,
    output: textStream(told.map((row) => `${row.join(":")}\n`).join("")),
  };
}

function isTable(name: string): name is TableName {
  return tables.has(name);
}
