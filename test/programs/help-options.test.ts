import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { programs } from "../../src/programs/index.ts";
import { need } from "../support/need.ts";

/** Programs whose help lists every option, one entry a line. */
const names =
  "systemctl shutdown reboot mount umount swapoff swapon pkill pgrep killall sysctl useradd userdel usermod groupadd groupdel groupmod gpasswd passwd chpasswd chsh chfn chage vipw visudo hostnamectl timedatectl loginctl localectl".split(
    " ",
  );

/** The options at the beginnings of the lines of a help text. */
function optionsIn(text: string): readonly string[] {
  const leading = /^\s{0,8}((?:-{1,2}[A-Za-z0-9][\w-]*(?:[ =]?[[<A-Z][^\s,]*)?(?:, ?| |\/)?)+)/;
  return text.split("\n").flatMap((line) => {
    const start = leading.exec(line)?.[1] ?? "";
    return [...start.matchAll(/(?<![\w-])--?[A-Za-z0-9][\w-]*/g)].map(([option]) => option);
  });
}

for (const name of names) {
  test(`the model of ${name} knows every option that the program lists`, {
    skip: need(name),
  }, () => {
    const { stdout, stderr } = spawnSync(name, ["--help"], { encoding: "utf8", timeout: 10_000 });
    const program = programs.find((one) => one.names.includes(name));
    const spellings = (program?.options ?? []).flatMap((entry) => entry.split(" "));
    const known = new Set(spellings.map((one) => one.replace(/\[?=.*$/, "")));
    const listed = optionsIn(`${stdout}${stderr}`);
    assert.ok(listed.length > 0, "no option found");
    assert.deepEqual(
      listed.filter((option) => !known.has(option)),
      [],
    );
  });
}
