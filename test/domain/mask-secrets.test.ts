import assert from "node:assert/strict";
import { test } from "node:test";
import { maskSecrets } from "../../src/domain/mask-secrets.ts";

/** Every line holds the secret `hunter2x` in some form; nothing of it may be left. */
const secret: readonly string[] = [
  "mysql -u root -phunter2x shop",
  "mysqldump -u root '-phunter2x' shop > out.sql",
  "mysql --password=hunter2x shop",
  "mysql --password 'hunter2x' shop",
  "DB_PASSWORD=hunter2x ./run",
  "export GITHUB_TOKEN='hunter2x'",
  'API_KEY="hunter2x and more" make',
  "PGPASSWORD=hunter2x psql shop",
  "curl -u ann:hunter2x https://example.org",
  "curl --user 'ann:hunter2x' https://example.org",
  "curl -H 'Authorization: Bearer hunter2x' https://example.org",
  'curl -H "X-Api-Key: hunter2x" https://example.org',
  "git clone https://ann:hunter2x@example.org/r.git",
  "sshpass -p hunter2x ssh host",
  "sshpass -phunter2x ssh host",
  "echo 'ann:hunter2x' | sudo chpasswd",
  "echo hunter2x | sudo -S rm -rf /srv/x",
  "printf '%s\\n' hunter2x hunter2x | passwd ann",
  "chpasswd <<< 'ann:hunter2x'",
  "sudo useradd -m -p hunter2x bob",
  "usermod -p 'hunter2x' bob",
  "zip -P hunter2x out.zip docs",
  "openssl enc -aes256 -pass pass:hunter2x -in a",
  "htpasswd -b /etc/nginx/users ann hunter2x",
  "redis-cli -a hunter2x flushall",
  "docker login -u ann -p hunter2x",
  "ldapadd -D cn=admin -w hunter2x -f x.ldif",
  "vault login --token hunter2x",
  "gh auth --with-token=hunter2x",
  `curl -d '{"password": "hunter2x"}' https://example.org`,
  "restic --password-command=hunter2x backup",
  "wget --http-password=hunter2x https://example.org",
];

for (const line of secret) {
  test(`masked: ${line}`, () => {
    const masked = maskSecrets(line);
    assert.doesNotMatch(masked, /hunter2x/);
    assert.match(masked, /\*\*\*/);
    assert.equal(masked.slice(0, 2), line.slice(0, 2));
  });
}

const tokens = [
  "echo ghp_abcdefghij0123456789abcdefghij012345 > t",
  "aws configure set x AKIAABCDEFGHIJKLMNOP",
  "echo eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc | cut -d. -f2",
];
for (const line of tokens) {
  test(`a token by its form is masked: ${line}`, () => assert.match(maskSecrets(line), /\*\*\*/));
}

const plain: readonly string[] = [
  "rm -rf docs",
  "mkdir -p a/b && cp -p x a/b",
  "sudo passwd ann",
  "tar -czpf out.tgz /etc",
  "PWD=/tmp ls",
  "ssh -p 2222 host",
  "chmod 600 ~/.ssh/id_rsa",
  "echo done | tee log",
  "curl https://example.org/a:b",
  "mysql -u root shop",
  "unzip -p a.zip x",
  "rm secret.txt tokens.txt password.txt",
  "sudo rm -rf /srv/x",
];
for (const line of plain) {
  test(`left as it is: ${line}`, () => assert.equal(maskSecrets(line), line));
}

test("a very long line takes no time worth speaking of", () => {
  const long = `echo ${"a=b:c@ --x ' \" ".repeat(5_000)}`;
  const start = process.hrtime.bigint();
  maskSecrets(long);
  assert.ok(process.hrtime.bigint() - start < 2_000_000_000n);
});
