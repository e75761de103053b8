import type { Verification } from "../../domain/task-plan.ts";
import { showName } from "../../domain/text.ts";
import { listWeakSources } from "../../system/check-up/package-sources.ts";
import { askServer, newName } from "../../system/check-up/root-login.ts";
import { readText } from "../../system/read-text.ts";
import { askerOf } from "../asker.ts";
import type { Session } from "../session.ts";

type VerificationOf<Kind extends Verification["kind"]> = Verification & { readonly kind: Kind };

/** A sentence where a password could still fit. */
export function verifyLocked({ user }: VerificationOf<"locked">): string | undefined {
  const rows = (readText("/etc/shadow") ?? "").split("\n").map((line) => line.split(":"));
  const password = rows.find(([name]) => name === user)?.[1];
  return password !== undefined && /^[!*]/.test(password)
    ? undefined
    : `${showName(user)} is not locked.`;
}

/** A sentence where the server would do otherwise. */
export async function verifySshSetting(
  { setting, value }: VerificationOf<"ssh-setting">,
  session: Session,
): Promise<string | undefined> {
  const said = (await askServer(askerOf(session)))?.get(setting.toLowerCase());
  if (said === undefined) return "The ssh server does not tell its settings.";
  const now = newName(said);
  return now === value ? undefined : `The ssh server still says ${setting} ${showName(now)}.`;
}

/** A sentence where one of the sources is still believed without a signature. */
export function verifySource({ file, sources }: VerificationOf<"source">): string | undefined {
  const isLeft = listWeakSources([file]).some(
    ({ name, why }) => why !== "unsigned" && sources.includes(name),
  );
  return isLeft ? `A source in ${showName(file)} is as it was.` : undefined;
}
