import type { Action, SshSetting } from "./action.ts";

type Fields = Readonly<Record<string, unknown>>;
type ActionOf<Kind extends Action["kind"]> = Action & { readonly kind: Kind };

/** The settings of ssh that a plan may write, and to what: each of them only closes something. */
const sshValues: Readonly<Record<SshSetting, readonly string[]>> = {
  PermitRootLogin: ["no", "prohibit-password"],
  PermitEmptyPasswords: ["no"],
};

/** The account of a plan; root's own is never locked. */
export function readLockedAccount({ user, scope }: Fields): ActionOf<"lock-account"> | undefined {
  if (scope !== "password" && scope !== "whole") return undefined;
  if (typeof user !== "string" || user === "root" || user.length > 256) return undefined;
  return /^[A-Za-z0-9_][A-Za-z0-9_.@-]*\$?$/.test(user)
    ? { kind: "lock-account", user, scope }
    : undefined;
}

export function readSshLogin(value: Fields): ActionOf<"ssh-login"> | undefined {
  const { place, isRunning } = value;
  if (place !== "drop-in" && place !== "main-file") return undefined;
  if (typeof isRunning !== "boolean") return undefined;
  const read = readSshSetting(value);
  return read === undefined ? undefined : { kind: "ssh-login", ...read, place, isRunning };
}

/** A setting with one of the values it may get. */
export function readSshSetting({
  setting,
  value,
}: Fields): { readonly setting: SshSetting; readonly value: string } | undefined {
  if (setting !== "PermitRootLogin" && setting !== "PermitEmptyPasswords") return undefined;
  const known = sshValues[setting].find((one) => one === value);
  return known === undefined ? undefined : { setting, value: known };
}

export function readSourceEdit({ file, edit, lines }: Fields): ActionOf<"edit-source"> | undefined {
  if (edit !== "switch-off" && edit !== "demand-signature") return undefined;
  if (!isSourceFile(file) || !Array.isArray(lines)) return undefined;
  const numbers = lines.filter(isLineNumber);
  if (numbers.length !== lines.length || lines.length === 0 || lines.length > 100) return undefined;
  return { kind: "edit-source", file, edit, lines: numbers };
}

/** Where apt looks for its sources, and nowhere else. */
export function isSourceFile(path: unknown): path is string {
  return (
    typeof path === "string" &&
    path.length <= 512 &&
    /^\/etc\/apt\/sources\.list(\.d\/[A-Za-z0-9_][A-Za-z0-9_.-]*\.(list|sources))?$/.test(path)
  );
}

function isLineNumber(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 1_000_000;
}
