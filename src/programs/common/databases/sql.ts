/** What a text of SQL commands does, as far as it can be seen without the database. */
export type SqlMeaning =
  /** It only asks. */
  | { readonly kind: "reads" }
  /** It changes or adds something. */
  | { readonly kind: "writes" }
  /** Whole tables, databases or rows without a choice go. */
  | { readonly kind: "loses"; readonly what: readonly string[] };

const words = "[`\"']?([\\w.$-]+)[`\"']?";

/** The weightiest of all statements in it. */
export function readSql(text: string): SqlMeaning {
  const statements = text
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ")
    .replace(/'(?:[^']|'')*'/g, "''")
    .split(";")
    .map((statement) => statement.trim().replace(/\s+/g, " "))
    .filter((statement) => statement !== "");
  const lost = statements.flatMap(lossOf);
  if (lost.length > 0) return { kind: "loses", what: lost };
  const isReading = statements.every((one) =>
    /^(select|show|explain|describe|desc|values|use|help|\\[dlconinfqx]\S*|\.(tables|schema|databases|mode|headers|help|quit|exit|indexes|dump|timeout|width))\b/i.test(
      one,
    ),
  );
  // SELECT … INTO makes a table, or a file on the server.
  const isClean = !statements.some((one) => /\binto\b/i.test(one));
  return isReading && isClean ? { kind: "reads" } : { kind: "writes" };
}

function lossOf(statement: string): readonly string[] {
  const drop = new RegExp(
    `^drop (database|schema|table|keyspace|tablespace|materialized view)(?: if exists)? ${words}`,
    "i",
  ).exec(statement);
  if (drop !== null) return [`${(drop[1] ?? "").toLowerCase()} ${drop[2] ?? ""}`];
  const truncate = new RegExp(`^truncate(?: table)?(?: only)? ${words}`, "i").exec(statement);
  if (truncate !== null) return [`table ${truncate[1] ?? ""}`];
  const rows = new RegExp(`^delete from(?: only)? ${words}`, "i").exec(statement);
  return rows !== null && !/\bwhere\b/i.test(statement) ? [`table ${rows[1] ?? ""}`] : [];
}
