import { add } from "./add.ts";
import { branch } from "./branch.ts";
import { checkout } from "./checkout.ts";
import { cherryPick, revert } from "./cherry-pick.ts";
import { clean } from "./clean.ts";
import { clone } from "./clone.ts";
import { commit } from "./commit.ts";
import { config } from "./config.ts";
import { init } from "./init.ts";
import { keeping } from "./keeping.ts";
import { merge } from "./merge.ts";
import { mv } from "./mv.ts";
import { pull } from "./pull.ts";
import { push } from "./push.ts";
import { reset } from "./reset.ts";
import { restore } from "./restore.ts";
import { rm } from "./rm.ts";
import { stash } from "./stash.ts";
import type { Subcommand } from "./subcommand.ts";
import { switchCommand } from "./switch.ts";
import { tag } from "./tag.ts";
import { worktree } from "./worktree.ts";

/** The commands of git's that have a model, by name. */
export const subcommands: Readonly<Record<string, Subcommand>> = {
  ...keeping,
  add,
  branch,
  checkout,
  "cherry-pick": cherryPick,
  clean,
  clone,
  commit,
  config,
  init,
  "init-db": init,
  merge,
  mv,
  pull,
  push,
  reset,
  restore,
  revert,
  rm,
  stage: add,
  stash,
  switch: switchCommand,
  tag,
  worktree,
};
