import type {
  CheckedKind,
  CheckedText,
  RunningFacts,
  RunningProcess,
} from "../../src/domain/running-facts.ts";

/** What runs on the machine of the decisions; root came in over ssh, ann sits at it. */
export function fixtureRunning(as: "user" | "root"): RunningFacts {
  const ancestors = as === "root" ? overSsh : atMachine;
  return {
    session: {
      remote: as === "root" ? { port: 22, from: "192.0.2.7", to: "192.0.2.1" } : undefined,
      isDetachable: false,
      others: as === "root" ? ["ann"] : ["root"],
      container: undefined,
    },
    administrators: { groups: ["sudo"], names: ["ann"], canRootLogIn: false },
    services: {
      isSystemd: true,
      canonicalName: (unit) => nameOf(unit),
      isRunning: (unit) => runningUnits.has(nameOf(unit)),
    },
    processes: {
      list: processes,
      find: (pid) => processes.find((one) => one.pid === pid),
      ancestors: ancestors.map((pid) => processes.find((one) => one.pid === pid)).flatMap(toList),
    },
    checkers: { check: checkText },
    network: {
      interfaces: [
        { name: "lo", isUp: true, isLoopback: true, addresses: ["127.0.0.1"], driver: undefined },
        { name: "eth0", isUp: true, isLoopback: false, addresses: ["192.0.2.1"], driver: "e1000e" },
        { name: "eth1", isUp: true, isLoopback: false, addresses: ["10.0.0.1"], driver: "r8169" },
      ],
      defaultInterface: "eth0",
      listeners: [22, 80, 443].map((port) => ({ port, address: "0.0.0.0", protocol: "tcp" })),
      isAllowedByUfw: (port) => port === 80,
      isUfwEnabled: false,
    },
  };
}

const runningUnits = new Set(
  "ssh nginx mysql cron dbus systemd-logind systemd-journald systemd-udevd systemd-networkd systemd-resolved"
    .split(" ")
    .map((name) => `${name}.service`),
);

function nameOf(unit: string): string {
  const name = /\.\w+$/.test(unit) ? unit : `${unit}.service`;
  return name === "sshd.service" ? "ssh.service" : name;
}

function running(
  pid: number,
  parent: number,
  uid: number,
  name: string,
  words: readonly string[] = [name],
): RunningProcess {
  const terminal = name === "bash" || name === "vim" ? 34816 + uid : 0;
  const place = { group: pid, session: pid, terminal, state: "S", started: pid };
  return { pid, parent, name, uid, gid: uid, effectiveUid: uid, words, ...place };
}

const processes: readonly RunningProcess[] = [
  running(1, 0, 0, "systemd", ["/sbin/init"]),
  running(2, 0, 0, "kthreadd", []),
  running(310, 1, 0, "systemd-journal"),
  running(350, 1, 0, "systemd-logind"),
  running(355, 1, 101, "dbus-daemon"),
  running(400, 1, 0, "sshd", ["sshd: /usr/sbin/sshd -D"]),
  running(410, 1, 0, "nginx", ["nginx: master process /usr/sbin/nginx"]),
  running(411, 410, 33, "nginx", ["nginx: worker process"]),
  running(420, 1, 102, "mysqld", ["/usr/sbin/mysqld"]),
  running(500, 400, 0, "sshd", ["sshd: root@pts/0"]),
  running(501, 500, 0, "bash", ["-bash"]),
  running(600, 1, 0, "login", ["/bin/login -p --"]),
  running(601, 600, 1000, "bash", ["-bash"]),
  running(700, 601, 1000, "firefox-esr", ["/usr/lib/firefox-esr/firefox-esr"]),
  running(701, 601, 1000, "node", ["node", "server.js"]),
  running(702, 601, 1000, "vim", ["vim", "notes.txt"]),
  running(800, 1, 1001, "python3", ["python3", "job.py"]),
];

const overSsh = [501, 500, 400, 1];
const atMachine = [601, 600, 1];

function toList<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

/** What the real checkers would say of the few texts that tests make. */
function checkText(kind: CheckedKind, text: string): CheckedText | undefined {
  // There is no sshd that could be asked.
  if (kind === "sshd_config") return undefined;
  const patterns: Readonly<Record<Exclude<CheckedKind, "sshd_config">, RegExp>> = {
    sudoers:
      /^(#.*|\w+_Alias .*|@include.*|Defaults.*|%?\w+\s+\w+\s*=\s*(\([\w:, ]+\))?\s*(NOPASSWD:\s*)?(?!.*NOPASSWD)[\w/, .*]+|)$/,
    fstab: /^(?!UUID=(?!0)|\/dev\/sd(?![abc]\d?\s)).*$/,
  };
  const wrong = text.split("\n").findIndex((line) => !patterns[kind].test(line));
  const idle = kind === "sudoers" && wrong < 0 ? findUndefined(text) : undefined;
  if (idle !== undefined) return { isSound: false, complaint: idle };
  return { isSound: wrong < 0, complaint: wrong < 0 ? "" : `line ${wrong + 1}: syntax error` };
}

/** The complaint of a strict check about a rule for a name that no alias defines. */
function findUndefined(text: string): string | undefined {
  const defined = new Set([...text.matchAll(/^User_Alias (\w+)/gm)].map(([, name]) => name));
  for (const [index, line] of text.split("\n").entries()) {
    const name = /^([A-Z][A-Z\d_]+)\s/.exec(line)?.[1];
    if (name === undefined || name === "ALL" || defined.has(name)) continue;
    return `stdin:${index + 1}:1: User_Alias "${name}" referenced but not defined`;
  }
  return undefined;
}
