import { readOwnArguments } from "../system/arguments.ts";
import { goingOn } from "./check-up/going-on.ts";
import { printCheckUp } from "./check-up/print-check-up.ts";
import { enablePrivateCompileCache } from "./compile-cache.ts";
import { exitStatus } from "./exit-status.ts";
import { explain } from "./explain-line.ts";
import { handrailHelp } from "./handrail-help.ts";
import { type HandrailRequest, readHandrailOptions } from "./handrail-options.ts";
import { printDecisions, printHistory } from "./history.ts";
import { runLineMenu } from "./line-menu.ts";
import { openingOf } from "./opening.ts";
import { applyFile, runTask } from "./run-task.ts";
import type { Opening } from "./screens.ts";
import { changeSettings, printGuards, printSettings } from "./settings.ts";
import { isTerminal, printLines } from "./terminal.ts";
import { undoEntryOrPlan } from "./undo-plan.ts";
import { readVersion } from "./version.ts";

/** The whole program: reads its words, does what they ask, sets the exit status. */
export async function runHandrail(): Promise<void> {
  try {
    process.exitCode = await perform();
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    printLines(2, [`handrail: internal error, this is a fault in handrail: ${detail}`]);
    process.exitCode = exitStatus.internal;
  }
}

async function perform(): Promise<number> {
  const [first, ...words] = readOwnArguments();
  if (first === "helper") return (await import("./helper/helper.ts")).runHelper(words);
  const request = readHandrailOptions(readOwnArguments());
  if ("kind" in request) {
    printLines(2, [`handrail: ${request.message}`, "handrail: --help lists what there is"]);
    return exitStatus.usage;
  }
  const opening = canDraw() ? await openingOf(request) : undefined;
  if (opening !== undefined) return openScreens(opening);
  return request.action === "screen" ? tellInText(request) : answer(request, request.action);
}

function answer(
  request: HandrailRequest,
  action: Exclude<HandrailRequest["action"], "screen">,
): number | Promise<number> {
  switch (action) {
    case "help":
      printLines(1, handrailHelp);
      return exitStatus.done;
    case "version":
      printLines(1, [readVersion()]);
      return exitStatus.done;
    case "check-up":
      return printCheckUp(request);
    case "history":
      return request.isOfDecisions === true
        ? printDecisions(request.isJson)
        : printHistory(request.isJson);
    case "settings":
      return request.operands === undefined
        ? printSettings(request.isJson)
        : changeSettings(request.operands);
    case "guards":
      return printGuards(request.isJson);
    case "undo":
      return undoEntryOrPlan(request);
    case "task":
      return runTask(request);
    case "apply":
      return applyFile(request);
    case "explain":
      return explain(request);
  }
}

/** Ink costs more than all the rest together, so only the screens load it. */
async function openScreens(opening: Opening): Promise<number> {
  enablePrivateCompileCache();
  const { runScreens } = await withoutWarnings(() => import("./screens.ts"));
  return runScreens(opening);
}

/** What the screens would show, for those who cannot see them. */
function tellInText(request: HandrailRequest): number | Promise<number> {
  if (request.isLineMode || areTerminals()) return runLineMenu(request);
  return printCheckUp({ ...request, end: goingOn });
}

/** The screens need a terminal on both sides, on which the cursor can be moved. */
function canDraw(): boolean {
  return areTerminals() && !needsLineMode();
}

function areTerminals(): boolean {
  return isTerminal(0) && isTerminal(1);
}

/** A terminal that cannot move its cursor cannot be drawn on; a screen reader reads lines. */
function needsLineMode(): boolean {
  const { TERM = "dumb", INK_SCREEN_READER } = process.env;
  return INK_SCREEN_READER === "true" || TERM === "dumb" || TERM === "unknown";
}

/**
 * Node calls it experimental to import a module out of code that was compiled beforehand
 * (start.ts), and would say so across the screen.
 */
async function withoutWarnings<Result>(act: () => Promise<Result>): Promise<Result> {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return await act();
  } finally {
    process.emitWarning = emitWarning;
  }
}
