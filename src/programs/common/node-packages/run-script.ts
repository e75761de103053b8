import type { Argument } from "../../../domain/argument.ts";
import type { Call, Outcome } from "../../../domain/program.ts";
import { quoteWord } from "../../../domain/text.ts";
import { fail, unforeseen, untold } from "../outcome.ts";
import { findProject, type NodeProject } from "./project.ts";

/** Runs a script of package.json as npm does: with those before and after it, in the project's root. */
export function runScript(
  call: Call,
  name: Argument,
  words: readonly Argument[],
  mayLack = false,
): Outcome {
  const project = findProject(call);
  if (project === undefined) return fail(call, "there is no package.json", 254);
  if (typeof project === "string") return unforeseen(call, project, name);
  const script = scriptOf(project, name.text);
  if (script === undefined) {
    return mayLack
      ? untold("there is no such script", 0)
      : fail(call, `Missing script: "${name.text}"`);
  }
  const hidden = words.find(({ unknown }) => unknown !== undefined);
  if (hidden?.unknown !== undefined) return unforeseen(call, hidden.unknown, hidden);
  const more = words.map(({ text }) => ` ${quoteWord(text)}`).join("");
  for (const [event, text] of [
    [`pre${name.text}`, project.scripts[`pre${name.text}`]],
    [name.text, script + more],
    [`post${name.text}`, project.scripts[`post${name.text}`]],
  ] as const) {
    if (text === undefined) continue;
    const { status } = runOne(call, project, name, event, text);
    if (status !== 0) return untold(`what \`${call.name}\` prints is not known before`, status);
  }
  return untold(`what \`${call.name}\` prints is not known before`, 0);
}

/** `npm start` without such a script runs server.js. */
function scriptOf({ scripts }: NodeProject, name: string): string | undefined {
  return Object.hasOwn(scripts, name) ? scripts[name] : undefined;
}

function runOne(
  call: Call,
  project: NodeProject,
  argument: Argument,
  event: string,
  text: string,
): Outcome {
  const environment = new Map(call.environment);
  const path = call.environment.get("PATH") ?? "";
  environment.set("PATH", `${project.root}/node_modules/.bin:${path}`);
  environment.set("npm_lifecycle_event", event);
  environment.set("npm_lifecycle_script", text);
  environment.set("npm_package_name", project.name);
  environment.set("npm_package_version", project.version);
  environment.set("INIT_CWD", call.directory);
  return call.runShell(text, {
    wrapper: call.name,
    directory: project.root,
    environment,
    argument,
    dialect: "sh",
  });
}
