import { existsSync } from "node:fs";
import { sshDropIn } from "../../plan/safety-commands.ts";
import { askServer, newName, probeRootLogin } from "../../system/check-up/root-login.ts";
import { readSshConfiguration } from "../../system/check-up/ssh-configuration.ts";
import { readText } from "../../system/read-text.ts";
import { type SshLoginFacts, sshLoginTask } from "../../tasks/ssh-login.ts";
import { askerOf } from "../asker.ts";
import type { Session } from "../session.ts";
import { wireTask } from "../task-wiring.ts";

export const sshLoginWiring = wireTask(sshLoginTask, async ({ root }, session) => {
  const { facts } = session.engine.machine;
  const isRoot = facts.caller.identity.uid === 0;
  const found = await probeRootLogin(askerOf(session), isRoot);
  const login = found.kind === "known" ? found.facts : undefined;
  const staying = isRoot && login?.condition !== undefined ? await askStaying(root, session) : {};
  const unit = facts.services.canonicalName("sshd");
  const isRunning = facts.processes.list.some(({ name }) => name === "sshd");
  return {
    login,
    ...staying,
    canDropIn: ["PermitRootLogin", "PermitEmptyPasswords"].every(wouldWin),
    isRunning,
    ...(facts.services.isSystemd ? { unit } : {}),
    administrators: facts.administrators.names,
    hasRootKeys: (readText("/root/.ssh/authorized_keys") ?? "").trim() !== "",
    isRootSession: facts.session.remote !== undefined && facts.caller.loginName === "root",
  };
});

/** What a condition makes of it for root, even where our setting is read before all others. */
async function askStaying(
  value: unknown,
  session: Session,
): Promise<Pick<SshLoginFacts, "staying">> {
  if (value !== "no" && value !== "prohibit-password") return {};
  const said = await askServer(askerOf(session), [`PermitRootLogin=${value}`]);
  const staying = said?.get("permitrootlogin");
  return staying === undefined ? {} : { staying: newName(staying) };
}

/** Whether a file of ours would be read before whatever sets it now. */
function wouldWin(setting: string): boolean {
  const path = sshDropIn(setting);
  if (!existsSync("/etc/ssh/sshd_config.d")) return false;
  const supposed = { path, text: `${setting} no\n` };
  const read = readSshConfiguration("/etc/ssh/sshd_config", "/etc/ssh", supposed);
  return read?.settings.get(setting.toLowerCase())?.place === `${path}:1`;
}
