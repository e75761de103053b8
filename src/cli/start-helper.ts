import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { showName } from "../domain/text.ts";
import { findTrustedProgram } from "../system/trusted-program.ts";
import { handrailProgram } from "./handrail-program.ts";
import { type HelperAnswer, type HelperRequest, readAnswer } from "./helper/request.ts";
import { openTerminal } from "./terminal.ts";

/** A helper that took the request. */
export interface StartedHelper {
  readonly kind: "accepted";
  readonly id: string;
  /** Where the run's log is. */
  readonly directory: string;
  stop(): void;
  /** Leaves the helper to itself; the run goes on. */
  close(): void;
}

export type HelperStart = StartedHelper | { readonly kind: "refused"; readonly sentence: string };

export interface StartOptions {
  readonly needsRoot: boolean;
  /** Why root is needed, shown above the question for a password. */
  readonly reason: string;
  lendTerminal(use: () => Promise<void>): Promise<void>;
}

/** Hands a request to the helper, which as root is started by sudo or what there is in its place. */
export async function startHelper(
  request: HelperRequest,
  options: StartOptions,
): Promise<HelperStart> {
  const words = [handrailProgram(), "helper"];
  if (!options.needsRoot)
    return decided(await attempt(words, request, "own"), "The helper did not start");
  const raisers = findRaisers();
  const [first] = raisers;
  if (first === undefined) return refused(noRaiser);
  // Nobody is asked where nobody need be: the screen stays as it is.
  for (const { quiet } of raisers) {
    const unasked = await attempt([...quiet, ...words], request, "quiet");
    if (unasked.kind !== "silent") return unasked;
  }
  const terminal = openTerminal();
  if (terminal === undefined) {
    return refused(
      `${first.name} wants a password, and there is no terminal to ask on. Nothing was done.`,
    );
  }
  let end: HelperStart = refused(noRaiser);
  try {
    await options.lendTerminal(async () => {
      terminal.print(["", options.reason, ""]);
      end = await askEach(raisers, words, request);
    });
  } finally {
    terminal.close();
  }
  return end;
}

/** Asks by the first that lets this person in; where none does, the first one's word counts. */
async function askEach(
  raisers: readonly Raiser[],
  words: readonly string[],
  request: HelperRequest,
): Promise<HelperStart> {
  let first: HelperStart | undefined;
  for (const { name, asking } of raisers) {
    const asked = await attempt([...asking, ...words], request, "asking");
    first ??= decided(asked, `${name} did not give root's rights`);
    // sudo names its file, in every language, where somebody does not stand in it.
    const isClosed = asked.kind === "silent" && /\bsudoers\b/.test(asked.lastWords);
    if (asked.kind !== "silent") return asked;
    if (!isClosed) break;
  }
  return first ?? refused(noRaiser);
}

const noRaiser =
  "This needs root's rights, and sudo, doas and run0 are all missing. Nothing was done. Log in as root to do it.";

/** What makes root of a user. */
interface Raiser {
  readonly name: string;
  /** The words to start with where nothing may be asked, and where it may. */
  readonly quiet: readonly string[];
  readonly asking: readonly string[];
}

/** Without rules doas lets nobody in. */
const doasRules = ["/etc/doas.conf", "/etc/doas.d"];

/** What there is of them, in the order in which they are tried. */
function findRaisers(): readonly Raiser[] {
  const unasked = { sudo: "-n", doas: "-n", run0: "--no-ask-password" };
  return Object.entries(unasked).flatMap(([name, option]) => {
    const program = findTrustedProgram(name);
    const isOff = name === "doas" && !doasRules.some((path) => existsSync(path));
    if (program === undefined || isOff) return [];
    return [{ name, quiet: [program, option, "--"], asking: [program, "--"] }];
  });
}

/** silent: it ended without an answer; what it said on standard error is its last word. */
type Attempt = HelperStart | { readonly kind: "silent"; readonly lastWords: string };

async function attempt(
  [program = "", ...words]: readonly string[],
  request: HelperRequest,
  how: "own" | "quiet" | "asking",
): Promise<Attempt> {
  // Ctrl-C at the question for a password ends that, not us.
  const ignore = (): void => undefined;
  process.on("SIGINT", ignore);
  try {
    const child = spawn(program, words, { stdio: ["pipe", "pipe", "pipe"] });
    child.stdin.on("error", ignore);
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const heard = await listen(child, how === "asking");
    if (typeof heard === "string") return { kind: "silent", lastWords: heard };
    if (heard.kind === "accepted") return started(heard, child);
    child.stdin.end();
    return heard;
  } finally {
    process.off("SIGINT", ignore);
  }
}

/** The helper's answer, or what was said last where none came. */
function listen(child: ChildProcess, isForwarded: boolean): Promise<HelperAnswer | string> {
  return new Promise((resolve) => {
    let text = "";
    let errors = "";
    child.stdout?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      const answer = text.includes("\n")
        ? readAnswer(text.slice(0, text.indexOf("\n")))
        : undefined;
      if (answer !== undefined) resolve(answer);
    });
    child.stderr?.setEncoding("utf8").on("data", (part: string) => {
      errors = (errors + part).slice(-4000);
      if (isForwarded) process.stderr.write(part);
    });
    child.on("error", (error) => resolve(error.message));
    child.on("close", () => resolve(errors.trim().split("\n").at(-1) ?? ""));
  });
}

function started(
  { id, directory }: HelperAnswer & { readonly kind: "accepted" },
  child: ChildProcess,
): StartedHelper {
  // We may end before the helper does.
  child.unref();
  return {
    kind: "accepted",
    id,
    directory,
    stop: () => child.stdin?.write("stop\n"),
    close: () => {
      child.stdin?.end();
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
  };
}

function decided(result: Attempt, what: string): HelperStart {
  if (result.kind !== "silent") return result;
  const words = result.lastWords === "" ? "" : ` It says: ${showName(result.lastWords)}`;
  return refused(`${what}, so nothing was done.${words}`);
}

function refused(sentence: string): HelperStart {
  return { kind: "refused", sentence };
}
