import { dirname } from "node:path/posix";
import type { Call, Outcome } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { changes, type Manager } from "./common/packages/manager.ts";
import { command, defineTool, isUnforeseen, tells } from "./common/tool/tool.ts";
import { runUnmodelled } from "./common/unmodelled.ts";

const manager: Manager = { isPersonal: true };

const ofBuilding = [
  "-p SPEC --package=SPEC",
  "--workspace",
  "--all",
  "--lib",
  "--bin[=NAME]",
  "--bins",
  "--example[=NAME]",
  "--examples",
  "--all-targets",
  "-F FEATURES --features=FEATURES",
  "--all-features",
  "--no-default-features",
  "-r --release",
  "--profile=NAME",
  "-j JOBS --jobs=JOBS",
  "--keep-going",
  "--target=TRIPLE",
  "--target-dir=DIR",
  "--manifest-path=PATH",
  "--doc",
  "--dry-run",
  "--message-format=FORMAT",
  "--timings[=FORMATS]",
  "--ignore-rust-version",
  "--future-incompat-report",
  "--exclude=SPEC",
  "--test[=NAME]",
  "--tests",
  "--bench[=NAME]",
  "--benches",
  "--artifact-dir=PATH",
  "--unit-graph",
];

const ofInstalling = [
  "--git=URL",
  "--branch=BRANCH",
  "--tag=TAG",
  "--rev=COMMIT",
  "--path=PATH",
  "--root=DIR",
  "--registry=REGISTRY",
  "--index=INDEX",
  "--version=VERSION",
  "-f --force",
  "--no-track",
  "--list",
  "--debug",
  "-n",
];

/** Rust's own tool: what it installs and empties is told, what it builds is not. */
export const cargoProgram = defineTool({
  names: ["cargo"],
  options: [
    "-v --verbose",
    "-q --quiet",
    "--color=WHEN",
    "--locked",
    "--offline",
    "--frozen",
    "--config=SETTING",
    "-C DIR",
    "-Z FLAG",
    "-h --help",
    "-V --version",
  ],
  usageStatus: 101,
  telling: ["dry-run"],
  commands: [
    command("install", install, [...ofBuilding, ...ofInstalling]),
    command("uninstall", changes(manager, "remove"), [...ofBuilding, ...ofInstalling]),
    command("clean", clean, ofBuilding),
    command("search|info|tree|metadata|version|locate-project|pkgid|read-manifest|help", tells, [
      ...ofBuilding,
      ...ofInstalling,
      "--limit=COUNT",
      "-e KINDS --edges=KINDS",
      "-i SPEC --invert=SPEC",
      "-d --duplicates",
      "--depth=DEPTH",
      "--format-version=VERSION",
      "--no-deps",
    ]),
    command(
      "publish|yank|owner|login|logout",
      isUnforeseen("what the registry is told is not modelled"),
    ),
    command(
      "build|b|run|r|test|t|check|c|bench|doc|d|fix|fmt|clippy|new|init|add|remove|rm|update|vendor|fetch|package|generate-lockfile",
      (call) => runUnmodelled(call),
      [
        ...ofBuilding,
        ...ofInstalling,
        "--lib",
        "--vcs=VCS",
        "--edition=YEAR",
        "--name=NAME",
        "--dev",
      ],
    ),
  ],
});

function install(call: Call, read: OptionsRead): Outcome {
  if (read.has("list")) return untold("what `cargo` prints is not known before", 0);
  return changes(manager, "install", "the package of this directory")(call, read);
}

/** All that was built, below the directory of the nearest manifest. */
function clean(call: Call, read: OptionsRead): Outcome {
  const isPart = ["package", "release", "profile", "target", "doc", "manifest-path"].some(read.has);
  const isElsewhere =
    read.has("C") || read.has("config") || call.environment.has("CARGO_BUILD_TARGET_DIR");
  if (isPart || isElsewhere) return runUnmodelled(call);
  const root = manifestRoot(call);
  if (root === undefined) return fail(call, "could not find `Cargo.toml`", 101);
  const given = read.value("target-dir") ?? call.environment.get("CARGO_TARGET_DIR");
  const place = given ?? `${root}/target`;
  if (!isError(call.files.lstat(place))) call.files.removeTree(place);
  return untold("what `cargo` prints is not known before", 0);
}

/** The nearest directory with a manifest, or the one above it whose manifest makes a workspace. */
function manifestRoot(call: Call): string | undefined {
  let nearest: string | undefined;
  for (let place = call.directory; place !== "/"; place = dirname(place)) {
    const text = call.files.text(`${place}/Cargo.toml`);
    if (isError(text)) continue;
    if (/^\s*\[workspace\]/m.test(text ?? "")) return place;
    nearest ??= place;
  }
  return nearest;
}
