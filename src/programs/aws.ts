import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { unforeseen, untold } from "./common/outcome.ts";
import { baseName, joinPath } from "./common/paths.ts";

/** Clients of machines, databases and stores that somebody else runs. */
export const awsProgram: Program = {
  names: [
    ...["aws", "gcloud", "gsutil", "az", "s3cmd", "mc", "rclone", "b2", "doctl", "hcloud"],
    ...["linode-cli", "heroku", "flyctl", "fly", "scw", "oci", "ibmcloud", "gh", "glab"],
  ],
  options: [],
  acceptsUnknown: true,
  run: ask,
};

const answer = "what the other side answers is not known before";

/** Words by which something over there goes. */
const losing =
  /^(?:rm|rb|del|delete|delete-\S+|deletefile|destroy|purge|remove|erase|terminate-\S+|deregister-\S+|\w+:(?:destroy|reset|delete)|batch-delete|rmdir|rmdirs|rimraf|schedule-key-deletion)$/;
const telling =
  /^(?:ls|list|list-\S+|ll|get|get-\S+|describe|describe-\S+|show|info|status|help|version|du|stat|cat|head|about|size|tree|check|lsd|lsl|lsf|lsjson|ncdu|config|whoami|logs|view|diff|auth|search|browse|account|wait)$/;
/** Kinds of things of which one is soon made again, or that hold nothing by themselves. */
const small =
  /(?:object|blob|file|key|tag|user|role|polic|rule|record|alias|image|member|label|comment|issue|secret|alarm|metric|log|permission|domain|address|ip|function|release|run|cache|workflow|variable|session)/;

function ask(call: Call): Outcome {
  const words = call.arguments.filter(({ text }) => !text.startsWith("-"));
  const flags = call.arguments.map(({ text }) => text).filter((text) => text.startsWith("-"));
  if (
    flags.some((flag) => /^--(?:dry-?run|help|version)$/.test(flag)) ||
    isTryingOut(call.name, flags)
  )
    return untold("it only tells what it would do");
  const verb = words.find(({ text }) => losing.test(text));
  if (verb !== undefined) return lose(call, verb, words, flags);
  const mirrored = mirrors(call, words, flags);
  if (mirrored !== undefined) return mirrored;
  const copied = words.findIndex(({ text }) =>
    /^(?:cp|mv|copy|copyto|move|moveto|put|sync|rsync|mirror|upload|get)$/.test(text),
  );
  if (copied >= 0 && !/^(?:gh|glab|heroku)$/.test(call.name))
    return copy(call, words.slice(copied + 1), flags);
  if (words.some(({ text }) => telling.test(text))) return untold(answer);
  call.uncertain("what becomes of what stands elsewhere is not known before", words[0]);
  return untold(answer);
}

/** In the clients of clouds -n is a name. */
function isTryingOut(name: string, flags: readonly string[]): boolean {
  return /^(?:gsutil|s3cmd|rclone)$/.test(name) && flags.includes("-n");
}

/** One named thing may be little; a whole store, a machine or a database is much. */
function lose(
  call: Call,
  verb: Argument,
  words: readonly Argument[],
  flags: readonly string[],
): Outcome {
  const at = words.indexOf(verb);
  const targets = words.slice(at + 1);
  const kind = `${words
    .slice(0, at)
    .map(({ text }) => text)
    .slice(1)
    .join(" ")} ${verb.text}`;
  const isWhole = flags.some((flag) => /^(?:-r|-R|-rf|--recursive|--force|-f|-a)$/.test(flag));
  const isStore =
    /^(?:s3cmd|gsutil|mc|rclone|b2)$/.test(call.name) || words.some(({ text }) => text === "s3");
  const isMuch = isStore
    ? isWhole || /^(?:purge|delete|rimraf)$/.test(verb.text)
    : !small.test(kind);
  const target = targets.map(({ text }) => text).join(" ") || kind.trim();
  const action = isMuch ? "delete-all-data" : "delete-data";
  call.emit({ kind: "network", action, target, detail: "cluster" }, targets[0]);
  return untold(answer);
}

/** `sync --delete`: what the source lacks goes at the other end. */
function mirrors(
  call: Call,
  words: readonly Argument[],
  flags: readonly string[],
): Outcome | undefined {
  const isSync = words.some(({ text }) => /^(?:sync|rsync|mirror)$/.test(text));
  const deletes =
    call.name === "rclone" ||
    flags.some((flag) => /^(?:--delete|--delete-removed|--remove|-d)$/.test(flag));
  const target = words.at(-1);
  if (!isSync || !deletes || target === undefined || !isRemote(target.text)) return undefined;
  call.emit(
    { kind: "network", action: "delete-data", target: target.text, detail: "cluster" },
    target,
  );
  return untold(answer);
}

/** To the other side it is sent; from there it comes under the name that is given. */
function copy(call: Call, words: readonly Argument[], flags: readonly string[]): Outcome {
  const target = words.at(-1);
  const [source] = words;
  if (target === undefined || source === undefined || words.length < 2) return untold(answer);
  if (isRemote(target.text)) {
    call.emit({ kind: "network", action: "send", target: target.text }, target);
    return untold(answer);
  }
  if (target.text === "-") return untold(answer);
  const isWhole = flags.some((flag) => /^(?:-r|-R|--recursive|-m)$/.test(flag));
  if (isWhole || !isRemote(source.text) || call.name === "rclone")
    return unforeseen(call, "which files come from the other side is not known before", target);
  const status = call.files.stat(target.text);
  const isDirectory = !isError(status) && status.type === "directory";
  const path = isDirectory ? joinPath(target.text, baseName(source.text)) : target.text;
  call.files.for(target).write(path, { kind: "unknown", reason: answer, source: "network" });
  return untold(answer);
}

function isRemote(text: string): boolean {
  return /^\w+:\/\/|^[\w-]+:/.test(text);
}
