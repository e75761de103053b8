import assert from "node:assert/strict";
import { test } from "node:test";
import type { Action } from "../../src/domain/action.ts";
import { quoteWord } from "../../src/domain/text.ts";
import { commandsOf } from "../../src/plan/commands-of.ts";

const facts = { gecosOf: () => ["Ann", "", "", "", "handrail=novice vip"], isRoot: false };

function lines(action: Action): readonly string[] {
  return commandsOf(action, facts).map((words) => words.map(quoteWord).join(" "));
}

test("each action has its command, and no value can become an option", () => {
  const path = "/srv/-a b";
  const cases: readonly (readonly [Action, ...(readonly string[])])[] = [
    [{ kind: "change-mode", path, mode: "-w", isRecursive: false }, "chmod -- -w '/srv/-a b'"],
    [
      { kind: "change-mode", path, mode: "755", isRecursive: true, only: "directories" },
      "find '/srv/-a b' -xdev -type d -exec chmod -- 755 '{}' +",
    ],
    [
      { kind: "change-owner", path, owner: "ann", group: "www-data", isRecursive: true },
      "chown -h -R -- ann:www-data '/srv/-a b'",
    ],
    [
      { kind: "change-owner", path, group: "www-data", isRecursive: false },
      "chown -h -- :www-data '/srv/-a b'",
    ],
    [
      {
        kind: "change-acl",
        path,
        set: ["u:ann:rX", "d:g:dev:r"],
        remove: ["u:bob"],
        withDefaults: true,
        isRecursive: true,
      },
      "setfacl -R -P -m u:ann:rX,d:u:ann:rX,d:g:dev:r -x u:bob,d:u:bob -- '/srv/-a b'",
    ],
    [
      { kind: "take-configuration", path: "/etc/a", from: "/etc/a.dpkg-dist" },
      "mv -fT -- /etc/a.dpkg-dist /etc/a",
    ],
    [{ kind: "service", unit: "ssh.service", operation: "reload" }, "systemctl reload ssh.service"],
    [
      { kind: "set-level", user: "ann", level: "expert" },
      "usermod -c 'Ann,,,,handrail=expert vip' ann",
    ],
    [{ kind: "clear-level", user: "ann", parts: 5 }, "usermod -c Ann,,,,vip ann"],
    [{ kind: "undo-entry", entry: "0tv4bx0" }, "guard --undo 0tv4bx0"],
    [{ kind: "refresh-packages" }, "apt-get update -o APT::Update::Error-Mode=any"],
  ];
  for (const [action, ...wanted] of cases) assert.deepEqual(lines(action), wanted);
});

test("packages: the versions reviewed, who came along is marked so", () => {
  const action: Action = {
    kind: "packages",
    operation: "install",
    packages: ["tiny=1.0", "tiny-data=1.0"],
    automatic: ["tiny-data=1.0"],
  };
  const [install, mark, ...more] = lines(action);
  assert.match(install ?? "", /^apt-get install -y .*--force-confold.* tiny=1\.0 tiny-data=1\.0$/);
  assert.equal(mark, "apt-mark auto tiny-data");
  assert.deepEqual(more, []);
  const [upgrade] = lines({ kind: "packages", operation: "upgrade", packages: ["tiny=2.0"] });
  assert.match(upgrade ?? "", /^apt-get install -y --only-upgrade .* tiny=2\.0$/);
  assert.match(
    lines({ kind: "packages", operation: "upgrade", packages: [] })[0] ?? "",
    /^apt-get upgrade -y /,
  );
});

test("root enters the directories on the way, and follows no link put in their place", () => {
  const action: Action = {
    kind: "change-mode",
    path: "/srv/a",
    mode: "644",
    isRecursive: true,
    only: "files",
  };
  assert.deepEqual(commandsOf(action, { ...facts, isRoot: true }), [
    "find /srv/a -xdev -type f -execdir chmod -- 644 {} +".split(" "),
  ]);
});
