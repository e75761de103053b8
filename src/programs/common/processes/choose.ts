import type { Facts } from "../../../domain/facts.ts";
import type { RunningProcess } from "../../../domain/running-facts.ts";
import type { OptionsRead } from "../options.ts";

/** Options by which pgrep and pkill choose, the same for both. */
export const choosingOptions: readonly string[] = [
  "-A --ignore-ancestors",
  "-c --count",
  "-f --full",
  "-g --pgroup=LIST",
  "-G --group=LIST",
  "-i --ignore-case",
  "-n --newest",
  "-o --oldest",
  "-O --older=SECONDS",
  "-P --parent=LIST",
  "-s --session=LIST",
  "-t --terminal=LIST",
  "-u --euid=LIST",
  "-U --uid=LIST",
  "-v --inverse",
  "-x --exact",
  "-F --pidfile=FILE",
  "-L --logpidfile",
  "-r --runstates=STATES",
  "--cgroup=LIST",
  "--ns=PID",
  "--nslist=LIST",
  "-h --help",
  "-V --version",
];

/** Options whose answer the kernel's own tables would have to be asked for. */
const unmodelled = ["pidfile", "cgroup", "ns", "older"];

/** The processes that fit a pattern and options; a sentence part where that cannot be told. */
export function chooseProcesses(
  facts: Facts,
  read: OptionsRead,
  pattern: string | undefined,
): readonly RunningProcess[] | string {
  const other = unmodelled.find((key) => read.has(key));
  if (other !== undefined) return `which processes \`--${other}\` means is not worked out`;
  const matches = pattern === undefined ? () => true : matcher(read, pattern);
  if (matches === undefined) return "the pattern could not be read";
  const lists = [
    fitting(read, "parent", ({ parent }) => parent),
    fitting(read, "pgroup", ({ group }) => group),
    fitting(read, "session", ({ session }) => session),
    byNumber(read, "terminal", terminalNumber, ({ terminal }) => terminal),
    byNumber(
      read,
      "euid",
      (name) => facts.accounts.user(name)?.uid,
      (one) => one.effectiveUid,
    ),
    byNumber(
      read,
      "uid",
      (name) => facts.accounts.user(name)?.uid,
      ({ uid }) => uid,
    ),
    byNumber(
      read,
      "group",
      (name) => facts.accounts.group(name)?.gid,
      ({ gid }) => gid,
    ),
  ];
  const states = read.value("runstates");
  const { ancestors } = facts.processes;
  const chosen = facts.processes.list.filter((one) => {
    const fits = matches(one) && lists.every((isFitting) => isFitting(one));
    const isInState = states === undefined || states.split(",").includes(one.state);
    const isOwn = read.has("ignore-ancestors") && ancestors.some(({ pid }) => pid === one.pid);
    return (fits && isInState) !== read.has("inverse") && !isOwn;
  });
  return narrowed(read, chosen);
}

function narrowed(read: OptionsRead, chosen: readonly RunningProcess[]): readonly RunningProcess[] {
  const byStart = [...chosen].sort((first, second) => first.started - second.started);
  if (read.has("newest")) return byStart.slice(-1);
  return read.has("oldest") ? byStart.slice(0, 1) : chosen;
}

function matcher(
  read: OptionsRead,
  pattern: string,
): ((one: RunningProcess) => boolean) | undefined {
  const expression = makeExpression(
    read.has("exact") ? `^(?:${pattern})$` : pattern,
    read.has("ignore-case"),
  );
  if (expression === undefined) return undefined;
  // The kernel keeps 15 characters of a name; without -f nothing longer can be found.
  return (one) =>
    expression.test(read.has("full") && one.words.length > 0 ? one.words.join(" ") : one.name);
}

/** POSIX classes are the one common thing that a JavaScript expression lacks. */
export function makeExpression(pattern: string, ignoresCase: boolean): RegExp | undefined {
  const classes: Readonly<Record<string, string>> = {
    alpha: "A-Za-z",
    digit: "0-9",
    alnum: "A-Za-z0-9",
    space: "\\s",
    upper: "A-Z",
    lower: "a-z",
  };
  const source = pattern.replace(/\[:(\w+):\]/g, (all, name: string) => classes[name] ?? all);
  try {
    return new RegExp(source, ignoresCase ? "i" : "");
  } catch {
    return undefined;
  }
}

type Fit = (one: RunningProcess) => boolean;

function fitting(read: OptionsRead, key: string, of: (one: RunningProcess) => number): Fit {
  return byNumber(read, key, () => undefined, of);
}

/** The device number of `pts/0` or `tty1`, as the kernel tells it of a process. */
function terminalNumber(name: string): number | undefined {
  const match = /^(?:\/dev\/)?(pts\/|tty)(\d{1,2})$/.exec(name);
  if (match === null) return undefined;
  return (match[1] === "tty" ? 4 : 136) * 256 + Number(match[2]);
}

function byNumber(
  read: OptionsRead,
  key: string,
  numberOf: (name: string) => number | undefined,
  of: (one: RunningProcess) => number,
): Fit {
  const values = read.values(key).flatMap((list) => list.split(","));
  if (values.length === 0) return () => true;
  const wanted = values.map((value) => (/^\d+$/.test(value) ? Number(value) : numberOf(value)));
  return (one) => wanted.includes(of(one));
}
