import { probeSources } from "../../system/check-up/package-sources.ts";
import { mendSourcesTask } from "../../tasks/mend-sources.ts";
import { askerOf } from "../asker.ts";
import { wireTask } from "../task-wiring.ts";

export const mendSourcesWiring = wireTask(mendSourcesTask, async (_answers, session) => {
  const found = await probeSources(askerOf(session));
  return { weak: found.kind === "known" ? found.facts.weak : [] };
});
