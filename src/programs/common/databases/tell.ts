import type { Argument } from "../../../domain/argument.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import { unforeseen, untold } from "../outcome.ts";
import { readSql } from "./sql.ts";

const whether = "whether the server does it is not known before";

/** What is lost of a database when the server does as it is told. */
export function dropData(call: Call, what: readonly string[], operand?: Argument): Outcome {
  for (const target of what) call.emit({ kind: "service", action: "drop-data", target }, operand);
  return untold(whether);
}

/** Text in SQL that is sent to a server: what it asks, writes or loses. */
export function runSql(call: Call, text: string, operand?: Argument): Outcome {
  const meaning = readSql(text);
  switch (meaning.kind) {
    case "reads":
      return untold("what the database holds is not known");
    case "loses":
      return dropData(call, meaning.what, operand);
    case "writes":
      return unforeseen(call, "what the database server changes is not worked out", operand);
  }
}
