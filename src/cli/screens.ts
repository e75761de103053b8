import { flushCompileCache } from "node:module";
import type { Level } from "../domain/finding.ts";
import { showName } from "../domain/text.ts";
import { openApp } from "../screens/app/open-app.tsx";
import type { PageArgument } from "../screens/app/page.ts";
import { catalogue } from "../screens/app/pages.ts";
import type { AppIntent } from "../screens/app/state.ts";
import { beginApp, makeAppStore } from "../screens/app/store.ts";
import { lookOf } from "../screens/look.ts";
import type { Setting } from "../screens/review/state.ts";
import { makeFacts } from "../system/facts.ts";
import { exitStatus } from "./exit-status.ts";
import { readPerson } from "./person.ts";
import type { Outcome, QueryPerformer } from "./query-performer.ts";
import { readSituation } from "./situation.ts";
import { printLines } from "./terminal.ts";

/** Where the screens begin. */
export interface Opening {
  readonly page: string;
  readonly argument?: PageArgument;
  /** The level chosen on the command line. */
  readonly level?: Level;
  /** The words ask for something to be done, so that not doing it is no success. */
  readonly isAsked?: boolean;
}

/**
 * Opens a page on this terminal; the status once the screens are closed. What answers the pages is
 * loaded, and begins its work, once there is something to look at.
 */
export async function runScreens({
  page,
  argument = {},
  level,
  isAsked = false,
}: Opening): Promise<number> {
  const { directory, environment } = readSituation();
  const size = { columns: process.stdout.columns, rows: process.stdout.rows };
  const look = lookOf(Object.fromEntries(environment), size);
  const setting = readSetting(directory, environment, level);
  const first = beginApp({ catalogue, look, setting, page, argument });
  let performer: QueryPerformer | undefined;
  const early: AppIntent[] = [];
  const store = makeAppStore(first, (intent) => {
    if (performer === undefined) early.push(intent);
    else performer.perform(intent);
  });
  const clock = { now: () => performance.now(), date: () => Date.now() };
  const onReady = async (handle: Parameters<QueryPerformer["use"]>[0]): Promise<void> => {
    const { openPerformer } = await import("./query-performer.ts");
    performer = openPerformer(level, store.dispatch);
    performer.use(handle);
    for (const intent of early.splice(0)) performer.perform(intent);
    // A terminal that is closed, not left, would take the compiled code with it.
    setTimeout(flushCompileCache, 2000).unref();
  };
  // A key pressed as soon as there is something to see must not be echoed: it would move the screen
  // below what Ink believes to be there. Node gives the terminal back when it ends.
  process.stdin.setRawMode(true);
  const app = openApp(store, (handle) => void onReady(handle), clock);
  const leave = (): void => app.unmount();
  // The terminal went away: there is nobody left to show anything to.
  process.stdin.on("end", leave).on("error", leave);
  process.stdout.on("error", leave);
  await app.waitUntilExit();
  performer?.close();
  const goingOn = performer?.goingOn ?? [];
  const cameOf = performer?.cameOf ?? "nothing";
  const status = isAsked ? statuses[cameOf] : exitStatus.done;
  return goingOn.length === 0 ? status : leaveRunning(goingOn, status);
}

/** Ends at once: to wait for what goes on by itself would hold the terminal until it is done. */
function leaveRunning(titles: readonly string[], status: number): never {
  const own = titles.filter((title) => title !== "");
  printLines(
    2,
    own.map((title) => `${showName(title)} goes on by itself. handrail shows how it stands.`),
  );
  process.exit(
    own.length > 0 && status === exitStatus.notConfirmed ? exitStatus.stepFailed : status,
  );
}

const statuses: Readonly<Record<Outcome, number>> = {
  nothing: exitStatus.notConfirmed,
  done: exitStatus.done,
  failed: exitStatus.stepFailed,
  locked: exitStatus.lockHeld,
};

function readSetting(
  directory: string,
  environment: ReadonlyMap<string, string>,
  chosen: Level | undefined,
): Setting {
  const facts = makeFacts();
  const { level } = readPerson(facts, environment, chosen);
  return {
    user: facts.caller.name,
    hostName: facts.hostName,
    directory,
    level,
    isRoot: facts.caller.identity.uid === 0,
  };
}
