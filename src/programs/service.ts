import { type Argument, plainArgument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { fail, untold } from "./common/outcome.ts";
import { mayAskManager } from "./common/rights.ts";
import { unitName } from "./common/units/unit-files.ts";

/** Programs that hand a service's name and an action over to its start script or to systemd. */
export const serviceProgram: Program = {
  names: ["service", "invoke-rc.d", "rc-service", "deb-systemd-invoke", "init.d", "sv"],
  options: [
    "-h --help",
    "-V --version",
    "--status-all",
    "--full-restart",
    "--quiet",
    "--force",
    "--try-anyway",
    "--disclose-deny",
    "--query",
    "--no-fallback",
    "--skip-systemd-native",
    "-i --ifexists",
    "-c --ifcrashed",
    "-N --ifnotstarted",
    "-S --ifstarted",
    "-s --ifstopped",
    "-l --list",
    "-r --resolve",
    "-e --exists",
    "-q",
    "-v --verbose",
    "-D --nodeps",
    "-d --debug",
    "-Z --dry-run",
    "--user",
  ],
  run: runService,
};

/** What a start script is asked for that only tells. */
const questions = /^(status|configtest|check|test|list|help|describe|info|extendedstatus)$/;

function runService(call: Call): Outcome {
  const words = call.arguments.filter(({ text }) => !text.startsWith("-"));
  const options = call.arguments.map(({ text }) => text).filter((text) => text.startsWith("-"));
  const isTelling = options.some((text) =>
    /^(--(query|help|version|status-all|list|exists|resolve|dry-run)|-[hVlreZ])$/.test(text),
  );
  const { unit, verb } = partsOf(call, words);
  const action = options.includes("--full-restart") ? "restart" : (verb?.text ?? "");
  if (isTelling || unit === undefined || action === "" || questions.test(action)) {
    return untold("what a service tells is not known before");
  }
  if (!mayAskManager(call)) return fail(call, "Access denied");
  call.emit({ kind: "service", action: meaningOf(action), target: unitName(unit.text) }, unit);
  return untold("whether the service starts or stops is not known before");
}

/** A start script carries the service's name itself; deb-systemd-invoke and runit's sv take the action first. */
function partsOf(
  call: Call,
  [first, second]: readonly Argument[],
): { readonly unit: Argument | undefined; readonly verb: Argument | undefined } {
  if (call.command[0]?.text.includes("/init.d/") === true) {
    return { unit: { ...plainArgument(call.name), span: call.command[0].span }, verb: first };
  }
  const isActionFirst = call.name === "deb-systemd-invoke" || call.name === "sv";
  if (isActionFirst) return { unit: second, verb: first };
  return { unit: first, verb: second };
}

function meaningOf(action: string): string {
  if (action === "up") return "start";
  if (/^(force-stop|down|exit|shutdown|zap|destroy|kill)$/.test(action)) return "stop";
  return action === "pause" ? "stop" : action;
}
