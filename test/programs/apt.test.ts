import assert from "node:assert/strict";
import { test } from "node:test";
import type { FixtureUser } from "../support/fixture-facts.ts";
import { foreseeThere } from "../support/fixture-machine.ts";

/** Effects of packages as `action target`, what is unknown, and the status. */
function look(line: string, as: FixtureUser = "root") {
  const { effects, unknown, status } = foreseeThere(line, as);
  const packages = effects.flatMap((effect) =>
    effect.kind === "package" ? [`${effect.action} ${effect.target}`] : [],
  );
  const others = effects.filter(({ kind }) => kind !== "package").map(({ kind }) => kind);
  return { packages, others, judged: unknown.map(({ isJudged }) => isJudged === true), status };
}

const changing: readonly (readonly [line: string, ...effects: string[]])[] = [
  ["apt install cowsay", "install cowsay"],
  ["apt-get -y -qq install cowsay", "install cowsay"],
  ["apt-get install -o Dpkg::Options::=--force-confold -y cowsay", "install cowsay"],
  ["apt remove nginx-common", "remove nginx-common", "remove nginx"],
  ["apt-get purge nginx", "purge nginx"],
  ["apt autoremove --purge", "remove unneeded-library"],
  ["apt install exim4", "remove postfix", "install exim4"],
  ["apt update", "refresh the lists of packages"],
  ["apt-get update -o APT::Update::Error-Mode=any", "refresh the lists of packages"],
  ["apt-mark auto nginx postfix", "mark-automatic nginx", "mark-automatic postfix"],
  ["apt-mark hold nginx", "hold nginx"],
  ["dpkg -r nginx", "remove nginx"],
  ["dpkg -i /opt/tool_1.0_amd64.deb", "install tool"],
  ["cd /opt && apt install ./tool_1.0_amd64.deb", "install tool"],
  ["apt-get install --allow-unauthenticated cowsay", "distrust any source", "install cowsay"],
];

for (const [line, ...effects] of changing) {
  test(line, () => {
    const { packages, others, judged, status } = look(line);
    assert.deepEqual([packages, others, status], [effects, [], undefined]);
    assert.ok(judged.length > 0 && judged.every((one) => one), "details are not known");
  });
}

const quiet = [
  "apt-get -s install cowsay",
  "apt-get --dry-run dist-upgrade",
  "apt-get install --print-uris cowsay",
  "apt list --installed",
  "apt-cache policy nginx",
  "apt show nginx",
  "apt-mark showauto",
  "dpkg -l",
  "dpkg --no-act -r nginx",
  "dpkg -i no-such-file_1.0_all.deb",
];

for (const line of quiet) {
  test(`${line} changes nothing`, () => {
    const { packages, others, judged } = look(line);
    assert.deepEqual([packages, others, judged], [[], [], []]);
  });
}

for (const line of ["dpkg --configure -a", "dpkg -r not-installed"]) {
  test(`${line} has nothing to do, and writes the records of dpkg anew`, () => {
    const { packages, others, status } = look(line);
    assert.deepEqual([packages, others, status], [[], ["create", "link", "write"], 0]);
  });
}

for (const line of ["apt install cowsay", "dpkg -r nginx", "apt-mark hold nginx", "apt update"]) {
  test(`${line} is refused to an ordinary user`, () => {
    const { packages, others, status } = look(line, "user");
    assert.deepEqual([packages, others], [[], []]);
    assert.notEqual(status, 0);
  });
}

const unforeseen = [
  "apt-get install -o Dpkg::Pre-Invoke::=/tmp/x cowsay",
  "apt-get -c /tmp/apt.conf install cowsay",
  "apt-get source cowsay",
  "apt-get --download-only install cowsay",
  "apt-get --new-option install cowsay",
  "dpkg --root=/mnt -r nginx",
];

for (const line of unforeseen) {
  test(`${line} is not known in all it does`, () => {
    assert.ok(look(line).judged.includes(false));
  });
}

test("cleaning deletes the archives and nothing else", () => {
  const { effects } = foreseeThere("apt-get clean", "root");
  assert.ok(effects.length > 0);
  for (const effect of effects) {
    assert.ok(effect.kind === "delete" && /^\/var\/cache\/apt\/.*(\.deb|\.bin)$/.test(effect.path));
  }
});
