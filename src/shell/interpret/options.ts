import type { ShellState } from "../state.ts";

/** Letters of `set` by the names of `set -o`. */
export const optionNames: ReadonlyMap<string, string> = new Map([
  ["a", "allexport"],
  ["b", "notify"],
  ["e", "errexit"],
  ["f", "noglob"],
  ["h", "hashall"],
  ["k", "keyword"],
  ["m", "monitor"],
  ["n", "noexec"],
  ["p", "privileged"],
  ["t", "onecmd"],
  ["u", "nounset"],
  ["v", "verbose"],
  ["x", "xtrace"],
  ["B", "braceexpand"],
  ["C", "noclobber"],
  ["E", "errtrace"],
  ["H", "histexpand"],
  ["P", "physical"],
  ["T", "functrace"],
]);

/** Every name that `set -o` takes. */
export const optionList: ReadonlySet<string> = new Set([
  ...optionNames.values(),
  "emacs",
  "history",
  "ignoreeof",
  "interactive-comments",
  "nolog",
  "pipefail",
  "posix",
  "vi",
]);

/** Whether `set -o` takes the name. */
export function isOptionName(name: string, dialect: ShellState["dialect"]): boolean {
  return optionList.has(name) && (dialect === "bash" || !bashOptions.has(name));
}

const bashOptions: ReadonlySet<string> = new Set([
  "braceexpand",
  "errtrace",
  "functrace",
  "hashall",
  "histexpand",
  "history",
  "keyword",
  "onecmd",
  "physical",
  "pipefail",
  "posix",
  "privileged",
]);

/** Turns on what a shell was started with: a letter, or a name of `-o` or `-O`. */
export function applyShellOption(state: ShellState, option: string): void {
  const name = optionNames.get(option) ?? option;
  if (isOptionName(name, "bash")) state.setOptions.add(name);
  else if (option.length > 1) state.shoptOptions.add(option);
}
