import assert from "node:assert/strict";
import { test } from "node:test";
import { type SecretKind, secretKind } from "../../../src/guards/common/secrets.ts";

/** Each secret beside a neighbour that is none. */
const pairs: readonly (readonly [kind: SecretKind, secret: string, plain: string])[] = [
  ["ssh-key", "/home/ann/.ssh/id_ed25519", "/home/ann/.ssh/id_ed25519.pub"],
  ["ssh-key", "/home/ann/.ssh/work_rsa", "/home/ann/.ssh/known_hosts"],
  ["authorized-keys", "/root/.ssh/authorized_keys", "/root/authorized_keys"],
  ["ssh-directory", "/home/ann/.ssh", "/home/ann/ssh"],
  ["ssh-settings", "/home/ann/.ssh/config", "/home/ann/.config"],
  ["host-key", "/etc/ssh/ssh_host_rsa_key", "/etc/ssh/ssh_host_rsa_key.pub"],
  ["gnupg", "/home/ann/.gnupg/private-keys-v1.d", "/home/ann/gnupg"],
  ["password-hashes", "/etc/shadow", "/etc/shadow.conf"],
  ["password-hashes", "/etc/gshadow-", "/home/ann/etc/gshadow"],
  ["sudo-rules", "/etc/sudoers.d/ann", "/etc/sudoers2"],
  ["credentials", "/home/ann/site.key", "/home/ann/site.keys.txt"],
  ["credentials", "/home/ann/site.pem", "/home/ann/fullchain.pem"],
  ["credentials", "/home/ann/.aws/credentials", "/home/ann/credentials"],
  ["credentials", "/etc/ssl/private/site", "/etc/ssl/certs/site.pem.txt"],
];

for (const [kind, secret, plain] of pairs) {
  test(`${secret} is a secret, ${plain} is none`, () => {
    assert.equal(secretKind(secret), kind);
    assert.equal(secretKind(plain), undefined);
  });
}
