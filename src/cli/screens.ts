import type { Level } from "../domain/finding.ts";
import { openApp } from "../screens/app/open-app.tsx";
import type { PageArgument } from "../screens/app/page.ts";
import { catalogue } from "../screens/app/pages.ts";
import { beginApp, makeAppStore } from "../screens/app/store.ts";
import { lookOf } from "../screens/look.ts";
import type { Setting } from "../screens/review/state.ts";
import { exitStatus } from "./exit-status.ts";
import { QueryPerformer } from "./query-performer.ts";
import { openSession, type Session } from "./session.ts";
import { readSituation } from "./situation.ts";

/** Where the screens begin. */
export interface Opening {
  readonly page: string;
  readonly argument?: PageArgument;
  /** The level chosen on the command line. */
  readonly level?: Level;
}

/** Opens a page on this terminal; the status once the screens are closed. */
export async function runScreens({ page, argument = {}, level }: Opening): Promise<number> {
  const session = openSession(readSituation(), level);
  const performer = new QueryPerformer({ session, ...(level === undefined ? {} : { level }) });
  const size = { columns: process.stdout.columns, rows: process.stdout.rows };
  const look = lookOf(Object.fromEntries(session.situation.environment), size);
  const first = beginApp({ catalogue, look, setting: settingOf(session), page, argument });
  const store = makeAppStore(first, (intent) => performer.perform(intent));
  performer.connect(store.dispatch);
  const clock = { now: () => performance.now(), date: () => Date.now() };
  const app = openApp(store, (handle) => performer.use(handle), clock);
  const leave = (): void => app.unmount();
  // The terminal went away: there is nobody left to show anything to.
  process.stdin.on("end", leave).on("error", leave);
  process.stdout.on("error", leave);
  await app.waitUntilExit();
  performer.close();
  return exitStatus.done;
}

function settingOf(session: Session): Setting {
  const { facts } = session.engine.machine;
  return {
    user: facts.caller.name,
    hostName: facts.hostName,
    directory: session.situation.directory,
    level: session.level,
    isRoot: facts.caller.identity.uid === 0,
  };
}
