import { spawnSync } from "node:child_process";
import { closeSync, constants, fstatSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path/posix";
import { RunLog } from "../../apply/run-log.ts";
import type { ApplyEvent } from "../../domain/apply-event.ts";
import { isIdentifier } from "../../journal/identifier.ts";
import { ownMark } from "../../journal/process-mark.ts";
import { findTrustedProgram } from "../../system/trusted-program.ts";
import { describeError } from "../describe-error.ts";
import { exitStatus } from "../exit-status.ts";
import { openSession, type Session } from "../session.ts";
import { carryOut } from "./carry-out.ts";
import { type HelperRequest, readRequest } from "./request.ts";

/** The process that carries a request out, with nobody at its side: what it says is in its log. */
export async function carryOutRequest(id: string, session: Session): Promise<number> {
  const request = isIdentifier(id) ? takeRequest(id, session) : undefined;
  if (request === undefined) return exitStatus.usage;
  const { directories, engine, situation } = session;
  const { uid } = engine.machine.facts.caller.identity;
  if (uid === 0) liftLimits();
  const log = RunLog.open(directories.log, uid, id);
  const time = new Date().toISOString();
  const { plan, level } = request;
  const isRoot = uid === 0;
  log.begin({ schema: "handrail/run@1", id, time, isRoot, owner: ownMark(), plan });
  const stopping = listenForStop();
  const write = (event: ApplyEvent): void => log.write(event);
  try {
    await carryOut(request, { id, write, stopping, session: openSession(situation, level) });
  } catch (error) {
    const sentence = `This is a fault in Handrail: ${describeError(error)}`;
    write({ kind: "ended", result: "failed", sentence, time: new Date().toISOString() });
  }
  log.close();
  return exitStatus.done;
}

/** The request as the helper left it, which is forgotten by reading it: it is done once only. */
function takeRequest(id: string, session: Session): HelperRequest | undefined {
  const { uid } = session.engine.machine.facts.caller.identity;
  const path = join(requestDirectory(session), `${id}.json`);
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const status = fstatSync(file);
    if (!status.isFile() || status.uid !== uid || (status.mode & 0o077) !== 0) return undefined;
    return readRequest(readFileSync(file, "utf8"));
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
}

/** Where a request lies until the run has read it. */
export function requestDirectory({ directories }: Session): string {
  return `${directories.state}/requests`;
}

/** Whether somebody asked to stop; the terminal's own signals do not count. */
function listenForStop(): AbortSignal {
  const controller = new AbortController();
  process.on("SIGTERM", () => controller.abort());
  for (const signal of ["SIGHUP", "SIGINT", "SIGQUIT"] as const)
    process.on(signal, () => undefined);
  return controller.signal;
}

/** A user's limits come along through sudo; under them root's work could break off half done. */
function liftLimits(): void {
  const prlimit = findTrustedProgram("prlimit");
  if (prlimit === undefined) return;
  for (const limit of ["fsize", "cpu", "as", "data"]) {
    spawnSync(prlimit, ["--pid", String(process.pid), `--${limit}=unlimited`], {
      env: {},
      stdio: "ignore",
    });
  }
}
