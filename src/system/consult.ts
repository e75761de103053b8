import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Consultation, Consulted, Inquiry } from "../domain/inquiry.ts";
import type { Path } from "../domain/world.ts";
import { makeWay } from "./make-way.ts";
import { nodePath } from "./node-path.ts";
import { Scratch } from "./scratch.ts";
import { findTrustedProgram, isRootsOwn } from "./trusted-program.ts";

/** With what an inquiry's looks are made. */
export interface Consulter {
  /** Handrail's own cache; absent where it cannot be made. */
  readonly cacheDirectory?: Path;
  /** Where a program lies; root's own places when left out. */
  readonly find?: (program: string) => Path | undefined;
  /** As nice(1) counts: others go first by so much while it is answered in the background. */
  readonly niceness?: number;
  /** Variables beside the plain ones, for tests. */
  readonly environment?: Readonly<Record<string, string>>;
}

const outputLimit = 256 * 1024 * 1024;
const usualPatience = 30;

/** Answers an inquiry here and now, each look after the other. */
export function consultNow<Answer>(inquiry: Inquiry<Answer>, consulter: Consulter): Answer {
  const scratch = new Scratch(consulter.cacheDirectory);
  try {
    let step = inquiry.next();
    while (step.done !== true) step = inquiry.next(lookNow(step.value, consulter, scratch));
    return step.value;
  } finally {
    scratch.clear();
  }
}

/** Answers an inquiry in the background; other things go on meanwhile. */
export async function consultLater<Answer>(
  inquiry: Inquiry<Answer>,
  consulter: Consulter,
): Promise<Answer> {
  const scratch = new Scratch(consulter.cacheDirectory);
  try {
    let step = inquiry.next();
    while (step.done !== true) step = inquiry.next(await lookLater(step.value, consulter, scratch));
    return step.value;
  } finally {
    scratch.clear();
  }
}

type Run = Consultation & { readonly kind: "run" };

function lookNow(consultation: Consultation, consulter: Consulter, scratch: Scratch): Consulted {
  if (consultation.kind !== "run") return lookItself(consultation, consulter, scratch);
  const start = startOf(consultation, consulter);
  if (start === undefined) return nothing;
  const { status, stdout, stderr } = spawnSync(start.path, consultation.arguments, {
    env: start.environment,
    cwd: "/",
    stdio: ["ignore", "pipe", "pipe"],
    timeout: start.milliseconds,
    killSignal: "SIGKILL",
    maxBuffer: outputLimit,
  });
  return { status: status ?? undefined, output: textOf(stdout), errors: textOf(stderr) };
}

function lookLater(
  consultation: Consultation,
  consulter: Consulter,
  scratch: Scratch,
): Promise<Consulted> {
  if (consultation.kind !== "run") {
    return Promise.resolve(lookItself(consultation, consulter, scratch));
  }
  const start = startOf(consultation, consulter);
  if (start === undefined) return Promise.resolve(nothing);
  return new Promise((resolve) => {
    const child = spawn(start.path, consultation.arguments, {
      env: start.environment,
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
      timeout: start.milliseconds,
      killSignal: "SIGKILL",
    });
    makeWay(child.pid, consulter.niceness);
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => output.push(part));
    child.stderr.on("data", (part: Buffer) => errors.push(part));
    child.on("error", () => resolve(nothing));
    child.on("close", (status) =>
      resolve({
        status: status ?? undefined,
        output: textOf(Buffer.concat(output)),
        errors: textOf(Buffer.concat(errors)),
      }),
    );
  });
}

const nothing: Consulted = { status: undefined, output: "", errors: "" };

function startOf({ program, patience = usualPatience }: Run, consulter: Consulter) {
  const path = (consulter.find ?? findProgram)(program);
  if (path === undefined) return undefined;
  return {
    path,
    environment: { ...plainEnvironment, ...consulter.environment },
    milliseconds: patience * 1000,
  };
}

/** apt's helper is one of its own, beside no program that people start. */
const helpers: Readonly<Record<string, Path>> = { "apt-helper": "/usr/lib/apt/apt-helper" };

function findProgram(name: string): Path | undefined {
  const helper = helpers[name];
  if (helper === undefined) return findTrustedProgram(name);
  return isRootsOwn(helper) ? helper : undefined;
}

/** LANGUAGE beats LC_ALL=C in some programs, so it is there and empty. */
const plainEnvironment: Readonly<Record<string, string>> = {
  PATH: "/usr/sbin:/usr/bin:/sbin:/bin",
  LC_ALL: "C",
  LANGUAGE: "",
  DEBIAN_FRONTEND: "noninteractive",
  PAGER: "cat",
};

function lookItself(
  consultation: Exclude<Consultation, Run>,
  { cacheDirectory }: Consulter,
  scratch: Scratch,
): Consulted {
  if (consultation.kind === "scratch") return scratch.write(consultation.text);
  if (consultation.kind === "cache-directory") {
    return { status: 0, output: cacheDirectory ?? "", errors: "" };
  }
  try {
    return { status: 0, output: readFileSync(nodePath(consultation.path), "utf8"), errors: "" };
  } catch {
    return { status: 1, output: "", errors: "" };
  }
}

function textOf(bytes: Buffer | null): string {
  return bytes?.toString("utf8") ?? "";
}
