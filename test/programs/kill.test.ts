import assert from "node:assert/strict";
import { test } from "node:test";
import { foreseeThere } from "../support/fixture-machine.ts";

function told(line: string, as: "user" | "root"): readonly string[] {
  return foreseeThere(line, as).effects.flatMap((effect) => {
    if (effect.kind !== "process") return [];
    return [`${effect.signal}: ${effect.processes?.join(" ")} (${effect.detail})`];
  });
}

const lines: readonly (readonly [line: string, as: "user" | "root", ...told: string[]])[] = [
  ["kill 701", "user", "15: 701 (701)"],
  ["kill -9 701 702", "user", "9: 701 (701)", "9: 702 (702)"],
  ["kill -KILL 701", "user", "9: 701 (701)"],
  ["kill -s HUP 410", "root", "1: 410 (410)"],
  ["kill -0 701", "user"],
  ["kill -l", "user"],
  ["kill 410", "user"],
  ["kill 99999", "user"],
  ["kill -9 -1", "user", "9: 601 700 701 702 (every process)"],
  ["kill -- -701", "user", "15: 701 (-701)"],
  ["pkill nginx", "root", "15: 410 411 (nginx)"],
  ["pkill nginx", "user", "15:  (nginx)"],
  ["pkill -9 -x node", "user", "9: 701 (node)"],
  ["pkill -f server", "user", "15: 701 (server)"],
  ["pkill server", "user", "15:  (server)"],
  ["pkill -u bob", "root", "15: 800 (every process of bob)"],
  [
    "pkill -u ann -v -x bash",
    "root",
    "15: 1 2 310 350 355 400 410 411 420 500 501 600 700 701 702 800 (bash)",
  ],
  ["pkill -n ssh", "root", "15: 500 (ssh)"],
  ["pkill -P 410", "root", "15: 411 (processes by their properties)"],
  ["killall -HUP nginx", "root", "1: 410 411 (nginx)"],
  ["killall -u bob", "root", "15: 800 (every process of bob)"],
  ["killall -r 'no.*'", "user", "15: 701 (no.*)"],
  ["killall -l", "user"],
  ["killall firefox-esr", "user", "15: 700 (firefox-esr)"],
  ["fuser -k /mnt", "root", "9:  (whatever uses /mnt)"],
  ["fuser /mnt", "root"],
  ["kill $(pgrep node)", "user", "15: 701 (701)"],
  ["pgrep node | xargs kill -9", "user", "9: 701 (701)"],
  ["kill -9 $(pidof nginx)", "root", "9: 411 (411)", "9: 410 (410)"],
  ["pkill -t pts/0", "root", "15: 501 (processes by their properties)"],
  ["/bin/kill 701", "user", "15: 701 (701)"],
];

for (const [line, as, ...expected] of lines) {
  test(`${as}: ${line} meets ${expected.join(", ") || "nobody"}`, () => {
    assert.deepEqual(told(line, as), expected);
  });
}

test("what nobody can know is said", () => {
  assert.notDeepEqual(foreseeThere('kill "$(cat pidfile)"', "user").status, 0);
  assert.equal(foreseeThere("pkill -F /run/x.pid", "root").unknown.length, 1);
  assert.equal(foreseeThere("kill $(make -s pid)", "user").unknown.length > 0, true);
});
