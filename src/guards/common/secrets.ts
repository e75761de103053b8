import { basename } from "node:path/posix";
import type { Path } from "../../domain/world.ts";

/** What kind of secret a path is by where it lies and what it is called. */
export type SecretKind =
  /** A private key that ssh refuses once others can read it. */
  | "ssh-key"
  /** The list of keys that may log in. */
  | "authorized-keys"
  | "ssh-settings"
  | "ssh-directory"
  | "host-key"
  | "gnupg"
  | "password-hashes"
  | "sudo-rules"
  /** Keys, passwords and tokens in files of other programs. */
  | "credentials";

/** Undefined for everything that is no secret, public keys among it. */
export function secretKind(path: Path): SecretKind | undefined {
  const name = basename(path);
  if (/\/\.ssh(\/|$)/.test(path)) return sshKind(name);
  if (/\/\.gnupg(\/|$)/.test(path)) return "gnupg";
  if (path.startsWith("/etc/")) return systemKind(path);
  return isCredentials(path, name) ? "credentials" : undefined;
}

function sshKind(name: string): SecretKind | undefined {
  if (name === ".ssh") return "ssh-directory";
  if (/^authorized_keys2?$/.test(name)) return "authorized-keys";
  if (name === "config") return "ssh-settings";
  if (name.endsWith(".pub") || /^known_hosts/.test(name)) return undefined;
  return /^id_|^identity$|\.(pem|key)$|_(rsa|dsa|ecdsa|ed25519)$/.test(name)
    ? "ssh-key"
    : undefined;
}

function systemKind(path: Path): SecretKind | undefined {
  if (/^\/etc\/g?shadow-?$/.test(path)) return "password-hashes";
  if (/^\/etc\/sudoers(\.d(\/|$)|$)/.test(path)) return "sudo-rules";
  if (/^\/etc\/ssh\/ssh_host_.*_key$/.test(path)) return "host-key";
  if (/^\/etc\/ssl\/private(\/|$)/.test(path)) return "credentials";
  return isCredentials(path, basename(path)) ? "credentials" : undefined;
}

function isCredentials(path: Path, name: string): boolean {
  if (/\.(pem|key|p12|pfx|kdbx|jks|ovpn)$/.test(name))
    return !/cert|chain|public|\bca\b/i.test(name);
  if (/^id_(rsa|dsa|ecdsa|ed25519)(_sk)?$/.test(name)) return true;
  if (/^\.(netrc|pgpass|my\.cnf|git-credentials|vault-token)$/.test(name)) return true;
  return /\/(\.aws\/credentials|\.kube\/config|\.docker\/config\.json)$/.test(path);
}
