import type { CommandFacts } from "../../src/domain/facts.ts";

const near: Readonly<Record<string, readonly string[]>> = { sl: ["ls"], gti: ["git"], rmm: ["rm"] };

const packages: Readonly<Record<string, readonly string[]>> = {
  nmap: ["nmap"],
  dig: ["bind9-dnsutils"],
};

/** What is near a mistyped name on the machine of the decisions, and which packages it could have. */
export const fixtureCommands: CommandFacts = {
  near: (name) => near[name] ?? [],
  packagesWith: (name) => packages[name] ?? [],
  askPackages: (name) => packages[name] ?? [],
};
