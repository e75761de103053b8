import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { dropData, runSql } from "./common/databases/tell.ts";
import { unforeseen, untold } from "./common/outcome.ts";

type Words = readonly Argument[];

/** What a call loses, in the words of people; `asks` where it only tells; undefined: not known. */
type Meaning = readonly string[] | "asks" | undefined;

/** Programs that are told by words what to do, each with its meaning. */
const clients: Readonly<Record<string, (words: readonly string[]) => Meaning>> = {
  influx(words) {
    const text = behind(words, /^(-execute|--execute)$/) ?? "";
    const dropped = /\bdrop\s+(database|measurement|series)\s+"?([\w.-]+)?/i.exec(text);
    if (dropped !== null) return [`${dropped[1]?.toLowerCase()} ${dropped[2] ?? ""}`.trim()];
    if (words[0] === "bucket" && words[1] === "delete")
      return [`bucket ${behind(words, /^(-n|--name|-i|--id)$/) ?? ""}`.trim()];
    if (words[0] === "delete") return [`bucket ${behind(words, /^(-b|--bucket)$/) ?? ""}`.trim()];
    return /^\s*(show|select)\b/i.test(text) || words.includes("list") ? "asks" : undefined;
  },
  etcdctl(words) {
    const [verb = "", ...operands] = plain(words);
    if (verb === "del" || verb === "rm" || verb === "rmdir") {
      const isTree = words.some((word) => /^--(prefix|from-key|recursive)(=true)?$/.test(word));
      const name = operands[0] === "" || operands[0] === undefined ? "every key" : operands[0];
      return isTree || operands.length > 1 ? [`every key from ${name} on`] : [`key ${name}`];
    }
    const asks = /^(get|ls|watch|version|endpoint|check|help)$/.test(verb);
    return asks || operands[0] === "list" || operands[0] === "status" ? "asks" : undefined;
  },
  rabbitmqctl(words) {
    const [verb = "", name = ""] = plain(words);
    if (/^(force_)?reset$/.test(verb)) return ["every queue and account of this node"];
    if (/^(delete_queue|purge_queue|delete_vhost)$/.test(verb))
      return [`${verb === "delete_vhost" ? "virtual host" : "queue"} ${name}`];
    return /^(list_|status|cluster_status|report|ping|environment|version|help|node_health)/.test(
      verb,
    )
      ? "asks"
      : undefined;
  },
  rabbitmqadmin(words) {
    const [verb = "", kind = "", ...names] = plain(words);
    const name = names.find((one) => one.startsWith("name="))?.slice(5) ?? "";
    if (verb === "delete" || verb === "purge") return [`${kind} ${name}`.trim()];
    return /^(list|show|help|export|get)$/.test(verb) ? "asks" : undefined;
  },
  "kafka-topics"(words) {
    if (words.includes("--delete")) return [`topic ${behind(words, /^--topic$/) ?? ""}`.trim()];
    return words.includes("--list") || words.includes("--describe") ? "asks" : undefined;
  },
};

/** Programs that send SQL, with the options that carry it. */
const speaking: Readonly<Record<string, RegExp>> = {
  cqlsh: /^(-e|--execute)$/,
  "clickhouse-client": /^(-q|--query)$/,
  sqlcmd: /^-[qQ]$/,
  cockroach: /^(-e|--execute)$/,
  duckdb: /^(-c|-s)$/,
};

/** Clients of further database servers and of stores of keys, queues and topics. */
export const databaseClientsProgram: Program = {
  names: [
    ...Object.keys(clients),
    "kafka-topics.sh",
    ...["cqlsh", "clickhouse-client", "sqlcmd", "cockroach", "duckdb"],
  ],
  options: [],
  run: tell,
};

function tell(call: Call): Outcome {
  const words = call.arguments.map(({ text }) => text);
  if (words.some((word) => /^(--help|--version)$/.test(word)))
    return untold("it only tells of itself", 0);
  const name = call.name.replace(/\.sh$/, "");
  const carrying = speaking[name];
  if (carrying !== undefined) return speak(call, carrying);
  const meaning = clients[name]?.(words);
  if (meaning === undefined)
    return unforeseen(call, "what the server behind it changes is not worked out");
  return meaning === "asks"
    ? untold("what the server holds is not known")
    : dropData(call, meaning, named(call.arguments));
}

function speak(call: Call, carrying: RegExp): Outcome {
  const words = call.arguments;
  const at = words.findIndex(({ text }) => carrying.test(text.replace(/=.*/s, "")));
  const word = words[at];
  const given = word?.text.includes("=") === true ? word : words[at + 1];
  const text = word === undefined ? undefined : given?.text.replace(/^--\w+=/, "");
  const known = text ?? (call.input.kind === "text" ? call.input.text : undefined);
  if (known === undefined) return unforeseen(call, "what the database is told to do is not known");
  return runSql(call, known, text === undefined ? undefined : given);
}

function named(words: Words): Argument | undefined {
  return words.findLast(({ text }) => !text.startsWith("-"));
}

/** Words that are no options; a value behind an option of one's own is not told apart. */
function plain(words: readonly string[]): readonly string[] {
  const valued = /^(-u|-p|-h|-H|-n|-P|-V|--(host|user|password|username|vhost|endpoints|node))$/;
  return words.filter((word, at) => !word.startsWith("-") && !valued.test(words[at - 1] ?? ""));
}

function behind(words: readonly string[], names: RegExp): string | undefined {
  const at = words.findIndex((word) => names.test(word.replace(/=.*/s, "")));
  const word = words[at];
  if (word === undefined) return undefined;
  return word.startsWith("--") && word.includes("=")
    ? word.slice(word.indexOf("=") + 1)
    : words[at + 1];
}
