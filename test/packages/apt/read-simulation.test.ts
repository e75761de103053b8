import assert from "node:assert/strict";
import { test } from "node:test";
import { readSimulation } from "../../../src/packages/apt/read-simulation.ts";

const output = `Reading package lists...
Calculating upgrade...
The following packages have been kept back:
  linux-image-amd64 postgresql
  zsh
The following packages will be upgraded:
  base-files
2 upgraded, 1 newly installed, 2 to remove and 3 not upgraded.
Remv postfix [3.7.11-0+deb12u1]
Purg gone [1:2.0-1] [gone-data:amd64 ]
Inst base-files [12.4+deb12u11] (12.4+deb12u15 Debian:12.15/oldstable [amd64])
Inst libgcrypt20 [1.10.1-3] (1.10.1-3+deb12u1 Debian:12.15/oldstable, Debian-Security:12/oldstable-security [amd64]) []
Inst exim4 (4.96-15 Debian:12.15/oldstable [all]) [libc6:i386 on other:i386]
Inst libc6:i386 (2.36 Debian:12.15/oldstable [i386])
Inst bash [5.2] (5.2 Debian:12.15/oldstable [amd64])
Inst wood [1.1] (1.0 localhost [all])
Inst tool (1.0 local-deb [all])
Conf exim4 (4.96-15 Debian:12.15/oldstable [all])
`;

test("each line of a simulation is one change", () => {
  const { changes } = readSimulation(output);
  assert.deepEqual(
    changes.map(({ name, action, before, after }) => [action, name, before, after]),
    [
      ["remove", "postfix", "3.7.11-0+deb12u1", undefined],
      ["purge", "gone", "1:2.0-1", undefined],
      ["upgrade", "base-files", "12.4+deb12u11", "12.4+deb12u15"],
      ["upgrade", "libgcrypt20", "1.10.1-3", "1.10.1-3+deb12u1"],
      ["install", "exim4", undefined, "4.96-15"],
      ["install", "libc6:i386", undefined, "2.36"],
      ["reinstall", "bash", "5.2", "5.2"],
      ["downgrade", "wood", "1.1", "1.0"],
      ["install", "tool", undefined, "1.0"],
    ],
  );
});

test("a version's sources are told apart", () => {
  const { changes } = readSimulation(output);
  const sources = new Map(changes.map((change) => [change.name, change.sources]));
  assert.deepEqual(sources.get("libgcrypt20"), [
    "Debian:12.15/oldstable",
    "Debian-Security:12/oldstable-security",
  ]);
  assert.deepEqual(sources.get("wood"), ["localhost"]);
  assert.deepEqual(sources.get("postfix"), []);
});

test("what is kept back may stand on several lines", () => {
  assert.deepEqual(readSimulation(output).keptBack, ["linux-image-amd64", "postgresql", "zsh"]);
  assert.deepEqual(readSimulation("").keptBack, []);
});

test("what is set up without being unpacked was left half done by an earlier run", () => {
  const text = "Inst a (1 x [all])\nConf a (1 x [all])\nConf b (2 x [all])\nRemv c [1]\n";
  assert.deepEqual(readSimulation(text).unfinished, ["b"]);
  assert.deepEqual(readSimulation("Inst a (1 x [all])\nConf a (1 x [all])\n").unfinished, []);
});
