import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  type AnnsSystem,
  handrailOfAnn,
  openAnnsSystem,
  toolsOfAnn,
} from "../../support/anns-system.ts";
import type { RunEnd } from "../../support/disposable-root.ts";
import { skipUnless } from "../../support/need.ts";

const yes = "--yes=weakens-trust,cannot-foresee";

describe("plans as root in hostile surroundings", {
  skip: skipUnless({ root: true, tools: toolsOfAnn }),
}, () => {
  let system: AnnsSystem;
  before(async () => {
    system = await openAnnsSystem();
  });
  after(() => system.root.close());

  it("nothing that a user set has a part in what root does", () => {
    system.letWithoutPassword();
    system.root.do(
      `mkdir -p trap/bin trap/.local/state; printf '#!/bin/sh\\necho "$0 $(id -u)" >>/home/ann/sprung\\nexit 9\\n' >trap/run; chmod 755 trap/run
       for name in apt-get dpkg find env bash node sudo systemd-run setsid prlimit id; do cp trap/run "trap/bin/$name"; done
       echo 'echo startup >>/home/ann/sprung' >trap/startup; cp trap/startup trap/.bashrc
       echo 'require("fs").appendFileSync("/home/ann/sprung", "node")' >trap/hook.js`,
      { as: "ann" },
    );
    const { status, output } = system.root.run([handrailOfAnn, "install", "tiny", yes], {
      as: "ann",
      environment: {
        PATH: "/home/ann/trap/bin:/usr/bin:/bin",
        HOME: "/home/ann/trap",
        XDG_STATE_HOME: "/home/ann/trap/.local/state",
        BASH_ENV: "/home/ann/trap/startup",
        ENV: "/home/ann/trap/startup",
        NODE_OPTIONS: "--require /home/ann/trap/hook.js",
        LD_PRELOAD: "/home/ann/trap/none.so",
        APT_CONFIG: "/home/ann/trap/apt.conf",
        DPKG_ROOT: "/home/ann/trap",
        HANDRAIL_CALLER_ENVIRONMENT_0: "SUDO_UID=0",
        "BASH_FUNC_exec%%": "() { echo function >>/home/ann/sprung; }",
      },
    });
    assert.equal(status, 0, output);
    assert.ok(system.isInstalled("tiny"));
    assert.equal(system.root.run(["cat", "/home/ann/sprung"]).output, "");
    assert.equal(system.root.do("find /home/ann/trap -user root"), "");
    assert.match(system.root.do("ls /var/lib/handrail"), /journal/);
    system.removeAll();
  });

  it("takes only typed steps, and only what was agreed to", () => {
    system.letWithoutPassword();
    const ask = (request: object): RunEnd =>
      system.root.run(["sudo", handrailOfAnn, "helper"], {
        as: "ann",
        input: `${JSON.stringify(request)}\n`,
      });
    const action = { kind: "change-mode", path: "/etc/shadow", mode: "644", isRecursive: false };
    const step = {
      title: "a",
      action,
      runAs: "root",
      verify: { kind: "none" },
      inverse: { kind: "kept" },
    };
    const plan = { task: "a", answers: {}, title: "a", remarks: [], steps: [step] };
    const request = { schema: "handrail/apply@1", plan, agreed: {}, level: "expert", accepted: [] };
    const before = system.root.do("stat -c %a /etc/shadow");
    const refused = [
      {
        ...request,
        plan: { ...plan, steps: [{ ...step, action: { kind: "run", argv: ["id"] } }] },
      },
      {
        ...request,
        plan: { ...plan, steps: [{ ...step, action: { ...action, path: "etc/shadow" } }] },
      },
      {
        ...request,
        plan: { ...plan, steps: [{ ...step, action: { ...action, mode: "--reference=/" } }] },
      },
      { ...request, schema: "other" },
      { ...request, accepted: [1] },
    ];
    for (const one of refused) assert.match(ask(one).output, /"kind":"refused"/);
    const { output } = ask(request);
    const { id, directory } = JSON.parse(output) as {
      readonly id: string;
      readonly directory: string;
    };
    const events = system.root.do(`cat ${directory}/${id}.jsonl`);
    assert.match(events, /"result":"differs"/);
    assert.doesNotMatch(events, /step-started/);
    assert.equal(system.root.do("stat -c %a /etc/shadow"), before);
  });

  it("writes through no link that is not root's own", () => {
    system.letWithoutPassword();
    for (const place of ["/var/log/handrail", "/var/lib/handrail"]) {
      system.root.do(
        `mkdir -p ${place}; mv ${place} ${place}.away; mkdir -p /home/ann/mine; chown ann /home/ann/mine; ln -s /home/ann/mine ${place}`,
      );
      const { status, errors } = system.asAnn("install", "tiny", yes);
      assert.notEqual(status, 0, place);
      assert.match(errors, /Nothing was done/);
      assert.equal(system.root.do("ls -A /home/ann/mine"), "", place);
      system.root.do(`rm ${place}; mv ${place}.away ${place}`);
    }
    assert.equal(system.isInstalled("tiny"), false);
  });

  it("begins nothing on a full disk", () => {
    system.letWithoutPassword();
    for (const place of ["/var/log/handrail", "/var/lib/handrail"]) {
      system.root.do(
        `mkdir -p ${place}; mount -t tmpfs -o size=16k,mode=755 none ${place}; [ ${place} = /var/log/handrail ] || chmod 700 ${place}; head -c 100k /dev/zero >${place}/full || :`,
      );
      const { status, errors } = system.asAnn("install", "tiny", yes);
      assert.notEqual(status, 0, place);
      assert.match(
        errors,
        /the disk is full|could not be started|Nothing was done|not begun/,
        place,
      );
      system.root.do(`umount ${place}`);
    }
    assert.equal(system.isInstalled("tiny"), false);
  });
});
