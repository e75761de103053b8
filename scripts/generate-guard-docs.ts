import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AnyGuard, GuardExample } from "../src/domain/guard.ts";
import { guards } from "../src/guards/index.ts";

/** A page's path, seen from the repository, and what it should hold. */
export interface GuardPage {
  readonly path: string;
  readonly text: string;
}

/** One page for every guard, and the list of them. */
export function generateGuardDocs(): readonly GuardPage[] {
  return [
    ...guards.map((guard) => ({ path: `docs/guards/${guard.id}.md`, text: describeGuard(guard) })),
    { path: "docs/guards/README.md", text: describeList() },
  ];
}

function describeGuard(guard: AnyGuard): string {
  return [
    `# ${guard.title}`,
    "",
    `\`${guard.id}\`, at most ${guard.severity}`,
    "",
    "## Why it matters",
    "",
    guard.why,
    "",
    "## Examples",
    "",
    "What this guard alone says of each line, on the machine that the tests make up: ann in her home, or root.",
    "",
    "| line | typed by | verdict | because |",
    "|---|---|---|---|",
    ...guard.examples().map(describeExample),
    "",
    "## What it does not see",
    "",
    guard.blindSpots,
    "",
    "## If it is meant",
    "",
    `\`guard --yes=${guard.id} COMMAND\` accepts the findings of this guard alone; all others are judged as ever.`,
    "",
  ].join("\n");
}

function describeExample({ line, as = "user", expect, why }: GuardExample): string {
  const who = as === "user" ? "ann" : "root";
  return `| ${code(line)} | ${who} | ${expect} | ${cell(why)} |`;
}

/** Inline code that may hold pipes and backticks within a table. */
function code(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return `${fence}${cell(text)}${fence}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function describeList(): string {
  return [
    "# The guards",
    "",
    "Each watches for one mistake. They read what a line would do, never its text.",
    "",
    "| guard | what it catches | at most |",
    "|---|---|---|",
    ...guards.map(({ id, title, severity }) => `| [${id}](${id}.md) | ${title} | ${severity} |`),
    "",
  ].join("\n");
}

function writeGuardDocs(root: string): void {
  mkdirSync(join(root, "docs/guards"), { recursive: true });
  for (const { path, text } of generateGuardDocs()) {
    const file = join(root, path);
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  }
}

if (import.meta.main) writeGuardDocs(join(import.meta.dirname, ".."));
