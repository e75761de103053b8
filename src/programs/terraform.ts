import type { Call, Outcome, Program } from "../domain/program.ts";
import { unforeseen, untold } from "./common/outcome.ts";

/** Commands that only tell; what `plan` writes it writes where `-out` says. */
const telling = new Set(
  "validate show output graph providers version console get metadata modules".split(" "),
);

/** What stands elsewhere by a description: what would be torn down is told. */
export const terraformProgram: Program = {
  names: ["terraform", "tofu", "terragrunt", "pulumi"],
  options: [],
  run(call) {
    const words = call.arguments.map(({ text }) => text);
    const [verb, second] = words.filter((word) => !word.startsWith("-"));
    if (verb === undefined || words.includes("-help") || words.includes("--help")) {
      return untold("how to use it is told");
    }
    const has = (name: string) => words.some((word) => word === `-${name}` || word === `--${name}`);
    if (verb === "destroy" || ((verb === "apply" || verb === "up") && has("destroy"))) {
      const targets = words.filter((word) => /^-?-target=/.test(word));
      const what = targets.map((word) => word.replace(/^.*?=/, "")).join(", ");
      return tearDown(call, what === "" ? "everything that the state lists" : what);
    }
    if (verb === "state" && (second === "rm" || second === "push")) {
      return tearDown(call, "the record of what stands", "delete-data");
    }
    if (verb === "workspace" && second === "delete") {
      return tearDown(call, "a workspace and its record", "delete-data");
    }
    if (telling.has(verb) || (verb === "plan" && !words.some((word) => /^-?-out=/.test(word)))) {
      return untold(`what \`${call.name}\` prints is not known before`);
    }
    if ((verb === "apply" || verb === "up") && (has("auto-approve") || has("yes") || has("y"))) {
      const target = "what stands there";
      call.emit({ kind: "network", action: "apply-unasked", target, detail: "cluster" });
    }
    return unforeseen(
      call,
      `what \`${call.name} ${verb}\` would build or change is not known here`,
    );
  },
};

function tearDown(call: Call, target: string, action = "delete-all-data"): Outcome {
  call.emit({ kind: "network", action, target, detail: "cluster" });
  return untold("what the other side answers is not known before");
}
