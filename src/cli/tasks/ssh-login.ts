import { existsSync } from "node:fs";
import { sshDropIn } from "../../plan/safety-commands.ts";
import { probeRootLogin } from "../../system/check-up/root-login.ts";
import { readSshConfiguration } from "../../system/check-up/ssh-configuration.ts";
import { readText } from "../../system/read-text.ts";
import { sshLoginTask } from "../../tasks/ssh-login.ts";
import { askerOf } from "../asker.ts";
import { wireTask } from "../task-wiring.ts";

export const sshLoginWiring = wireTask(sshLoginTask, async (_answers, session) => {
  const { facts } = session.engine.machine;
  const isRoot = facts.caller.identity.uid === 0;
  const found = await probeRootLogin(askerOf(session), isRoot);
  const unit = facts.services.canonicalName("sshd");
  const isRunning = facts.processes.list.some(({ name }) => name === "sshd");
  return {
    login: found.kind === "known" ? found.facts : undefined,
    canDropIn: ["PermitRootLogin", "PermitEmptyPasswords"].every(wouldWin),
    isRunning,
    ...(facts.services.isSystemd ? { unit } : {}),
    administrators: facts.administrators.names,
    hasRootKeys: (readText("/root/.ssh/authorized_keys") ?? "").trim() !== "",
    isRootSession: facts.session.remote !== undefined && facts.caller.loginName === "root",
  };
});

/** Whether a file of ours would be read before whatever sets it now. */
function wouldWin(setting: string): boolean {
  const path = sshDropIn(setting);
  if (!existsSync("/etc/ssh/sshd_config.d")) return false;
  const supposed = { path, text: `${setting} no\n` };
  const read = readSshConfiguration("/etc/ssh/sshd_config", "/etc/ssh", supposed);
  return read?.settings.get(setting.toLowerCase())?.place === `${path}:1`;
}
