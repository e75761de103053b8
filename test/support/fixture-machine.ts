import type { Foreseen } from "../../src/domain/plan.ts";
import type { Program } from "../../src/domain/program.ts";
import { foreseeLine, type Machine, type Situation } from "../../src/plan/foresee.ts";
import { programs } from "../../src/programs/index.ts";
import { type FixtureUser, fixtureFacts } from "./fixture-facts.ts";
import { fixtureWorld } from "./fixture-world.ts";
import type { MemoryWorld } from "./memory-world.ts";

let byName: ReadonlyMap<string, Program> | undefined;

function findProgram(name: string): Program | undefined {
  byName ??= new Map(programs.flatMap((program) => program.names.map((one) => [one, program])));
  return byName.get(name);
}

let world: MemoryWorld | undefined;

/** The machine of the decisions, seen by an ordinary user or by root. */
export function fixtureMachine(as: FixtureUser): Machine {
  world ??= fixtureWorld();
  return { world, facts: fixtureFacts(world, as), findProgram };
}

/** From where and with what a line is typed there: ann's home, root's home for root. */
export function fixtureSituation(as: FixtureUser): Situation {
  const home = as === "root" ? "/root" : "/home/ann";
  const name = as === "root" ? "root" : "ann";
  const environment = new Map([
    ["HOME", home],
    ["USER", name],
    ["LOGNAME", name],
    ["SHELL", "/bin/bash"],
    ["PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
    ["LANG", "C.UTF-8"],
    ["BUILD", ""],
  ]);
  return { directory: home, environment, umask: 0o022 };
}

/** What a line would do on that machine. */
export function foreseeThere(line: string, as: FixtureUser): Foreseen {
  const result = foreseeLine(line, fixtureSituation(as), fixtureMachine(as));
  if ("kind" in result) throw new Error(`${line}: ${result.sentence}`);
  return result;
}
