import type { NetworkEffect } from "../../domain/effect.ts";
import type { Facts } from "../../domain/facts.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { isWithin } from "../../domain/view/tree.ts";
import type { Path } from "../../domain/world.ts";
import { effectsOf } from "./existing.ts";

/** A secret in a folder that is handed out to whoever asks for it. */
export interface ServedSecret {
  readonly effect: NetworkEffect;
  readonly path: Path;
}

/** Secrets in homes, by where they usually lie. */
const inHomes = [
  ...["rsa", "ed25519", "ecdsa", "dsa"].map((kind) => `.ssh/id_${kind}`),
  ...[".aws/credentials", ".kube/config", ".docker/config.json", ".netrc", ".pgpass"],
  ...[".git-credentials", ".my.cnf", ".vault-token"],
];
const inSystem = ["/etc/shadow", "/etc/gshadow", "/etc/ssh/ssh_host_ed25519_key"];
/** What projects keep their passwords in. */
const inProjects = [".env", ".env.local", ".env.production", ".npmrc", ".htpasswd"];

/** What a web server for a whole folder would hand out, the best known secret of each. */
export function servedSecrets(foreseen: Foreseen, facts: Facts): readonly ServedSecret[] {
  return effectsOf(foreseen, "network").flatMap((effect) => {
    if (effect.action !== "serve-folder" || effect.detail !== "the network") return [];
    const path = secretBelow(effect, foreseen, facts);
    return path === undefined ? [] : [{ effect, path }];
  });
}

function secretBelow(
  { target, cause }: NetworkEffect,
  { textBefore }: Foreseen,
  { accounts, caller }: Facts,
): Path | undefined {
  const isRoot = cause.identity.uid === 0;
  const homes = isRoot ? accounts.users.map(({ home }) => home) : [caller.home];
  const candidates = [
    ...(isRoot ? inSystem : []),
    ...homes.flatMap((home) => inHomes.map((name) => `${home}/${name}`)),
    ...inHomes.map((name) => `${target}/${name.replace(/^\.ssh\//, "")}`),
    ...inProjects.map((name) => `${target}/${name}`),
  ];
  return candidates.find((path) => isWithin(path, target) && textBefore?.(path) !== undefined);
}
