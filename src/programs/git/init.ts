import { resolve } from "node:path/posix";
import type { Outcome } from "../../domain/program.ts";
import type { Content } from "../../domain/view/files.ts";
import { isError, type Path } from "../../domain/world.ts";
import type { GitCall } from "./git-call.ts";
import { cannotTell, refuse } from "./stop.ts";
import { ended, endedWith, type Subcommand } from "./subcommand.ts";

const options = [
  "-q --quiet",
  "--bare",
  "--template=DIRECTORY",
  "--shared[=MODE]",
  "-b NAME --initial-branch=NAME",
  "--object-format=FORMAT",
  "--separate-git-dir=DIRECTORY",
];

const templates = "/usr/share/git-core/templates";

/** Makes a repository without commits. */
export const init: Subcommand = { options, run: runInit };

function runInit(git: GitCall): Outcome {
  const read = git.options(options);
  const stranger = read.given.find(({ key }) => /^(template|shared|separate-git-dir)$/.test(key));
  const environment = ["GIT_DIR", "GIT_TEMPLATE_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY"];
  const isLedElsewhere = environment.some((name) => git.call.environment.has(name));
  if (
    stranger !== undefined ||
    isLedElsewhere ||
    git.settings.get("init.templatedir") !== undefined
  ) {
    cannotTell("where `git init` puts what is not modelled", stranger?.argument);
  }
  if (read.operands.length > 1) return endedWith(129);
  const place = resolve(git.directory, read.operands[0]?.text ?? ".");
  if (!makeDirectories(git, place)) refuse(`cannot mkdir ${place}`);
  const isBare = read.has("bare");
  const directory = isBare ? place : `${place}/.git`;
  const status = git.call.files.lstat(directory);
  if (!isError(status) && status.type !== "directory") {
    cannotTell("the repository lies elsewhere than in `.git`");
  }
  if (!isBare && git.call.files.makeDirectory(directory) === "EACCES") refuse("Permission denied");
  fill(git, directory, read.value("initial-branch"));
  return ended();
}

/** Makes a directory and those above it. */
export function makeDirectories(git: GitCall, path: Path): boolean {
  const { files } = git.call;
  const status = files.stat(path);
  if (!isError(status)) return status.type === "directory";
  const parent = path.slice(0, path.lastIndexOf("/"));
  if (parent !== "" && !makeDirectories(git, parent)) return false;
  return files.makeDirectory(path) === undefined;
}

/** What git puts into a new repository. */
function fill(git: GitCall, directory: Path, branch: string | undefined): void {
  const { files } = git.call;
  copyTemplates(git, templates, directory);
  const name = branch ?? git.settings.get("init.defaultbranch") ?? "master";
  for (const one of [
    "refs",
    "refs/heads",
    "refs/tags",
    "objects",
    "objects/pack",
    "objects/info",
  ]) {
    files.makeDirectory(`${directory}/${one}`);
  }
  if (isError(files.lstat(`${directory}/HEAD`))) {
    files.write(`${directory}/HEAD`, { kind: "text", text: `ref: refs/heads/${name}\n` });
  }
  // In a repository that was there before the settings are written as they were.
  const known = files.content(`${directory}/config`);
  const settings: Content = { kind: "unknown", reason: "git writes its settings" };
  files.replace(`${directory}/config`, isError(known) ? settings : known, {});
}

function copyTemplates(git: GitCall, from: Path, to: Path): void {
  const { files } = git.call;
  const entries = files.readDirectory(from);
  if (isError(entries)) return;
  for (const { name, type } of entries) {
    if (type === "directory") {
      files.makeDirectory(`${to}/${name}`);
      copyTemplates(git, `${from}/${name}`, `${to}/${name}`);
    } else if (isError(files.lstat(`${to}/${name}`))) {
      const content = files.content(`${from}/${name}`);
      const status = files.stat(`${from}/${name}`);
      if (isError(content) || isError(status)) continue;
      files.write(`${to}/${name}`, content, { mode: status.mode & 0o777 });
    }
  }
}
