import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import {
  moduleBanner,
  quickWidths,
  requiredBuiltins,
  screensBanner,
  sharedOptions,
  withoutDeveloperTools,
} from "./bundle-options.ts";
import { findModulesOfCalls, makeCodeCache } from "./code-cache.ts";
import { isOwnModule, lazyModules, originOf } from "./lazy-modules.ts";
import { lazyPrograms } from "./lazy-programs.ts";
import { type Bodies, linkModules, makeBodies } from "./link-modules.ts";

const repository = join(import.meta.dirname, "..");

/** One file of dist/. */
interface Bundle {
  readonly entry: string;
  readonly output: string;
  /** Outside packages it may hold; undefined for any. */
  readonly packages?: readonly string[];
  /** Whether src/screens may be part of it. */
  readonly hasScreens?: boolean;
  /** Whether it is put together of single modules, so that a call reads only what it uses. */
  readonly isLinked?: boolean;
  readonly options?: BuildOptions;
}

/** What an entry is made of until its owner writes it. */
const placeholder = "export {};\n";

/** Packages small enough for the check path. Ink and React never: they cost 150 ms and more. */
const checkPackages = ["unbash", "diff"];

/** Settings are written by conf, which brings along what it checks them with. */
const workerPackages = [
  ...checkPackages,
  "conf",
  "ajv",
  "ajv-formats",
  "atomically",
  "debounce-fn",
  "dot-prop",
  "env-paths",
  "fast-deep-equal",
  "fast-uri",
  "json-schema-traverse",
  "mimic-function",
  "is-safe-filename",
  "stubborn-fs",
  "stubborn-utils",
  "uint8array-extras",
  "when-exit",
  "semver",
];

const bundles: readonly Bundle[] = [
  { ...prelude("guard"), packages: [] },
  { ...main("guard"), isLinked: true },
  { ...prelude("handrail"), packages: [] },
  main("handrail"),
  { entry: "src/cli/review-worker.ts", output: "review-worker.cjs", packages: checkPackages },
  { entry: "src/cli/task-worker.ts", output: "task-worker.cjs", packages: workerPackages },
  // What carries out the wishes of the screens; it is loaded once there is something to look at.
  {
    entry: "src/cli/query-performer.ts",
    output: "query-performer.mjs",
    packages: checkPackages,
    options: { format: "esm", banner: { js: moduleBanner } },
  },
  {
    entry: "src/cli/screens.ts",
    output: "screens.mjs",
    hasScreens: true,
    // Ink and its layout engine wait at the top level, which only a module may do.
    options: { format: "esm", banner: { js: screensBanner } },
  },
];

/**
 * Written as the function that Node makes of a CommonJS file, so that the prelude can hand the text
 * to V8 as it is read: joining it to anything copies the whole.
 */
function main(program: string): Bundle {
  return {
    entry: `src/cli/${program}.ts`,
    output: `${program}-main.cjs`,
    packages: checkPackages,
    options: {
      banner: { js: "(function(exports,require,module,__filename,__dirname){" },
      footer: { js: "})" },
    },
  };
}

/** Each program is a few lines that load the rest with its compiled code: src/cli/start.ts. */
function prelude(program: string): Bundle {
  const main = `${program}-main.cjs`;
  return {
    entry: "src/cli/start.ts",
    output: `${program}.cjs`,
    options: { define: { HANDRAIL_MAIN: JSON.stringify(main) } },
  };
}

/** Dynamic imports of these entries load the bundle of the same name instead of holding it. */
const loadedLater = new Map([
  ["./screens.ts", "./screens.mjs"],
  ["./query-performer.ts", "./query-performer.mjs"],
]);

const separateBundles: Plugin = {
  name: "separate-bundles",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/[a-z-]+\.ts$/ }, ({ path, kind }) => {
      const bundle = loadedLater.get(path);
      if (bundle === undefined || kind !== "dynamic-import") return undefined;
      return { path: bundle, external: true };
    });
  },
};

/** Where a source asks for its own place, its bundle answers. */
const ownPlace = { "import.meta.dirname": "__dirname", "import.meta.filename": "__filename" };

async function buildBundle(bundle: Bundle): Promise<void> {
  if (!existsSync(join(repository, bundle.entry))) {
    writeFileSync(join(repository, bundle.entry), placeholder);
  }
  const { options = {} } = bundle;
  const result = await build({
    ...sharedOptions,
    ...options,
    define: {
      ...sharedOptions.define,
      ...(options.format === "esm" ? {} : ownPlace),
      ...options.define,
    },
    plugins: [
      separateBundles,
      options.format === "esm" ? lazyPrograms : lazyModules,
      withoutDeveloperTools,
      ...(bundle.hasScreens === true ? [requiredBuiltins, quickWidths] : []),
    ],
    entryPoints: [bundle.entry],
    outfile: join("dist", bundle.output),
    metafile: true,
    write: false,
  });
  const problems = findForeignParts(bundle, result.metafile);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  if (bundle.isLinked === true) return linkBundle(bundle, Object.keys(result.metafile.inputs));
  for (const { path, text } of result.outputFiles) replaceFile(path, text);
}

/** Writes the text that every call loads and the others of a program, in place of a single bundle. */
async function linkBundle({ entry, output }: Bundle, inputs: readonly string[]): Promise<void> {
  const paths = inputs.filter(isOwnModule).map(originOf);
  const bodies = await makeBodies(paths);
  const start = paths.indexOf(join(repository, entry));
  const others = ["more", "rest"].map((part) => output.replace("-main.cjs", `-${part}.cjs`));
  const texts = linkModules(bodies, { start, parts: divide(bodies, start), others });
  // The main text last: whoever starts meanwhile finds the others of its kind.
  for (const [at, name] of [...others, output].entries()) {
    replaceFile(join(repository, "dist", name), texts[(at + 1) % texts.length] ?? "");
  }
}

/** The modules that a program loads for every call, and those for many. */
function divide(bodies: Bodies, start: number): readonly ReadonlySet<number>[] {
  mkdirSync(join(repository, "dist"), { recursive: true });
  const folder = mkdtempSync(join(repository, "dist", ".draft-"));
  try {
    const [main = ""] = linkModules(bodies, { start, parts: [new Set(bodies.keys())], others: [] });
    writeFileSync(join(folder, "main.cjs"), main);
    return findModulesOfCalls(join(folder, "main.cjs"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a bundle holds although it must not, one sentence each. */
function findForeignParts(bundle: Bundle, metafile: Metafile): readonly string[] {
  const inputs = Object.keys(metafile.inputs).map(originOf);
  const found = new Set<string>();
  for (const input of inputs) {
    const name = packageName(input);
    if (name !== undefined && bundle.packages?.includes(name) === false) found.add(name);
    if (!bundle.hasScreens && input.includes("src/screens/")) found.add("src/screens");
  }
  return [...found].map(
    (part) => `dist/${bundle.output} holds ${part}, which must not load with ${bundle.entry}`,
  );
}

/** The package that an input file belongs to; undefined for our own. */
function packageName(input: string): string | undefined {
  const within = input.split("node_modules/").at(-1);
  if (within === undefined || within === input) return undefined;
  return within
    .split("/")
    .slice(0, within.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Whole or not at all: someone may be running the program that is built anew. */
function replaceFile(path: string, contents: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    writeFileSync(draft, contents);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

await Promise.all(bundles.map(buildBundle));
for (const program of ["guard", "handrail"] as const) {
  makeCodeCache(program, join(repository, "dist", `${program}-main.cjs`));
}
