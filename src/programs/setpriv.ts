import type { Identity } from "../domain/identity.ts";
import { fileCapabilities } from "../domain/identity.ts";
import type { Call, CallChanges, Outcome, Program } from "../domain/program.ts";
import { accountVariables, keepSafe } from "./common/elevate.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { parseGroup, parseUser } from "./common/owner.ts";
import { withOptions } from "./common/with-options.ts";
import { runInner } from "./common/wrapper.ts";

const options = [
  "-d --dump",
  "--nnp --no-new-privs",
  "--ambient-caps=CAPS",
  "--inh-caps=CAPS",
  "--bounding-set=CAPS",
  "--list-caps",
  "--ruid=UID",
  "--euid=UID",
  "--rgid=GID",
  "--egid=GID",
  "--reuid=UID",
  "--regid=GID",
  "--clear-groups",
  "--keep-groups",
  "--init-groups",
  "--groups=GROUP",
  "--securebits=BITS",
  "--pdeathsig=SIGNAL",
  "--selinux-label=LABEL",
  "--apparmor-profile=PROFILE",
  "--landlock-access=ACCESS",
  "--landlock-rule=RULE",
  "--reset-env",
  "-h --help",
  "-V --version",
];

/** Runs a command with other user and group ids and other privileges. */
export const setprivProgram: Program = {
  names: ["setpriv"],
  options,
  acceptsUnknown: true,
  run: (call) =>
    withOptions(call, options, (read) => setpriv(call, read), {
      stopsAtOperand: true,
      usageStatus: 127,
    }),
};

function setpriv(call: Call, read: OptionsRead): Outcome {
  if (read.has("dump") || read.has("list-caps")) return untold("it tells of privileges", 0);
  if (read.operands.length === 0) return fail(call, "no program specified");
  const stranger = ["securebits", "landlock-access"].find((key) => read.has(key));
  if (stranger !== undefined)
    return unforeseen(call, `what \`setpriv --${stranger}\` leaves is not modelled`);
  const ambient = ambientAfter(read);
  if (ambient === undefined)
    return unforeseen(call, "what `setpriv --inh-caps` leaves is not modelled");
  const identity = identityAfter(call, read, ambient);
  if (identity === undefined) return fail(call, "no such user or group", 127);
  const changes: CallChanges = { identity };
  return runInner(
    call,
    read.operands,
    read.has("reset-env") ? { ...changes, environment: freshEnvironment(call, identity) } : changes,
  );
}

/** Rights that outlast leaving root: both handed down and ambient. Undefined where more is meant. */
function ambientAfter(read: OptionsRead): ReadonlySet<string> | undefined {
  const [ambient = [], handedDown = []] = ["ambient-caps", "inh-caps"].map((key) =>
    read.values(key).flatMap((list) => list.split(",")),
  );
  const isPlain = [...ambient, ...handedDown].every((one) =>
    /^(?:\+(?!all)[a-z_]+|-\w+)$/.test(one),
  );
  if (!isPlain) return undefined;
  const added = (list: readonly string[]) => list.filter((one) => one.startsWith("+"));
  const both = added(ambient).filter((one) => handedDown.includes(one));
  return new Set(both.map((one) => one.slice(1)));
}

function identityAfter(
  call: Call,
  read: OptionsRead,
  ambient: ReadonlySet<string>,
): Identity | undefined {
  const { accounts } = call.facts;
  const user = read.value("reuid") ?? read.value("euid");
  const group = read.value("regid") ?? read.value("egid");
  const uid = user === undefined ? call.identity.uid : parseUser(user, accounts);
  const gid = group === undefined ? call.identity.gid : parseGroup(group, accounts);
  const groups = groupsAfter(call, read, uid);
  if (uid === undefined || gid === undefined || groups === undefined) return undefined;
  // Leaving user 0 takes the capabilities away, as coming to it brings them.
  const isLeft = uid !== call.identity.uid;
  const capabilities = isLeft
    ? uid === 0
      ? fileCapabilities
      : new Set(
          [...ambient].filter(
            (one) => call.identity.uid === 0 || call.identity.capabilities.has(one),
          ),
        )
    : call.identity.capabilities;
  const { elevatedBy } = call.identity;
  const after = { uid, gid, groups, capabilities };
  return elevatedBy === undefined || uid !== 0 ? after : { ...after, elevatedBy };
}

function groupsAfter(
  call: Call,
  read: OptionsRead,
  uid: number | undefined,
): readonly number[] | undefined {
  const { accounts } = call.facts;
  if (read.has("clear-groups")) return [];
  if (read.has("init-groups")) return uid === undefined ? undefined : accounts.user(uid)?.groups;
  const list = read.value("groups");
  if (list === undefined) return call.identity.groups;
  const numbers = list.split(",").map((name) => parseGroup(name, accounts));
  const known = numbers.filter((number) => number !== undefined);
  return known.length === numbers.length ? known : undefined;
}

function freshEnvironment(call: Call, identity: Identity): ReadonlyMap<string, string> {
  const environment = new Map([...keepSafe(call.environment)].filter(([name]) => name === "TERM"));
  const account = call.facts.accounts.user(identity.uid);
  for (const [name, value] of account === undefined ? [] : accountVariables(account))
    environment.set(name, value);
  environment.set("PATH", identity.uid === 0 ? "/sbin:/bin:/usr/sbin:/usr/bin" : "/bin:/usr/bin");
  return environment;
}
