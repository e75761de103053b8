import { rmSync } from "node:fs";
import { RunLog } from "../../apply/run-log.ts";
import { requirePrivateDirectory } from "../../journal/private-directory.ts";
import { StoreFailure, storeFailure } from "../../journal/store-failure.ts";
import { writeWhole } from "../../journal/write-whole.ts";
import { exitStatus } from "../exit-status.ts";
import { planUmask } from "../plan-engine.ts";
import { openSession, type Session } from "../session.ts";
import { startDetached } from "./detach.ts";
import { readInput } from "./input.ts";
import { type HelperAnswer, readRequest } from "./request.ts";
import { carryOutRequest, requestDirectory } from "./worker.ts";

/**
 * `handrail helper`, which people do not call: takes one request on its standard input, hands it to
 * a process of its own that outlives this one and its terminal, and says on its standard output how
 * the run is called. A line `stop` on the input asks the run to stop.
 */
export async function runHelper(words: readonly string[]): Promise<number> {
  process.chdir("/");
  process.umask(planUmask);
  const [task, id] = words;
  const session = openSession(helperSituation());
  if (task === "run" && id !== undefined) return carryOutRequest(id, session);
  // Ctrl-C is for the front, which then says `stop`.
  process.on("SIGINT", () => undefined);
  return takeRequest(session);
}

const notStarted =
  "The process that carries it out could not be started, or not write its log: the disk may be full. Nothing was done.";

/** Nothing of the caller's surroundings has a part in what is done. */
function helperSituation() {
  const { SUDO_UID, SUDO_USER, DOAS_UID, DOAS_USER } = process.env;
  const raised = { SUDO_UID, SUDO_USER, DOAS_UID, DOAS_USER };
  const given = Object.entries(process.getuid?.() === 0 ? raised : process.env);
  const environment = new Map(
    given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
  return { directory: "/", environment, umask: planUmask, isOutputTerminal: false };
}

async function takeRequest(session: Session): Promise<number> {
  const input = readInput(process.stdin);
  const text = await input.first;
  const request = text === undefined ? undefined : readRequest(text);
  if (text === undefined || request === undefined) {
    return refuse("This is no request that Handrail understands. Nothing was done.");
  }
  const { directories, engine } = session;
  const { identity, loginName } = engine.machine.facts.caller;
  const reader = engine.machine.facts.accounts.user(loginName)?.uid ?? identity.uid;
  try {
    const place = requestDirectory(session);
    requirePrivateDirectory(directories.state, identity.uid);
    requirePrivateDirectory(place, identity.uid);
    const log = RunLog.create(directories.log, identity.uid, reader);
    log.close();
    writeWhole(place, `${log.id}.json`, [text], true);
    const run = await startDetached(log.id, session);
    if (run === undefined) {
      rmSync(`${place}/${log.id}.json`, { force: true });
      rmSync(`${directories.log}/${log.id}.jsonl`, { force: true });
      return refuse(notStarted);
    }
    answer({ kind: "accepted", id: log.id, directory: directories.log });
    input.onStop(run.stop);
    await Promise.race([run.ended, input.ended]);
    return exitStatus.done;
  } catch (error) {
    const failure = storeFailure(error, directories.state);
    if (failure instanceof StoreFailure) return refuse(`${failure.message}. Nothing was done.`);
    throw failure;
  } finally {
    process.stdin.destroy();
  }
}

function refuse(sentence: string): number {
  process.stdin.destroy();
  answer({ kind: "refused", sentence });
  return exitStatus.stepFailed;
}

function answer(said: HelperAnswer): void {
  // Whoever asked may be gone by now; the run goes on all the same.
  process.stdout.on("error", () => undefined);
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
