import type { Inquiry } from "../../domain/inquiry.ts";
import type { WaitingPackages } from "../manager.ts";
import { askApt } from "./commands.ts";
import { isSecuritySource } from "./describe-change.ts";
import { readFailure } from "./failures.ts";
import { readSimulation } from "./read-simulation.ts";

/** What an update of everything would bring newer, by the simulation alone. */
export function* askWaiting(): Inquiry<WaitingPackages> {
  const words = ["--simulate", "upgrade", "--with-new-pkgs", "--"];
  const { status, output, errors } = yield* askApt("apt-get", words);
  const { changes, keptBack } = readSimulation(output);
  if (status === undefined) {
    return {
      kind: "failure",
      failure: { kind: "no-manager", sentence: "apt could not be asked." },
    };
  }
  if (status !== 0 && changes.length === 0) {
    return { kind: "failure", failure: readFailure(`${errors}\n${output}`) };
  }
  const newer = changes.flatMap(({ name, before, after, sources }) =>
    before === undefined || after === undefined
      ? []
      : [{ name, before, after, isSecurity: sources.some(isSecuritySource) }],
  );
  return { kind: "waiting", changes: newer, keptBack };
}
