import type { Argument } from "../domain/argument.ts";
import { rootIdentity } from "../domain/identity.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { textStream, unknownStream } from "../domain/stream.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-e",
  "-l",
  "-r",
  "-i",
  "-n",
  "-T",
  "-u USER",
  "-s",
  "-V",
  "-x FLAGS",
  "-h --help",
];

/** Where cron keeps the jobs of accounts, by distribution. */
const spools = ["/var/spool/cron/crontabs", "/var/spool/cron"];

const presentJobs = "which jobs there are now is not known before";

/** Lists, edits, replaces or removes the scheduled jobs of an account. */
export const crontabProgram: Program = {
  names: ["crontab"],
  options,
  run: (call) => withOptions(call, options, (read) => change(call, read)),
};

function change(call: Call, read: OptionsRead): Outcome {
  const own = call.facts.accounts.user(call.identity.uid)?.name;
  const user = read.value("u") ?? own;
  if (user === undefined) return fail(call, "your UID isn't in the passwd file. bailing out.");
  if (user !== own && call.identity.uid !== 0) return fail(call, "must be privileged to use -u");
  const spool = spoolOf(call, user);
  if (read.has("l")) return tell(call, spool);
  if (read.has("n") || read.has("T")) return untold("it only looks at a file");
  if (read.has("r")) return remove(call, read, user, spool);
  const [operand] = read.operands;
  if (read.has("e")) return edit(call, user, spool);
  if (operand === undefined && call.isInputTerminal) {
    call.uncertain("what is typed into it is not known");
  }
  return replace(call, user, spool, operand);
}

interface Spool {
  readonly path: string;
  /** Whether jobs are stored there now; undefined where nobody but root can look. */
  readonly exists: boolean | undefined;
}

function spoolOf(call: Call, user: string): Spool {
  const files = call.files.as(rootIdentity());
  const directory = spools.find((path) => !isError(files.stat(path)));
  if (directory === undefined) return { path: `${spools[0]}/${user}`, exists: undefined };
  const path = `${directory}/${user}`;
  const status = files.stat(path);
  return { path, exists: status === "EACCES" ? undefined : !isError(status) };
}

function tell(call: Call, { path, exists }: Spool): Outcome {
  if (exists === false) return { status: 1, output: textStream("") };
  const text = call.files.text(path);
  const isKnown = text !== undefined && !isError(text);
  return {
    status: isKnown ? 0 : undefined,
    output: isKnown ? textStream(text) : unknownStream(presentJobs),
  };
}

function remove(call: Call, read: OptionsRead, user: string, spool: Spool): Outcome {
  if (spool.exists === false) return fail(call, `no crontab for ${user}`);
  const [word] = read.given;
  if (read.has("i"))
    call.uncertain("crontab asks first, and the answer is not known", word?.argument);
  call.emit({ kind: "service", action: "remove-jobs", target: user }, word?.argument);
  if (spool.exists === true) call.files.as(rootIdentity()).unlink(spool.path);
  return spool.exists === true ? succeed() : untold("whether there are jobs is not known before");
}

function edit(call: Call, user: string, { path, exists }: Spool): Outcome {
  const reason = "what is typed in the editor is not known";
  call.emit({ kind: "service", action: "edit-jobs", target: user });
  const content = { kind: "unknown", reason } as const;
  if (exists === true) call.files.as(rootIdentity()).write(path, content, { how: "partly" });
  call.uncertain(reason);
  return untold(reason);
}

function replace(call: Call, user: string, spool: Spool, operand: Argument | undefined): Outcome {
  const isInput = operand === undefined || operand.text === "-";
  const given = isInput ? inputText(call) : call.files.text(operand.text);
  if (!isInput && isError(given)) return fail(call, `${operand.text}: No such file or directory`);
  const before = call.files.as(rootIdentity()).text(spool.path);
  const old = before === undefined || isError(before) ? "" : withoutHeader(before);
  const isKept =
    (isInput && call.input.kind === "unknown" && call.input.reason === presentJobs) ||
    (typeof given === "string" && old !== "" && given.includes(old.trim()));
  const hasOld = spool.exists !== false && !isKept;
  const action = hasOld ? "replace-jobs" : "add-jobs";
  const added = typeof given === "string" ? newLines(given, old) : tailOf(call);
  const detail = added.trim() === "" ? {} : { detail: added.trim() };
  call.emit({ kind: "service", action, target: user, ...detail }, operand);
  const reason = "what cron writes above the jobs tells the time";
  call.files.as(rootIdentity()).replace(spool.path, { kind: "unknown", reason }, { mode: 0o600 });
  return untold("whether the jobs are well written is not worked out");
}

function newLines(text: string, old: string): string {
  const known = new Set(old.split("\n"));
  return text
    .split("\n")
    .filter((line) => !known.has(line))
    .join("\n");
}

/** `(crontab -l; echo JOB) | crontab -`: what comes behind the jobs there are now. */
function tailOf({ input }: Call): string {
  return input.kind === "unknown" ? (input.tail ?? "") : "";
}

function inputText({ input }: Call): string | undefined {
  return input.kind === "text" ? input.text : undefined;
}

/** Older versions of cron put lines of their own above the jobs. */
function withoutHeader(text: string): string {
  return text.replace(/^(# DO NOT EDIT.*\n|# \(.*\)\n)+/, "");
}
