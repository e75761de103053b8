import { cleanEnvironment } from "./clean-environment.ts";

/** A program that does nothing, in the place of every program a configuration could name. */
const nothing = "/bin/false";

/**
 * Settings that keep git from starting what a repository's (or anyone's) configuration names. They
 * come last in git's order, so they win. Filters and textconv go by free names: see git.ts.
 */
const disarmed: readonly (readonly [key: string, value: string])[] = [
  ["core.fsmonitor", "false"],
  ["core.hooksPath", "/dev/null"],
  ["core.pager", "cat"],
  ["core.editor", nothing],
  ["core.askPass", nothing],
  ["core.sshCommand", nothing],
  ["core.gitProxy", nothing],
  ["core.alternateRefsCommand", nothing],
  ["gpg.program", nothing],
  ["gpg.openpgp.program", nothing],
  ["gpg.x509.program", nothing],
  ["gpg.ssh.program", nothing],
  ["gpg.ssh.defaultKeyCommand", nothing],
  ["log.showSignature", "false"],
  ["diff.external", ""],
  ["credential.helper", ""],
  ["protocol.allow", "never"],
  ["submodule.recurse", "false"],
];

/** The environment in which git only reads: nothing configured is started, nothing is written. */
export function gitEnvironment(
  source: ReadonlyMap<string, string> | Readonly<Record<string, string | undefined>>,
  settings: readonly (readonly [key: string, value: string])[] = [],
): Record<string, string> {
  const environment = cleanEnvironment(source);
  const all = [...disarmed, ...settings];
  all.forEach(([key, value], at) => {
    environment[`GIT_CONFIG_KEY_${at}`] = key;
    environment[`GIT_CONFIG_VALUE_${at}`] = value;
  });
  return Object.assign(environment, {
    GIT_CONFIG_COUNT: String(all.length),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_PAGER: "cat",
    GIT_TERMINAL_PROMPT: "0",
    // A partial clone fetches what is missing: over no protocol at all, whatever is configured.
    GIT_ALLOW_PROTOCOL: "none",
    GIT_NO_LAZY_FETCH: "1",
    GIT_ATTR_NOSYSTEM: "1",
    // Tracing into files can be configured for the user and the system; these outrank it.
    GIT_TRACE2: "0",
    GIT_TRACE2_EVENT: "0",
    GIT_TRACE2_PERF: "0",
  });
}
