// Written by scripts/generate-indexes.ts from the files of this folder: npm run indexes.
import type { AnyGuard } from "../domain/guard.ts";
import { addsSetuid } from "./adds-setuid.ts";
import { breaksAccount } from "./breaks-account.ts";
import { breaksSecretPermissions } from "./breaks-secret-permissions.ts";
import { bypassesPackages } from "./bypasses-packages.ts";
import { cannotForesee } from "./cannot-foresee.ts";
import { changesSystemPermissions } from "./changes-system-permissions.ts";
import { cutsNetwork } from "./cuts-network.ts";
import { deletesOwnFiles } from "./deletes-own-files.ts";
import { deletesRequiredFiles } from "./deletes-required-files.ts";
import { editsCheckedFile } from "./edits-checked-file.ts";
import { exhaustsMachine } from "./exhausts-machine.ts";
import { exposesSecrets } from "./exposes-secrets.ts";
import { killsProcesses } from "./kills-processes.ts";
import { locksYouOut } from "./locks-you-out.ts";
import { losesUncommittedWork } from "./loses-uncommitted-work.ts";
import { needlessRoot } from "./needless-root.ts";
import { opensPermissions } from "./opens-permissions.ts";
import { overwritesDisk } from "./overwrites-disk.ts";
import { overwritesFiles } from "./overwrites-files.ts";
import { powersOff } from "./powers-off.ts";
import { removesRequiredPackages } from "./removes-required-packages.ts";
import { removesSetuid } from "./removes-setuid.ts";
import { rootShell } from "./root-shell.ts";
import { runsUnseenCode } from "./runs-unseen-code.ts";
import { stopsRequiredService } from "./stops-required-service.ts";
import { surprisingExpansion } from "./surprising-expansion.ts";
import { weakensGuard } from "./weakens-guard.ts";
import { weakensTrust } from "./weakens-trust.ts";

export const guards: readonly AnyGuard[] = [
  addsSetuid,
  breaksAccount,
  breaksSecretPermissions,
  bypassesPackages,
  cannotForesee,
  changesSystemPermissions,
  cutsNetwork,
  deletesOwnFiles,
  deletesRequiredFiles,
  editsCheckedFile,
  exhaustsMachine,
  exposesSecrets,
  killsProcesses,
  locksYouOut,
  losesUncommittedWork,
  needlessRoot,
  opensPermissions,
  overwritesDisk,
  overwritesFiles,
  powersOff,
  removesRequiredPackages,
  removesSetuid,
  rootShell,
  runsUnseenCode,
  stopsRequiredService,
  surprisingExpansion,
  weakensGuard,
  weakensTrust,
];
