import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { opensslProgram } from "../../src/programs/openssl.ts";
import { runModelAndReal } from "../support/model-run.ts";
import { skipUnless } from "../support/need.ts";

const fixture = `umask 022; echo hi > in; openssl genrsa -out k 1024 2>/dev/null
  openssl req -x509 -newkey rsa:1024 -nodes -keyout rk -out rc -subj /CN=x 2>/dev/null
  openssl req -new -key k -out csr -subj /CN=x 2>/dev/null; echo old > old; chmod 640 old; ln -s old l; mkdir shut; chmod 555 shut`;

const lines = [
  "genrsa -out new 1024",
  "genpkey -algorithm ed25519 -out new",
  "rand -out r 10",
  "rand -out old 10",
  "rand -out l 10",
  "rand -hex 4",
  "enc -aes-256-cbc -pbkdf2 -k x -in in -out e",
  "aes-256-cbc -pbkdf2 -k x -in in -out e",
  "enc -base64 -in nosuch -out no",
  "base64 -in in -out b",
  "req -x509 -newkey rsa:1024 -nodes -keyout nk -out nc -subj /CN=x",
  "req -x509 -newkey rsa:1024 -nodes -out nc -subj /CN=x",
  "req -new -key k -out ncsr -subj /CN=x",
  "x509 -req -in csr -CA rc -CAkey rk -CAcreateserial -out crt",
  "x509 -in rc -noout -text",
  "x509 -in in -out no",
  "dgst -sha256 -out dg in",
  "rsa -in k -pubout -out pub",
  "rsa -in k -out copy",
  "pkcs12 -export -in rc -inkey rk -passout pass:x -out p12",
  "genrsa -out nodir/k 1024",
  "rsa -in nosuch -out no",
  "nosuch",
  "rand -out shut/r 4",
];

describe("openssl", { skip: skipUnless({ root: true, tools: ["openssl", "setpriv"] }) }, () => {
  for (const as of ["root", "user"] as const) {
    for (const line of lines) {
      it(`${line} as ${as}`, () => {
        const words = ["openssl", ...line.split(" ")];
        const { model, real, unknown } = runModelAndReal(opensslProgram, words, { fixture, as });
        assert.deepEqual(unknown, []);
        assert.deepEqual(model.changes, real.changes, real.errors);
        const access = (tree: typeof real.tree) =>
          Object.fromEntries(
            Object.entries(tree).map(([name, entry]) => [name, entry.split(" ").slice(0, 3)]),
          );
        assert.deepEqual(access(model.tree), access(real.tree));
        if (model.status !== undefined) assert.equal(model.status, real.status, real.errors);
      });
    }
  }
});
