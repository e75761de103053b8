import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { untold } from "./common/outcome.ts";
import { runUnmodelled } from "./common/unmodelled.ts";

/** Go's own tool: what it installs and empties is told, what it builds is not. */
export const goProgram: Program = {
  names: ["go"],
  options: [],
  run(call) {
    const [verb, ...words] = call.arguments;
    const names = words.filter(({ text }) => !text.startsWith("-"));
    switch (verb?.text) {
      case "version":
      case "env":
      case "list":
      case "doc":
      case "help":
      case "vet":
        return words.some(({ text }) => /^-[wu]$/.test(text))
          ? runUnmodelled(call)
          : untold("what `go` prints is not known before");
      case "install":
        for (const name of names) {
          call.emit({ kind: "package", action: "install", target: name.text }, name);
        }
        call.uncertain("which modules `go` would fetch and build is not known here");
        return untold("whether it can be built is not known before");
      case "clean":
        return clean(
          call,
          words.map(({ text }) => text),
        );
      default:
        return runUnmodelled(call);
    }
  },
};

/** `go clean -modcache` takes every module that was fetched. */
function clean(call: Call, options: readonly string[]): Outcome {
  if (options.length !== 1 || options[0] !== "-modcache") return runUnmodelled(call);
  const home = call.environment.get("HOME") ?? "";
  const roots = (call.environment.get("GOPATH") || `${home}/go`).split(":");
  const place = call.environment.get("GOMODCACHE") || `${roots[0]}/pkg/mod`;
  if (!isError(call.files.lstat(place))) call.files.removeTree(place);
  return untold("what `go` prints is not known before", 0);
}
