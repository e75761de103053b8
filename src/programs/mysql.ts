import type { Call, Outcome, Program } from "../domain/program.ts";
import { dropData, runSql } from "./common/databases/tell.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

/** Those that are common, with their values; more are told in the manual page. */
const options = [
  "-? --help",
  "-V --version",
  "-u --user=USER",
  "-p --password[=PASSWORD]",
  "-h --host=HOST",
  "-P --port=PORT",
  "-S --socket=FILE",
  "--protocol=KIND",
  "-C --compress",
  "--defaults-file=FILE",
  "--defaults-extra-file=FILE",
  "--defaults-group-suffix=TEXT",
  "--no-defaults",
  "--login-path=NAME",
  "--default-character-set=NAME",
  "--ssl",
  "--skip-ssl",
  "--ssl-ca=FILE",
  "--ssl-cert=FILE",
  "--ssl-key=FILE",
  "--ssl-mode=MODE",
  "-v --verbose",
  "-w --wait",
  "-f --force",
  "-b --no-beep",
  "-i --sleep=SECONDS",
  "-c --count=NUMBER",
  "-r --relative --raw",
  "-s --silent",
  "-E --vertical",
  "-e --execute=STATEMENT",
  "-D --database=NAME",
  "-B --batch",
  "-N --skip-column-names",
  "-A --no-auto-rehash",
  "-t --table",
  "-H --html",
  "-X --xml",
  "-n --unbuffered",
  "-q --quick",
  "-U --safe-updates --i-am-a-dummy",
  "--init-command=STATEMENT",
  "--connect-timeout=SECONDS",
  "--max-allowed-packet=BYTES",
  "--delimiter=TEXT",
  "--tee=FILE",
  "--pager=COMMAND",
];

/** MySQL and MariaDB from the command line. */
export const mysqlProgram: Program = {
  names: ["mysql", "mariadb", "mysqladmin", "mariadb-admin"],
  options,
  run: (call) => withOptions(call, options, (read) => act(call, read)),
};

function act(call: Call, read: OptionsRead): Outcome {
  if (call.name.endsWith("admin")) return administer(call, read);
  if (read.has("tee") || read.has("pager"))
    return unforeseen(call, "what its output flows into is not followed");
  const given = [...read.values("init-command"), ...read.values("execute")];
  const { input } = call;
  const text = read.has("execute")
    ? given.join(";")
    : input.kind === "text"
      ? input.text
      : undefined;
  return text === undefined
    ? unforeseen(call, "what the database is told to do is not known")
    : runSql(call, text);
}

const asking = /^(ping|status|extended-status|processlist|variables|version|proc|stat|var|ver)$/;

function administer(call: Call, read: OptionsRead): Outcome {
  const [verb, target] = read.operands;
  if (verb === undefined) return untold("it prints its help");
  if (asking.test(verb.text)) return untold("how the server stands is not known");
  if (verb.text === "drop") {
    if (target === undefined) return fail(call, "Too few arguments to drop");
    if (!read.has("force")) call.uncertain("it asks first, and the answer is not known", target);
    return dropData(call, [`database ${target.text}`], target);
  }
  if (verb.text === "shutdown") {
    call.emit({ kind: "service", action: "stop", target: "mysql.service" }, verb);
    return untold("whether the server does it is not known before");
  }
  return unforeseen(call, `what \`${call.name} ${verb.text}\` does is not modelled`, verb);
}
