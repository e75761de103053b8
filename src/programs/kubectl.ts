import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { execute } from "./common/containers/execute.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { command, defineTool, inOrder, isUnforeseen, tells } from "./common/tool/tool.ts";

const options = [
  "-n NAME --namespace=NAME",
  "--context=NAME",
  "--cluster=NAME",
  "--user=NAME",
  "--kubeconfig=FILE",
  "-s URL --server=URL",
  "--token=TOKEN",
  "--as=NAME",
  "--as-group=NAME",
  "--request-timeout=TIME",
  "--insecure-skip-tls-verify[=ANSWER]",
  "-v LEVEL --v=LEVEL",
  "--kube-context=NAME",
  "--debug",
  "-h --help",
  "--version",
];

const ofChoosing = [
  "--all",
  "-A --all-namespaces",
  "-l SELECTOR --selector=SELECTOR",
  "--field-selector=SELECTOR",
  "-f FILE --filename=FILE",
  "-k DIR --kustomize=DIR",
  "-R --recursive",
  "-o FORMAT --output=FORMAT",
  "--force",
  "--grace-period=SECONDS",
  "--now",
  "--wait[=ANSWER]",
  "--timeout=TIME",
  "--cascade[=HOW]",
  "--ignore-not-found[=ANSWER]",
  "--dry-run[=HOW]",
  "-i --interactive",
  "--ignore-daemonsets[=ANSWER]",
  "--delete-emptydir-data",
  "--delete-local-data",
  "--disable-eviction",
  "--pod-selector=SELECTOR",
  "--skip-wait-for-delete-timeout=SECONDS",
  "--replicas=COUNT",
  "--current-replicas=COUNT",
  "--keep-history",
  "--no-hooks",
  "--description=TEXT",
];

const ofMaking = [
  ...ofChoosing,
  "-t --tty",
  "--stdin",
  "--image=IMAGE",
  "--server-side",
  "--prune",
  "-c NAME --container=NAME",
  "--install",
  "--set=VALUE",
  "--values=FILE",
  "--create-namespace",
  "--port=PORT",
  "--type=TYPE",
  "-p PATCH --patch=PATCH",
  "--from-literal=VALUE",
  "--from-file=FILE",
  "--rm",
  "--restart=WHEN",
  "--overwrite",
];

const others = isUnforeseen("what becomes of the cluster is not worked out");

const tool = defineTool({
  names: ["kubectl", "oc", "k3s-kubectl", "microk8s.kubectl", "helm"],
  options,
  commands: [
    command("delete|uninstall|del|un", remove, ofChoosing),
    command("drain", emptyNode, ofChoosing),
    inOrder(
      command("exec", (call, read) => execute(call, read.operands.slice(1)), [
        "-i --stdin",
        "-t --tty",
        "-c NAME --container=NAME",
        "-q --quiet",
        "-f FILE --filename=FILE",
        "--pod-running-timeout=TIME",
      ]),
    ),
    command("scale", scale, ofChoosing),
    command(
      "cordon|uncordon|rollout restart|rollout undo|rollout pause|rollout resume",
      arranges,
      ofChoosing,
    ),
    command("taint", others, ofChoosing),
    command(
      "get|describe|logs|top|explain|api-resources|api-versions|version|cluster-info|events|diff|auth can-i|auth whoami|config view|config get-contexts|config current-context|rollout status|rollout history|wait|completion|kustomize|list|ls|status|history|show|template|lint|search|env|verify",
      tells,
      [
        ...ofChoosing,
        "-w --watch",
        "--show-labels",
        "--sort-by=PATH",
        "-c NAME --container=NAME",
        "--tail=COUNT",
        "--since=TIME",
        "-p --previous",
        "--no-headers",
        "--for=CONDITION",
        "--containers",
      ],
    ),
    inOrder(command("apply|create|replace|install|upgrade", bring, ofMaking)),
    inOrder(
      command(
        "patch|edit|label|annotate|set|expose|autoscale|run|cp|attach|port-forward|proxy|debug|config|auth|certificate|plugin|rollback|repo|pull|push|package|dependency|test",
        others,
        ofMaking,
      ),
    ),
  ],
});

/** A cluster's own tools: what would be taken away there is told. */
export const kubectlProgram: Program = { ...tool, acceptsUnknown: true };

const holding =
  /^(?:ns|namespaces?|pvc?|persistentvolume(?:claim)?s?|sts|statefulsets?|crds?|customresourcedefinitions?|nodes?|no)$/;

function remove(call: Call, read: OptionsRead): Outcome {
  if (isTrial(read)) return untold("it only tells what it would do");
  const { operands } = read;
  const files = read.values("filename");
  const [kind] = operands;
  if (kind === undefined && files.length === 0 && !read.has("kustomize")) {
    return fail(call, "nothing is named");
  }
  const takesAll = read.has("all") || read.has("all-namespaces");
  const kinds = operands
    .flatMap(({ text }) => text.split(","))
    .map((one) => one.replace(/\/.*/, ""));
  const isGrave = takesAll || kinds.some((one) => holding.test(one));
  for (const { unknown } of operands) if (unknown !== undefined) call.uncertain(unknown);
  const names = [...operands.map(nameOf), ...files.map((file) => `all of ${file}`)];
  const target = takesAll ? `every one of ${names.join(" ")}` : names.join(" ");
  emit(
    call,
    isGrave ? "delete-all-data" : "delete-data",
    target === "" ? "what is described" : target,
  );
  return untold("what the cluster answers is not known before");
}

/** What an address sends is carried out in the cluster, with the caller's rights there. */
function bring(call: Call, read: OptionsRead): Outcome {
  const named = [...read.values("filename"), ...read.operands.map(({ text }) => text)];
  const address = named.find((text) => /^https?:\/\//.test(text));
  if (address !== undefined && !isTrial(read)) {
    const source = { kind: "network", detail: address } as const;
    call.emit({ kind: "run-code", interpreter: call.name, source });
  }
  return others(call, read);
}

/** What is only known while the line runs is named as it is written. */
function nameOf({ text, written, unknown }: Argument): string {
  return unknown === undefined ? text : written;
}

function emptyNode(call: Call, read: OptionsRead): Outcome {
  if (isTrial(read)) return untold("it only tells what it would do");
  const takesData = read.has("delete-emptydir-data") || read.has("delete-local-data");
  for (const { text } of read.operands) {
    emit(call, takesData ? "delete-data" : "stop-all", `what runs on ${text}`);
  }
  return untold("what the cluster answers is not known before");
}

function scale(call: Call, read: OptionsRead): Outcome {
  if (isTrial(read)) return untold("it only tells what it would do");
  if (read.value("replicas") === "0") {
    emit(call, "stop-all", read.operands.map(({ text }) => text).join(" "));
  }
  return untold("what the cluster answers is not known before");
}

/** What runs there is started anew or put elsewhere: nothing stored goes. */
function arranges(call: Call, read: OptionsRead): Outcome {
  if (!isTrial(read)) emit(call, "arrange", read.operands.map(nameOf).join(" "));
  return untold("what the cluster answers is not known before");
}

function isTrial(read: OptionsRead): boolean {
  return read.has("dry-run") && read.value("dry-run") !== "none";
}

function emit(call: Call, action: string, target: string): void {
  call.emit({ kind: "network", action, target, detail: "cluster" });
}
