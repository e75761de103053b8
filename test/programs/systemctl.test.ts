import assert from "node:assert/strict";
import { test } from "node:test";
import { foreseeThere } from "../support/fixture-machine.ts";

test("starting and stopping are effects on services, not on files", () => {
  const { effects, unknown } = foreseeThere("systemctl restart nginx ssh.socket", "root");
  const told = effects.map((effect) =>
    effect.kind === "service" ? `${effect.action} ${effect.target}` : effect.kind,
  );
  assert.deepEqual(told, ["restart nginx.service", "restart ssh.socket"]);
  assert.deepEqual(unknown, []);
});

test("questions do nothing, and what lies elsewhere is said to be unknown", () => {
  assert.deepEqual(foreseeThere("systemctl --no-pager status nginx", "root").effects, []);
  assert.deepEqual(foreseeThere("systemctl --no-pager status nginx", "root").unknown, []);
  for (const line of ["systemctl --root=/x enable a", "systemctl -H b stop a"]) {
    assert.equal(foreseeThere(line, "root").unknown.length, 1, line);
  }
});

function told(line: string): readonly string[] {
  return foreseeThere(line, "root").effects.flatMap((effect) => {
    if (effect.kind !== "service" && effect.kind !== "power") return [];
    return [[effect.kind, effect.action, effect.target, effect.detail].join(" ").trim()];
  });
}

const lines: readonly (readonly [line: string, ...told: string[]])[] = [
  ["systemctl disable --now ssh", "service disable ssh.service", "service stop ssh.service"],
  ["systemctl enable --now ssh", "service enable ssh.service", "service start ssh.service"],
  ["systemctl --user stop mpd", "service stop mpd.service user"],
  ["systemctl kill -s KILL ssh", "service kill ssh.service"],
  ["systemctl rescue", "service isolate rescue.target"],
  ["systemctl reboot", "power reboot web-1 now"],
  ["systemctl --dry-run reboot"],
  ["systemctl suspend", "power sleep web-1 now"],
  ["systemctl daemon-reload"],
  ["service ssh stop", "service stop ssh.service"],
  ["service ssh status"],
  ["service --status-all"],
  ["invoke-rc.d --quiet ssh restart", "service restart ssh.service"],
  ["/etc/init.d/ssh stop", "service stop ssh.service"],
  ["rc-service sshd stop", "service stop sshd.service"],
  ["sv down sshd", "service stop sshd.service"],
  ["sv up sshd", "service start sshd.service"],
  ["sv status sshd"],
  ["rc-update del sshd default", "service disable sshd.service"],
  ["shutdown now", "power power-off web-1 now"],
  ["shutdown -r +5 bye", "power reboot web-1 +5"],
  ["shutdown -c"],
  ["shutdown -k now"],
  ["reboot -f", "power reboot web-1 now"],
  ["reboot -w"],
  ["halt -p", "power power-off web-1 now"],
  ["init 6", "power reboot web-1 now"],
  ["telinit 1", "service isolate rescue.target"],
  ["init q"],
];

for (const [line, ...expected] of lines) {
  test(`${line} is told as ${expected.join(", ") || "nothing"}`, () => {
    assert.deepEqual(told(line), expected);
  });
}
