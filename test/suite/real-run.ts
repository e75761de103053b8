import { spawnSync } from "node:child_process";

/** As whom a line is run. www-data is an ordinary account that every Debian has. */
export type Runner = "root" | "user";

const accounts = {
  root: { uid: 0, gid: 0, name: "root" },
  user: { uid: 33, gid: 33, name: "www-data" },
} as const;

export function accountOf(runner: Runner): {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
} {
  return accounts[runner];
}

/** The environment in which a line is foreseen and run. */
export function environmentOf(runner: Runner, home: string): Record<string, string> {
  return {
    HOME: home,
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    USER: accountOf(runner).name,
    LOGNAME: accountOf(runner).name,
    LANG: "C.UTF-8",
    SHELL: "/bin/bash",
  };
}

/** The words that start a command as the account, with nothing but its own group. */
export function asAccount(runner: Runner): readonly string[] {
  if (runner === "root") return [];
  const { uid, gid } = accountOf(runner);
  return ["setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"];
}

/**
 * Shell text that makes the folder `$0` a mount of its own, and /tmp an empty one that anybody may
 * write to: programs such as `tac` put there what they cannot hold.
 */
export const withOwnTemporaryFolder = `
mount --bind "$0" /mnt
mount -t tmpfs -o mode=1777 tmpfs /tmp
mkdir -p "$0"
mount --bind /mnt "$0"
umount /mnt
`;

/**
 * Really runs a line with bash in `home`, in namespaces of its own: every other file system path
 * but /tmp is read-only, there is no network, and what it leaves running dies with it.
 */
export function runForReal(line: string, runner: Runner, home: string): number | null {
  const seal = `set -e${withOwnTemporaryFolder}mount -o remount,bind,ro / && cd "$0" && exec "$@"`;
  const shell = [
    "bash",
    "--norc",
    "--noprofile",
    "-O",
    "extglob",
    "-O",
    "expand_aliases",
    "-c",
    line,
  ];
  const { status, error } = spawnSync(
    "unshare",
    [
      "--mount",
      "--net",
      "--ipc",
      "--pid",
      "--fork",
      "--kill-child",
      "sh",
      "-c",
      seal,
      home,
      ...asAccount(runner),
      ...shell,
    ],
    { env: environmentOf(runner, home), cwd: home, stdio: "ignore", timeout: 20_000 },
  );
  if (error !== undefined) throw error;
  return status;
}
