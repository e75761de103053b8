import type { Effect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { formatMode, quoteWord } from "../../domain/text.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";
import { alternatives, lineAs } from "./edit-line.ts";
import { copiedPaths, isMadeByLine } from "./existing.ts";
import type { Lockout } from "./lockout.ts";
import { describePath } from "./wording.ts";

/** The keys by which one comes in, and the keys by which ssh proves which machine this is. */
export function keyLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  return [...ownKeyLockouts(foreseen, facts), ...hostKeyLockouts(foreseen, facts)];
}

/** While a key could be what the caller came in by. */
function ownKeyLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  const login = facts.accounts.user(facts.caller.loginName);
  const homes = [...new Set([login?.home ?? facts.caller.home, facts.caller.home])];
  const copied = copiedPaths(foreseen);
  const found = homes.flatMap((home) => {
    const list = `${home}/.ssh/authorized_keys`;
    const lost = foreseen.effects.flatMap((effect) => {
      if (losesList(effect, list, copied)) return [lostKeys(effect, list, foreseen, facts)];
      return refusedKeys(effect, home, login?.uid ?? 0, facts);
    });
    const hasKeys = lost.length > 0 && (foreseen.textBefore?.(list) ?? "").trim() !== "";
    return hasKeys ? lost : [];
  });
  // Looked at last: it asks the kernel for every process up to the first.
  return found.length > 0 && facts.session.remote !== undefined ? found.slice(0, 1) : [];
}

function losesList(effect: Effect, list: Path, copied: ReadonlySet<Path>): boolean {
  if (effect.kind === "move") return isWithin(list, effect.from) || effect.path === list;
  if (!("path" in effect) || effect.path !== list || copied.has(list)) return false;
  if (effect.kind === "delete") return !isMadeByLine(effect.before);
  if (effect.kind !== "write" || effect.isSame) return false;
  return effect.how !== "append" && effect.how !== "partly";
}

function lostKeys(effect: Effect, list: Path, foreseen: Foreseen, facts: Facts): Lockout {
  const isRedirected = effect.cause.program === ">" && effect.kind === "write";
  const append = isRedirected ? appending(foreseen.line, effect) : undefined;
  return {
    effect,
    severity: "danger",
    kind: "keys",
    what: `${describePath(list, facts)} lists the keys that may log in, and those in it now would be gone`,
    why: "If you came in by one of them, you could not come in again",
    confirmWords: "delete the keys that may log in",
    path: list,
    instead: alternatives([append, "adds to the keys that are there"]),
  };
}

/** `> FILE` as `>> FILE`, where something is written at all. */
function appending(line: string, { cause }: Effect): string | undefined {
  const [start] = cause.span;
  const at = line.indexOf(">", start);
  const before = line.slice(0, at).trim();
  if (at < 0 || before === "" || /[;&|]$/.test(before)) return undefined;
  return `${line.slice(0, at)}>>${line.slice(at).replace(/^>\|?/, "")}`;
}

/** sshd takes no keys from files that others own or may change, nor do their folders. */
function refusedKeys(effect: Effect, home: Path, uid: number, facts: Facts): readonly Lockout[] {
  if (effect.kind !== "metadata" || isMadeByLine(effect.before)) return [];
  const { path, before, after } = effect;
  if (![home, `${home}/.ssh`, `${home}/.ssh/authorized_keys`].includes(path)) return [];
  const isGivenAway = after.uid !== before.uid && after.uid !== 0 && after.uid !== uid;
  const isOpened = (after.mode & ~before.mode & 0o022) !== 0;
  const isShut = uid !== 0 && (before.mode & ~after.mode & 0o400) !== 0;
  if (!isGivenAway && !isOpened && !isShut) return [];
  const change = isGivenAway
    ? "would belong to another account"
    : `would have the permissions ${formatMode(after.mode)}`;
  return [
    {
      effect,
      severity: "danger",
      kind: "keys",
      what: `${describePath(path, facts)} ${change}, and ssh then refuses the keys that lie there`,
      why: "If you came in by one of them, you could not come in again",
      confirmWords: "have the keys refused that let you in",
      path,
      instead: isGivenAway
        ? []
        : alternatives([
            lineAs(effect.cause, ["chmod", "go-w", quoteWord(path)]),
            "nobody else may change it",
          ]),
    },
  ];
}

const hostKeys = ["rsa", "ecdsa", "ed25519"].map((kind) => `/etc/ssh/ssh_host_${kind}_key`);

/** sshd does not start without a key of its own. */
function hostKeyLockouts(foreseen: Foreseen, facts: Facts): readonly Lockout[] {
  const effect = foreseen.effects.find(
    (one) =>
      (one.kind === "delete" && hostKeys.includes(one.path)) ||
      (one.kind === "move" && hostKeys.includes(one.from)),
  );
  if (effect === undefined) return [];
  const isLeft = hostKeys.some((path) => (foreseen.textAfter?.(path) ?? "") !== "");
  const isMadeAnew = foreseen.steps.some(({ argv }) =>
    argv.some((word) => /^(ssh-keygen|dpkg-reconfigure)$/.test(word)),
  );
  if (isLeft || isMadeAnew) return [];
  return [
    {
      effect,
      severity: facts.session.remote === undefined ? "caution" : "danger",
      kind: "service",
      what: "No key would be left by which ssh shows which machine this is, and without one it does not start",
      why: "Once it is restarted nobody could log in over the network",
      confirmWords: "delete every key of this machine",
      instead: [],
    },
  ];
}
