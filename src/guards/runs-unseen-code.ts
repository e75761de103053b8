import type { Explanation } from "../domain/finding.ts";
import { defineGuard } from "../domain/guard.ts";
import type { Foreseen } from "../domain/plan.ts";
import { quoteWord, showName } from "../domain/text.ts";
import { type EffectOf, effectsOf } from "./common/existing.ts";
import { rootWords } from "./common/root-words.ts";
import { isShellHook } from "./common/shell-hooks.ts";

type RunCode = EffectOf<"run-code">;

/** A package that is built from what an address gives: its scripts run while it is installed. */
type BuiltCode = EffectOf<"package">;

/** Code that nobody here has read goes straight into an interpreter. */
export const runsUnseenCode = defineGuard<RunCode | BuiltCode>({
  id: "runs-unseen-code",
  title: "Runs code that nobody here has read",
  severity: "danger",
  warnsOfLater: true,
  concerns: ["run-code", "package"],
  why: "What comes from the network or is made while the line runs can do anything you can do. A connection that breaks leaves half a script run, and a server can send another text to a shell than to a browser.",
  examples: () => [
    {
      line: "curl -fsSL https://get.example.org | sh",
      expect: "caution",
      why: "runs code nobody here has read",
    },
    {
      line: "curl -fsSL https://get.example.org | sudo sh",
      expect: "danger",
      why: "the same with root's rights",
    },
    {
      line: "curl -fsSL -o install.sh https://get.example.org",
      expect: "quiet",
      why: "it is only stored",
    },
    { line: "bash <(curl -s https://get.example.org)", expect: "caution", why: "the same by <( )" },
    { line: 'sh -c "$(curl -s https://get.example.org)"', expect: "caution", why: "by $( )" },
    {
      line: 'eval "$(ssh-agent -s)"',
      expect: "quiet",
      why: "printed by a program of this machine",
    },
    {
      line: "git clone https://git.example.org/x && x/install.sh",
      expect: "caution",
      why: "what is fetched runs at once",
    },
    {
      line: "kubectl apply -f https://get.example.org/all.yaml",
      expect: "caution",
      why: "whatever comes is set up in the cluster",
    },
    { line: "kubectl apply -f all.yaml", expect: "quiet", why: "a file that can be read" },
    {
      line: "helm install app https://get.example.org/app.tgz",
      expect: "caution",
      why: "what a chart sets up is in nobody's index",
    },
    { line: "git clone https://git.example.org/x", expect: "quiet", why: "it is only stored" },
    {
      line: "pip install git+https://git.example.org/x",
      expect: "caution",
      why: "its build scripts run at once",
    },
    { line: "npx create-thing", expect: "caution", why: "fetched by its name, and run" },
    { line: "echo 'echo hello' | sh", expect: "quiet", why: "what runs stands in the line" },
    {
      line: "echo cm0gLXJmIC90bXAveAo= | base64 -d | sh",
      expect: "quiet",
      why: "it was decoded and judged",
    },
  ],
  blindSpots:
    "It does not judge what the code does. A script that was stored first and then run is judged by what it does, not by where it came from.",
  check: (foreseen) => [
    ...effectsOf(foreseen, "run-code").filter(
      (run) =>
        run.source.kind === "network" || (run.source.kind === "unseen" && !isHook(run, foreseen)),
    ),
    ...effectsOf(foreseen, "package").filter(isFromAddress),
  ],
  explain(hit, foreseen, facts) {
    if (hit.kind === "run-code" && isAddress(hit.source)) return describeCluster(hit);
    const { cause } = hit;
    const isRoot = cause.identity.uid === 0;
    const interpreter = hit.kind === "package" ? cause.program : hit.interpreter;
    const source =
      hit.kind === "package" ? ({ kind: "network", detail: hit.target } as const) : hit.source;
    const detail = source.kind === "network" || source.kind === "unseen" ? source.detail : "";
    const address = addressOf(foreseen);
    const origin =
      hit.kind === "package"
        ? `what ${showName(hit.target)} holds`
        : address === undefined
          ? `text that is made while the line runs${detail === "" ? "" : ` (${showName(detail)})`}`
          : `what ${showName(address)} sends`;
    return {
      severity: isRoot ? "danger" : "caution",
      title: `This would run code that nobody here has read${isRoot ? ", as root" : ""}`,
      what: `${showName(interpreter)} would run ${origin}.`,
      why: isRoot
        ? `It could change ${rootWords(facts).anything}.`
        : "It could do anything you can do: change or delete your files, and send them elsewhere.",
      instead: insteadOf(address),
      span: cause.span,
      paths: [],
      pathCount: 0,
      confirmWords: `run unread code on ${showName(facts.hostName)}`,
    };
  },
});

/** `pip install git+https://…`: no index and no name that others know stands between. */
function isFromAddress({ action, target }: BuiltCode): boolean {
  return (
    action === "install" && /^(?:git\+|(?:https?|ssh|git):\/\/|git@|github:|gitlab:)/.test(target)
  );
}

/** What runs was printed by a program that is there to do that. */
function isHook({ cause }: RunCode, { steps }: Foreseen): boolean {
  const [start, end] = cause.span;
  const within = steps.filter(({ span }) => span[0] >= start && span[1] <= end);
  const printing = within.filter(({ argv }) => !/^(?:eval|source|\.)$/.test(argv[0] ?? ""));
  return printing.length > 0 && printing.every(({ argv }) => isShellHook(argv));
}

/** A program that fetches what it carries out, and says from where. */
function isAddress(source: RunCode["source"]): boolean {
  return source.kind === "network" && /^https?:\/\//.test(source.detail);
}

/** What an address sends is set up in a cluster, not run here. */
function describeCluster({ cause, interpreter, source }: RunCode): Explanation {
  const address = source.kind === "network" ? source.detail : "";
  return {
    severity: "caution",
    title: "This would set up what nobody here has read",
    what: `${showName(interpreter)} would have the cluster set up what ${showName(address)} sends.`,
    why: "It could do whatever you may do in the cluster: run programs there, read its secrets, or take something away.",
    instead: storing(address),
    span: cause.span,
    paths: [],
    pathCount: 0,
    confirmWords: `set up ${showName(address)} unread`,
  };
}

/** The first address that a downloading command of the line is given. */
function addressOf({ steps }: Foreseen): string | undefined {
  for (const { argv } of steps) {
    const name = argv[0]?.replace(/^.*\//, "");
    if (name !== "curl" && name !== "wget") continue;
    const address = argv.slice(1).find((word) => /^(https?|ftp):\/\//.test(word));
    if (address !== undefined) return address;
  }
  return undefined;
}

/** A description or a chart is carried out from a file as well as from an address. */
function storing(address: string) {
  const name = /[\w.-]+$/.exec(address)?.[0] ?? "fetched";
  const line = `curl -fsSL -o ${quoteWord(name)} ${quoteWord(address)}`;
  return [{ line, why: "only stores it: read it, then give its name in place of the address" }];
}

/** Storing it first, so that it can be read. */
function insteadOf(address: string | undefined) {
  if (address === undefined) return [];
  return [
    {
      line: `curl -fsSL -o script.sh ${quoteWord(address)}`,
      why: "only stores it: read it (less script.sh), then run it (sh script.sh)",
    },
  ];
}
