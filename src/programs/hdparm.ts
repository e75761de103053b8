import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { changeAll } from "./common/tool/storage.ts";
import { withOptions } from "./common/with-options.ts";

/** What writes to the disk, or makes what is on it unreadable. */
const destroying = [
  "--security-erase=PASSWORD",
  "--security-erase-enhanced=PASSWORD",
  "--trim-sector-ranges",
  "--trim-sector-ranges-stdin",
  "--write-sector=SECTOR --repair-sector=SECTOR",
  "--make-bad-sector=SECTOR",
  "--sanitize-block-erase",
  "--sanitize-crypto-scramble",
  "--sanitize-overwrite=PATTERN",
  "--dco-restore",
  "--dco-setmax=SECTORS",
  "--fwdownload=FILE",
  "--fwdownload-mode3=FILE",
  "--fwdownload-mode3-max=FILE",
  "--fwdownload-mode7=FILE",
  "--fwdownload-modee=FILE",
  "--fwdownload-modee-max=FILE",
  "--security-set-pass=PASSWORD",
];

const telling = [
  "-C",
  "-g",
  "-h --help",
  "-i",
  "-I --Istdin --Istdout",
  "-q",
  "-t",
  "-T",
  "-v",
  "-V --version",
  "-H",
  "--direct",
  "--dco-identify",
  "--fibmap=FILE",
  "--offset=SECTORS",
  "--read-sector=SECTOR",
  "--sanitize-status",
  "--verbose",
  "--drq-hsm-error",
  "--fallocate=SIZE",
];

/** Settings of the drive; a number behind them sets, without one they tell. */
const settings = [
  "-a[=N]",
  "-A[=N]",
  "-b[=N]",
  "-B[=N]",
  "-c[=N]",
  "-d[=N]",
  "-D[=N]",
  "-E[=N]",
  "-f",
  "-F",
  "-J[=N]",
  "-k[=N]",
  "-K[=N]",
  "-L[=N]",
  "-m[=N]",
  "-M[=N]",
  "-n[=N]",
  "-N[=N]",
  "-p[=N]",
  "-P[=N]",
  "-Q[=N]",
  "-r[=N]",
  "-R[=N]",
  "-s[=N]",
  "-S N",
  "-u[=N]",
  "-w",
  "-W[=N]",
  "-x[=N]",
  "-X N",
  "-y",
  "-Y",
  "-z",
  "-Z",
  "--dco-freeze",
  "--idle-immediate",
  "--idle-unload",
  "--prefer-ata12",
  "--sanitize-antifreeze-lock",
  "--sanitize-freeze-lock",
  "--security-disable=PASSWORD",
  "--security-freeze",
  "--security-mode=MODE",
  "--security-unlock=PASSWORD",
  "--security-prompt-for-password",
  "--set-sector-size=SIZE",
  "--user-master=WHO",
  "--yes-i-know-what-i-am-doing",
  "--please-destroy-my-drive",
];

const options = [...destroying, ...telling, ...settings];

/** Disks and their settings. */
export const hdparmProgram: Program = {
  names: ["hdparm"],
  options,
  run: (call) => withOptions(call, options, (read) => act(call, read)),
};

function act(call: Call, read: OptionsRead): Outcome {
  const targets = read.operands.filter(({ text }) => !/^\d+$/.test(text));
  if (targets.length === 0) return fail(call, "no device specified");
  if (isAmong(read, destroying)) return changeAll(call, targets, "discard");
  const isSetting = read.given.some(
    ({ key, value }) => isKeyOf(key, settings) && (value !== undefined || /^[fFwyYzZ-]/.test(key)),
  );
  return isSetting
    ? changeAll(call, targets, "change")
    : untold("how the disk stands is not known before");
}

function isAmong(read: OptionsRead, table: readonly string[]): boolean {
  return read.given.some(({ key }) => isKeyOf(key, table));
}

function isKeyOf(key: string, table: readonly string[]): boolean {
  const dashed = key.length === 1 ? `-${key}` : `--${key}`;
  return table.some((entry) =>
    entry.split(" ").some((word) => word.replace(/\[?=.*$/, "") === dashed),
  );
}
