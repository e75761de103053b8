import assert from "node:assert/strict";
import { test } from "node:test";
import type { Consultation, Consulted, Inquiry } from "../../../src/domain/inquiry.ts";
import type { PackageRequest } from "../../../src/domain/packages.ts";
import { simulate } from "../../../src/packages/apt/simulate.ts";

type Answers = (command: string) => Partial<Consulted> | undefined;

/** Answers an inquiry by recorded output; what nobody recorded is empty. */
function answerBy<Answer>(inquiry: Inquiry<Answer>, answers: Answers) {
  const asked: string[] = [];
  let step = inquiry.next();
  while (step.done !== true) {
    const command = describe(step.value);
    asked.push(command);
    const answer = { status: 0, output: "", errors: "", ...answers(command) };
    step = inquiry.next(answer);
  }
  return { answer: step.value, asked };
}

function describe(look: Consultation): string {
  switch (look.kind) {
    case "run":
      return [
        look.program,
        ...look.arguments.filter((word) => !/^(-o$|Dir::Cache)/.test(word)),
      ].join(" ");
    case "read":
      return `read ${look.path}`;
    case "scratch":
      return `scratch ${look.text}`;
    case "cache-directory":
      return "cache-directory";
  }
}

const install: PackageRequest = { operation: "install", names: ["gong"] };
const target =
  "Label: Example\nSuite: stable\nOrigin: Example\nTrusted: yes\nSourcesentry: /etc/apt/a.list:1\n";

test("what was asked for and what comes along, with size, source and signature", () => {
  const { answer } = answerBy(simulate(install), (command) => {
    if (command.startsWith("apt-get --simulate install -- gong"))
      return { output: "Inst data (1 Example:stable [all])\nInst gong (2 Example:stable [all])\n" };
    if (command === "apt-cache show data=1 gong=2")
      return {
        output:
          "Package: data\nVersion: 1\nInstalled-Size: 10\nSize: 100\nDescription-en: data for gong\n\nPackage: gong\nVersion: 2\nInstalled-Size: 5\nSize: 50\nDescription: a gong\n",
      };
    if (command.startsWith("apt-get indextargets")) return { output: target };
    if (command === "read /etc/apt/a.list") return { output: "deb http://a stable main\n" };
    return undefined;
  });
  assert.ok(answer.kind === "transaction");
  assert.deepEqual(
    answer.changes.map(({ name, isAutomatic, trust, origin }) => [
      name,
      isAutomatic,
      trust,
      origin,
    ]),
    [
      ["data", true, "signed", "Example"],
      ["gong", false, "signed", "Example"],
    ],
  );
  assert.deepEqual([answer.downloadSize, answer.sizeDifference], [150, 15 * 1024]);
  assert.equal(answer.changes[0]?.summary, "data for gong");
});

test("a source of the same label without a signature makes both count as unsigned", () => {
  const { answer } = answerBy(simulate(install), (command) => {
    if (command.includes("--simulate")) return { output: "Inst gong (2 Example:stable [all])\n" };
    if (command.startsWith("apt-get indextargets"))
      return { output: `${target}\n${target.replace("a.list", "b.list")}` };
    if (command === "read /etc/apt/b.list")
      return { output: "deb [trusted=yes] http://b stable main\n" };
    return undefined;
  });
  assert.ok(answer.kind === "transaction" && answer.changes[0]?.trust === "unsigned");
});

test("a name that nobody has leads to those that are near", () => {
  const missing = { status: 100, errors: "E: Unable to locate package gnog\n" };
  const { answer } = answerBy(simulate({ operation: "install", names: ["gnog"] }), (command) => {
    if (command.includes("--simulate")) return missing;
    if (command.startsWith("apt-get indextargets")) return { output: target };
    return command === "apt-cache pkgnames" ? { output: "gong\nwood\n" } : undefined;
  });
  assert.ok(answer.kind === "failure");
  assert.deepEqual(answer.failure.near, ["gong"]);
});

test("where no lists were fetched, that is what is wrong", () => {
  const missing = { status: 100, errors: "E: Unable to locate package gong\n" };
  const { answer } = answerBy(simulate(install), (command) =>
    command.includes("--simulate") ? missing : undefined,
  );
  assert.ok(answer.kind === "failure");
  assert.match(answer.failure.sentence, /never fetched here.*handrail refresh/);
});

test("apt that cannot be asked is no manager", () => {
  const { answer } = answerBy(simulate(install), () => ({ status: undefined }));
  assert.ok(answer.kind === "failure" && answer.failure.kind === "no-manager");
});

test("what happened before is taken for granted by way of another database", () => {
  const gone = {
    name: "gone",
    action: "remove",
    before: "1",
    isAutomatic: false,
    isSecurity: false,
  };
  const come = {
    name: "come",
    action: "install",
    after: "2",
    isAutomatic: false,
    isSecurity: false,
  };
  const request = { ...install, after: [gone, come] } as PackageRequest;
  const { asked } = answerBy(simulate(request), (command) => {
    if (command === "read /var/lib/dpkg/status")
      return { output: "Package: gone\nVersion: 1\n\nPackage: stays\nVersion: 1\n" };
    if (command === "apt-cache show come=2") return { output: "Package: come\nVersion: 2\n" };
    return command.startsWith("scratch") ? { output: "/cache/scratch" } : undefined;
  });
  const scratch = asked.find((command) => command.startsWith("scratch")) ?? "";
  assert.doesNotMatch(scratch, /gone/);
  assert.match(
    scratch,
    /Package: stays(?:.|\n)+Package: come\nVersion: 2\nStatus: install ok installed\n\n$/,
  );
  assert.ok(asked.includes("apt-get Dir::State::status=/cache/scratch --simulate install -- gong"));
});
