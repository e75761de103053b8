import type { Level } from "../domain/finding.ts";
import { lookOf } from "../screens/look.ts";
import { openReviewScreen } from "../screens/review/open-review-screen.tsx";
import { initialState, type Setting } from "../screens/review/state.ts";
import { makeReviewStore } from "../screens/review/store.ts";
import { exitStatus } from "./exit-status.ts";
import { IntentPerformer } from "./intent-performer.ts";
import { openSession, type Session } from "./session.ts";
import { readSituation } from "./situation.ts";

/** Opens the first screen on this terminal; the status once it is closed. */
export async function runScreens(chosen?: Level): Promise<number> {
  const session = openSession(readSituation(), chosen);
  const performer = new IntentPerformer(session);
  const size = { columns: process.stdout.columns, rows: process.stdout.rows };
  const look = lookOf(Object.fromEntries(session.situation.environment), size);
  const store = makeReviewStore(
    initialState(settingOf(session), look, performer.entries()),
    (intent) => performer.perform(intent),
  );
  performer.connect(store.dispatch);
  const app = openReviewScreen(
    store,
    (handle) => performer.use(handle),
    () => performance.now(),
  );
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
