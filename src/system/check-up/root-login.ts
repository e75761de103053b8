import { existsSync } from "node:fs";
import type { Probed, RootLogin } from "../../domain/check-up-facts.ts";
import type { Path } from "../../domain/world.ts";
import type { AskProgram } from "../ask-program.ts";
import { readSshConfiguration, type SshConfiguration } from "./ssh-configuration.ts";

/** What sshd does where nothing is configured. */
const builtIn = {
  permitrootlogin: "prohibit-password",
  passwordauthentication: "yes",
  permitemptypasswords: "no",
};
type Keyword = keyof typeof builtIn;

export interface SshPlaces {
  readonly server: Path;
  readonly file: Path;
  readonly directory: Path;
}

const usual: SshPlaces = {
  server: "/usr/sbin/sshd",
  file: "/etc/ssh/sshd_config",
  directory: "/etc/ssh",
};

/** Whether root can log in over ssh: as the server itself says to root, else by its configuration. */
export async function probeRootLogin(
  ask: AskProgram,
  isRoot: boolean,
  places: SshPlaces = usual,
): Promise<Probed<RootLogin>> {
  if (!existsSync(places.server)) return { kind: "known", facts: noServer };
  const read = readSshConfiguration(places.file, places.directory);
  const said = isRoot ? await askServer(ask) : undefined;
  if (said === undefined && read === undefined) {
    return { kind: "unknown", reason: "The configuration of sshd cannot be read.", needs: "root" };
  }
  const place = read?.settings.get("permitrootlogin")?.place;
  const condition = read?.conditional.get("permitrootlogin");
  return {
    kind: "known",
    facts: {
      isInstalled: true,
      ...valuesOf((name) => said?.get(name) ?? valueIn(read, name)),
      source: said === undefined ? "configuration" : "server",
      ...(place === undefined ? {} : { place }),
      ...(condition === undefined ? {} : { condition }),
    },
  };
}

const noServer: RootLogin = {
  isInstalled: false,
  permitRootLogin: "no",
  passwordAuthentication: false,
  permitEmptyPasswords: false,
  source: "configuration",
};

/**
 * The values in force for root from this machine, by `sshd -T`, which needs the host's keys; or what
 * they would be with settings read before all others.
 */
export async function askServer(
  ask: AskProgram,
  supposed: readonly string[] = [],
): Promise<ReadonlyMap<string, string> | undefined> {
  const connection = "user=root,host=localhost,addr=127.0.0.1";
  const words = ["-T", "-C", connection, ...supposed.flatMap((setting) => ["-o", setting])];
  const answer = await ask({ program: "sshd", arguments: words, patience: 10 });
  if (typeof answer === "string" || answer.status !== 0) return undefined;
  return parseServerSettings(answer.output.toString("utf8"));
}

/** Lines of a keyword in small letters, a blank and its value. */
export function parseServerSettings(text: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const line of text.split("\n")) {
    const blank = line.indexOf(" ");
    if (blank > 0) settings.set(line.slice(0, blank), line.slice(blank + 1));
  }
  return settings;
}

function valueIn(configuration: SshConfiguration | undefined, name: string): string | undefined {
  return configuration?.settings.get(name)?.value;
}

function valuesOf(find: (name: Keyword) => string | undefined) {
  const value = (name: Keyword) => (find(name) ?? builtIn[name]).toLowerCase();
  return {
    permitRootLogin: newName(value("permitrootlogin")),
    passwordAuthentication: value("passwordauthentication") === "yes",
    permitEmptyPasswords: value("permitemptypasswords") === "yes",
  };
}

/** sshd -T still says the old name of the same. */
export function newName(value: string): string {
  return value === "without-password" ? "prohibit-password" : value;
}
