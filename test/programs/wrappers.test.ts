import type { Program } from "../../src/domain/program.ts";
import { chrtProgram } from "../../src/programs/chrt.ts";
import { envProgram } from "../../src/programs/env.ts";
import { flockProgram } from "../../src/programs/flock.ts";
import { ioniceProgram } from "../../src/programs/ionice.ts";
import { niceProgram } from "../../src/programs/nice.ts";
import { nohupProgram } from "../../src/programs/nohup.ts";
import { setprivProgram } from "../../src/programs/setpriv.ts";
import { setsidProgram } from "../../src/programs/setsid.ts";
import { stdbufProgram } from "../../src/programs/stdbuf.ts";
import { tasksetProgram } from "../../src/programs/taskset.ts";
import { timeProgram } from "../../src/programs/time.ts";
import { timeoutProgram } from "../../src/programs/timeout.ts";
import { checkProgram } from "../support/check-program.ts";

const fixture = "mkdir d; echo x > f; touch g";

function check(program: Program, lines: readonly string[]): void {
  const cases = lines.map((line) => ({ line, ignoresErrors: true }));
  checkProgram(program, { fixture }, cases);
}

/** For one of the two accounts alone. */
function checked(program: Program, as: "root" | "user", lines: readonly string[]): void {
  const cases = lines.map((line) => ({ line, as, ignoresErrors: true }));
  checkProgram(program, { fixture }, cases);
}

check(envProgram, [
  "env rm f",
  "env -i rm f",
  "env - rm f",
  "env A=1 B=2 rm f",
  "env -C d touch x",
  "env --chdir=d rm ../f",
  "env -C nosuch rm f",
  "env -u PATH /bin/rm f",
  "env -i A=1 printenv A",
  "env A=b printenv A",
  "env -i A=1 B=2",
  "env -S",
  "env -u A -- rm f",
  "env nosuchprogram",
]);
check(niceProgram, [
  "nice rm f",
  "nice -n 5 rm f",
  "nice -5 rm f",
  "nice --adjustment=3 touch x",
  "nice -n5 false",
]);
check(ioniceProgram, ["ionice -c3 rm f", "ionice -c 2 -n 7 rm f", "ionice --class idle touch x"]);
check(setprivProgram, ["setpriv --no-new-privs rm f", "setpriv --nnp touch x", "setpriv"]);
checked(setprivProgram, "root", [
  "setpriv --reuid=1000 --regid=1000 --clear-groups rm f",
  "setpriv --reuid=1000 --clear-groups touch d/x",
  "setpriv --regid=1000 --keep-groups touch d/x",
  "setpriv --reuid=1000 --regid=1000 --clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override touch d/x",
  "setpriv --reuid=1000 --regid=1000 --clear-groups --inh-caps=+dac_override touch d/x",
  "setpriv --reuid=1000 --regid=1000 --clear-groups --inh-caps=+net_bind_service --ambient-caps=+net_bind_service touch d/x",
]);
check(setsidProgram, ["setsid -w rm f", "setsid --wait touch x", "setsid"]);
check(stdbufProgram, ["stdbuf -oL rm f", "stdbuf -o 0 -e 0 touch x", "stdbuf"]);
check(timeoutProgram, [
  "timeout 5 rm f",
  "timeout -k 1 5s touch x",
  "timeout -s KILL 5 false",
  "timeout --preserve-status 5 rm f",
  "timeout 0.1 sleep 5",
  "timeout --preserve-status .1 sleep 5",
  "timeout 5 sleep 0.01",
  "timeout",
]);
check(tasksetProgram, ["taskset 1 rm f", "taskset -c 0 touch x"]);
check(chrtProgram, ["chrt -i 0 rm f", "chrt --other 0 touch x"]);
check(nohupProgram, ["nohup rm f", "nohup touch x", "nohup", "nohup nosuchprogram"]);
check(timeProgram, ["time rm f", "time -p touch x"]);
check(flockProgram, [
  "flock lock rm f",
  "flock -n g touch x",
  "flock d touch d/x",
  "flock -x -w 3 lock false",
  "flock",
]);
