import assert from "node:assert/strict";
import { test } from "node:test";
import { describeFailure, readFailure } from "../../../src/packages/apt/failures.ts";

const runs: readonly (readonly [output: string, sentence: RegExp])[] = [
  ["E: Write error - write (28: No space left on device)", /^The disk is full\./],
  [
    "E: You don't have enough free space in /var/cache/apt/archives/.",
    /^The disk is full\. Free some space/,
  ],
  [
    "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 9 (apt)",
    /^Something else is using the package manager/,
  ],
  [
    "W: GPG error: http://x stable InRelease: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY 1",
    /not signed by a key that this machine trusts/,
  ],
  [
    "E: There were unauthenticated packages and -y was used without --allow-unauthenticated",
    /not signed/,
  ],
  ["Err:1 http://x/y.deb\n  404  Not Found [IP: 1.2.3.4 80]", /Refresh the lists, then try again/],
  [
    "Err:1 http://deb.example.org stable InRelease\n  Temporary failure resolving 'deb.example.org'",
    /^The address of deb\.example\.org was not found\. Look at the network/,
  ],
  ["E: Failed to fetch http://x/y  Could not connect to x:80", /could not be reached/],
  [
    "dpkg: error processing package limping (--configure):\n installed limping package post-installation script subprocess returned error exit status 1",
    /^limping could not be set up\.$/,
  ],
  [
    "dpkg: error processing archive /var/cache/apt/archives/x_1_all.deb (--unpack):",
    /^x_1_all\.deb could not be unpacked\.$/,
  ],
  ["E: Held packages were changed and -y was used", /held at its version/],
  ["E: Something nobody foresaw \u001b[31m", /^The package manager says: Something .*\\x1b\[31m$/],
  ["", /without saying why/],
];

for (const [output, sentence] of runs) {
  test(`a failed run: ${output.split("\n")[0]?.slice(0, 60)}`, () =>
    assert.match(describeFailure(output), sentence));
}

test("no plan: what is missing is named, whatever is meant by it", () => {
  const missing = readFailure("E: Unable to locate package nosuch");
  assert.equal(missing.kind, "no-such-package");
  assert.match(missing.sentence, /a package nosuch\.$/);
  assert.equal(readFailure("E: Package 'x' has no installation candidate").kind, "no-such-package");
  const version = readFailure("E: Version '9' for 'bash' was not found");
  assert.match(version.sentence, /has version 9 of bash\.$/);
});

test("no plan: what cannot be had together, and what is half done", () => {
  const unmet = readFailure(
    "The following packages have unmet dependencies:\n hollow : Depends: nobody-has-this but it is not installable\nE: Unable to correct problems, you have held broken packages.",
  );
  assert.equal(unmet.kind, "unsatisfiable");
  assert.match(unmet.sentence, /hollow needs nobody-has-this/);
  const needed = readFailure(
    "The following packages have unmet dependencies:\n apt : Depends: adduser but it is not going to be installed\nE: Error, pkgProblemResolver::Resolve generated breaks",
    true,
  );
  assert.match(needed.sentence, /^Too much would go with it: apt could not work any more/);
  const broken = readFailure(
    "E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem.",
  );
  assert.equal(broken.kind, "broken");
});
