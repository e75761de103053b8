import type { Argument } from "../../../domain/argument.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import { untold } from "../outcome.ts";

/** Clients of databases: what they tell a server is the same wherever they run. */
const clients = new Set(
  "mysql mysqladmin mariadb mariadb-admin psql dropdb dropuser mongosh mongo redis-cli valkey-cli".split(
    " ",
  ),
);

/** `docker exec db dropdb shop`, `kubectl exec pod -- rm -rf /data`: a command where nobody looks. */
export function execute(call: Call, words: readonly Argument[]): Outcome {
  const reason = "what happens inside a container is not seen";
  const command = words[0]?.text === "--" ? words.slice(1) : words;
  const [name, ...others] = command;
  const program = name?.text.replace(/^.*\//, "") ?? "";
  if (name !== undefined && clients.has(program)) {
    call.runCommand([{ ...name, text: program }, ...others], { wrapper: call.name });
  } else if (name !== undefined && loses(program, others)) {
    const target = `what ${others.map(({ text }) => text).join(" ")} names inside the container`;
    call.emit({ kind: "service", action: "delete-data", target, detail: "container" }, name);
  }
  call.uncertain(reason, name);
  return untold(reason);
}

function loses(program: string, words: readonly Argument[]): boolean {
  const texts = words.map(({ text }) => text);
  if (/^(?:sh|bash|ash)$/.test(program)) {
    const text = texts[texts.findIndex((word) => /^-[a-z]*c$/.test(word)) + 1] ?? "";
    return /(?:^|[;&|]\s*)(?:rm\s+-[a-zA-Z]*[rR]|dropdb|mkfs|shred|wipefs|find\b.*-delete)/.test(
      text,
    );
  }
  if (program === "rm") return texts.some((word) => /^-[a-zA-Z]*[rR]|^--recursive$/.test(word));
  return program === "find" ? texts.includes("-delete") : /^(?:shred|mkfs.*|wipefs)$/.test(program);
}
