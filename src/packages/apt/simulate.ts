import type { Inquiry } from "../../domain/inquiry.ts";
import { nearNames } from "../../domain/near-names.ts";
import type {
  PackageRequest,
  PackageSimulation,
  PackageTransaction,
} from "../../domain/packages.ts";
import { assume } from "./assume.ts";
import { askApt } from "./commands.ts";
import { describeChange, sizesOf } from "./describe-change.ts";
import { missingName, readFailure } from "./failures.ts";
import { type Paragraph, readParagraphs } from "./paragraphs.ts";
import { readSimulation, type SimulatedChange } from "./read-simulation.ts";
import { askPackageLists } from "./sources.ts";

/** apt's own plan for a request, with what its sources say of each package. */
export function* simulate(request: PackageRequest): Inquiry<PackageSimulation> {
  const assumed = yield* assume(request.after ?? []);
  if (assumed === undefined) return failed("failed", "What comes before it could not be assumed.");
  const words = [...assumed, ...simulationWords(request)];
  const { status, output, errors } = yield* askApt("apt-get", words);
  if (status === undefined) return failed("no-manager", "apt could not be asked.");
  const { changes, keptBack, held, unfinished } = readSimulation(output);
  // Whether an essential package goes is for others to judge: apt prints its plan nevertheless.
  if (status !== 0 && changes.length === 0)
    return yield* explainFailure(`${errors}\n${output}`, request);
  const transaction = yield* describe(changes, keptBack, request);
  return {
    kind: "transaction",
    ...transaction,
    ...(held.length === 0 ? {} : { held }),
    ...(unfinished.length === 0 ? {} : { unfinished }),
  };
}

const operations: Readonly<Record<PackageRequest["operation"], readonly string[]>> = {
  install: ["install"],
  remove: ["remove"],
  purge: ["purge"],
  // As `apt upgrade` does: a new kernel comes as a new package.
  upgrade: ["upgrade", "--with-new-pkgs"],
  "full-upgrade": ["dist-upgrade"],
  autoremove: ["autoremove"],
};

function simulationWords({ operation, names, options = [] }: PackageRequest): readonly string[] {
  const verb =
    operation === "upgrade" && names.length > 0
      ? ["install", "--only-upgrade"]
      : operations[operation];
  return ["--simulate", ...verb, ...options, "--", ...names];
}

function failed(kind: "no-manager" | "failed", sentence: string): PackageSimulation {
  return { kind: "failure", failure: { kind, sentence } };
}

const neverFetched =
  "The lists of packages were never fetched here, so nothing can be found. Fetch them first: handrail refresh.";

function* explainFailure(text: string, { operation }: PackageRequest): Inquiry<PackageSimulation> {
  const isRemoval = operation === "remove" || operation === "purge";
  const failure = readFailure(text, isRemoval);
  const missing = missingName(text);
  if (missing === undefined) return { kind: "failure", failure };
  if ((yield* askPackageLists()).length === 0) return failed("failed", neverFetched);
  const { output } = yield* askApt("apt-cache", ["pkgnames"]);
  const names = output.split("\n").filter((name) => name !== "");
  const near = nearNames(missing, names);
  return { kind: "failure", failure: { ...failure, ...(near.length > 0 ? { near } : {}) } };
}

function* describe(
  simulated: readonly SimulatedChange[],
  keptBack: readonly string[],
  request: PackageRequest,
): Inquiry<PackageTransaction> {
  if (simulated.length === 0) return { changes: [], keptBack };
  const wanted = new Set(request.names.map(plainName));
  const records = yield* askRecords(simulated);
  const lists = simulated.some(({ after }) => after !== undefined) ? yield* askPackageLists() : [];
  const knowledge = { records, lists };
  const changes = simulated.map((change) =>
    describeChange(change, isAskedFor(change, wanted, request), knowledge),
  );
  return { changes, keptBack, ...sizesOf(simulated, knowledge) };
}

/** By name, as a file, or as one of those that an update or a tidying up is about. */
function isAskedFor(
  { name, action, sources }: SimulatedChange,
  wanted: ReadonlySet<string>,
  { operation, options = [] }: PackageRequest,
): boolean {
  if (wanted.has(name) || sources.includes("local-deb")) return true;
  if (operation === "autoremove" || options.includes("--autoremove")) return true;
  return wanted.size === 0 && action === "upgrade";
}

/** `nginx` of `nginx=1.22`, `nginx/stable`, `nginx+`, `nginx-` where that is no name's end. */
function plainName(word: string): string {
  return word.replace(/[=/].*$/, "").replace(/[+-]$/, (sign) => (word.endsWith("++") ? sign : ""));
}

/** What the lists say of the versions concerned, by `name=version`. */
function* askRecords(changes: readonly SimulatedChange[]): Inquiry<ReadonlyMap<string, Paragraph>> {
  const versions = changes.flatMap(({ name, before, after }) =>
    [before, after].flatMap((version) => (version === undefined ? [] : [`${name}=${version}`])),
  );
  const records = new Map<string, Paragraph>();
  // A command line has its limits, and one name that has gone by now fails them all.
  for (let at = 0; at < versions.length; at += 200) {
    const { output } = yield* askApt("apt-cache", ["show", ...versions.slice(at, at + 200)]);
    for (const record of readParagraphs(output)) {
      const key = `${record.get("package")}=${record.get("version")}`;
      // The record of a source says how large the download is; that of the database does not.
      if (record.has("size") || !records.has(key)) records.set(key, record);
    }
  }
  return records;
}
