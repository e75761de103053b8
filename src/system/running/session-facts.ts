import type { AccountFacts } from "../../domain/facts.ts";
import type { ProcessFacts, RemoteSession, SessionFacts } from "../../domain/running-facts.ts";
import { lazily } from "../lazily.ts";
import { readText } from "../read-text.ts";
import { readContainer } from "./container.ts";
import { findOtherLogins } from "./other-logins.ts";

/** How the caller came in, from its environment and from the processes that lead to it. */
export function makeSessionFacts(
  environment: () => ReadonlyMap<string, string>,
  processes: ProcessFacts,
  accounts: AccountFacts,
): SessionFacts {
  const remote = lazily(() => findRemote(environment(), processes));
  const others = lazily(() => findOtherLogins(processes, accounts));
  const container = lazily(() => readContainer());
  return {
    get remote() {
      return remote();
    },
    get isDetachable() {
      const variables = environment();
      if (variables.has("TMUX") || variables.has("STY")) return true;
      return processes.ancestors.some(({ name }) => /^(tmux|screen|zellij)/i.test(name));
    },
    get others() {
      return others();
    },
    get container() {
      return container();
    },
  };
}

function findRemote(
  environment: ReadonlyMap<string, string>,
  processes: ProcessFacts,
): RemoteSession | undefined {
  const own = parseConnection(environment.get("SSH_CONNECTION"));
  if (own !== undefined) return own;
  // sudo takes the variable away, but not from the shell it was called in.
  for (const { pid } of processes.ancestors) {
    const found = parseConnection(variableOf(pid, "SSH_CONNECTION"));
    if (found !== undefined) return found;
  }
  const isBySsh = processes.ancestors.some(({ name }) => /^sshd(-session)?$|^dropbear$/.test(name));
  return isBySsh ? { port: 22, from: "", to: "" } : undefined;
}

/** `192.0.2.7 51234 192.0.2.1 22`. */
export function parseConnection(text: string | undefined): RemoteSession | undefined {
  const [from, , to, port] = (text ?? "").split(" ");
  if (from === undefined || to === undefined || !/^\d{1,5}$/.test(port ?? "")) return undefined;
  return { from, to, port: Number(port) };
}

function variableOf(pid: number, name: string): string | undefined {
  const entries = (readText(`/proc/${pid}/environ`) ?? "").split("\0");
  return entries.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1);
}
