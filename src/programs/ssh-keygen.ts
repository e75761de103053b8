import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { readAnswer } from "./common/answers.ts";
import { hashHosts, removeHost, showHost } from "./common/keys/known-hosts.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, succeed, unforeseen, untold } from "./common/outcome.ts";
import { directoryName } from "./common/paths.ts";
import { withOptions } from "./common/with-options.ts";

const options = [
  "-A",
  "-a ROUNDS",
  "-B",
  "-b BITS",
  "-C COMMENT",
  "-c",
  "-D PROVIDER",
  "-E HASH",
  "-e",
  "-F HOST",
  "-f FILE",
  "-g",
  "-H",
  "-h",
  "-I IDENTITY",
  "-i",
  "-K",
  "-k",
  "-L",
  "-l",
  "-M WHAT",
  "-m FORMAT",
  "-N PASSPHRASE",
  "-n PRINCIPALS",
  "-O OPTION",
  "-o",
  "-P PASSPHRASE",
  "-p",
  "-Q",
  "-q",
  "-R HOST",
  "-r HOST",
  "-s KEY",
  "-t TYPE",
  "-U",
  "-u",
  "-V INTERVAL",
  "-v",
  "-w PROVIDER",
  "-X",
  "-Y WHAT",
  "-y",
  "-Z CIPHER",
  "-z SERIAL",
];

/** Makes, changes and shows keys of ssh. */
export const sshKeygenProgram: Program = {
  names: ["ssh-keygen"],
  options,
  run: (call) => withOptions(call, options, (read) => work(call, read)),
};

const keyContent = { kind: "unknown", reason: "a key is made of numbers of chance" } as const;

function work(call: Call, read: OptionsRead): Outcome {
  const home = call.facts.accounts.user(call.identity.uid)?.home ?? "/";
  const listed = read.value("f") ?? `${home}/.ssh/known_hosts`;
  const host = read.value("R");
  if (host !== undefined) return removeHost(call, listed, host);
  const sought = read.value("F");
  if (sought !== undefined && read.given.every(({ key }) => /^[Ff]$/.test(key)))
    return showHost(call, listed, sought);
  if (sought !== undefined || read.has("Q") || read.has("L"))
    return untold("it shows what it finds");
  if (read.has("H")) return hashHosts(call, listed);
  if (read.has("A")) return makeHostKeys(call, read.value("f") ?? "");
  if (read.has("Y")) return sign(call, read);
  const stranger = ["s", "k", "M", "K", "D", "X"].find((key) => read.has(key));
  if (stranger !== undefined)
    return unforeseen(call, `what \`ssh-keygen -${stranger}\` makes is not modelled`);
  if (read.operands.length > 0) return fail(call, "Too many arguments.");
  if (["l", "B", "e", "i", "y", "r"].some((key) => read.has(key)))
    return untold("what it shows of the key is not worked out");
  const path = read.value("f");
  if (path === undefined && call.input.kind !== "text") {
    call.unknown("where the key is to be saved is asked, and the answer is not known");
  }
  const isStored = read.has("p") || read.has("c");
  const place = path ?? `${home}/.ssh/id_${read.value("t") ?? "rsa"}`;
  return isStored ? changeKey(call, read, place) : makeKey(call, read, place);
}

const types = /^(rsa|dsa|ecdsa|ed25519)$/i;

function makeKey(call: Call, read: OptionsRead, path: string): Outcome {
  const type = read.value("t") ?? "rsa";
  if (/-sk$/i.test(type)) return unforeseen(call, "what a security key answers is not known");
  if (!types.test(type)) return fail(call, `unknown key type ${type}`, 255);
  const bits = Number(read.value("b") ?? 3072);
  if (type === "rsa" && (bits < 1024 || bits > 16_384))
    return fail(call, "Invalid RSA key length", 255);
  makeOwnDirectory(call, path);
  const isNew = isError(call.files.stat(path));
  if (!isNew && !mayOverwrite(call, path)) return untold("it asks whether to overwrite", 1);
  if (!read.has("N") && call.input.kind === "unknown")
    call.unknown("which passphrase is typed is not known");
  if (!saveKey(call, path)) return fail(call, `Saving key "${path}" failed`);
  return read.has("q") && isNew ? succeed() : untold("it shows the fingerprint of the key", 0);
}

/** The account's own directory of keys is made where the key is to lie in it. */
function makeOwnDirectory(call: Call, path: string): void {
  const own = `${call.facts.accounts.user(call.identity.uid)?.home ?? ""}/.ssh`;
  if (directoryName(path).startsWith(own) && isError(call.files.stat(own)))
    call.files.makeDirectory(own, 0o700);
}

/** Both halves are written in place; the private one is made for its owner alone. */
function saveKey(call: Call, path: string): boolean {
  const { files } = call;
  if (files.write(path, keyContent, { mode: 0o600 & ~call.umask }) !== undefined) return false;
  return files.write(`${path}.pub`, keyContent, { mode: 0o644 }) === undefined;
}

function mayOverwrite(call: Call, path: string): boolean {
  const answer = readAnswer(call.input, 0);
  if (answer === undefined)
    call.unknown(`it asks before it overwrites ${path}, and the answer is not known`);
  return answer !== false;
}

/** -p and -c write the same key anew. */
function changeKey(call: Call, read: OptionsRead, path: string): Outcome {
  const status = call.files.stat(path);
  if (isError(status)) return fail(call, `${path}: No such file or directory`, 255);
  const denied = call.files.access(path, "read");
  if (denied !== undefined) return fail(call, `Failed to load key ${path}`, 255);
  const text = call.files.text(path);
  const isKey = isError(text) || text === undefined || text.includes("PRIVATE KEY");
  if (!isKey) return fail(call, `Failed to load key ${path}`, 255);
  // The cipher's name stands at the beginning: none.
  const isOpen = typeof text === "string" && text.includes("b3BlbnNzaC1rZXktdjEAAAAABG5vbmU");
  const isAsked = read.has("p") ? !read.has("N") : !read.has("C");
  if (isAsked || !isOpen) call.unknown("whether the passphrase is the right one is not known");
  if (call.files.write(path, keyContent, { mustExist: true }) !== undefined)
    return fail(call, `Saving key "${path}" failed`, 255);
  if (read.has("c")) call.files.write(`${path}.pub`, keyContent, { mode: 0o644 });
  return untold("it tells what it saved", 0);
}

/** The keys of this machine that are missing. */
function makeHostKeys(call: Call, prefix: string): Outcome {
  for (const type of ["rsa", "ecdsa", "ed25519"]) {
    const path = `${prefix}/etc/ssh/ssh_host_${type}_key`;
    const status = call.files.stat(path);
    if (!isError(status) && status.size > 0) continue;
    if (!saveKey(call, path)) return fail(call, `Could not save your private key in ${path}`, 255);
  }
  return untold("it tells which keys it made", 0);
}

function sign(call: Call, read: OptionsRead): Outcome {
  if (read.value("Y") !== "sign") return untold("whether a signature is right is not known before");
  if (read.operands.length === 0) return untold("the signature is not worked out");
  for (const operand of read.operands) {
    if (isError(call.files.stat(operand.text)))
      return fail(call, `Cannot open ${operand.text}`, 255);
    const path = `${operand.text}.sig`;
    if (!isError(call.files.lstat(path)) && !mayOverwrite(call, path))
      return untold("it asks whether to overwrite", 255);
    const reason = "a signature is not worked out";
    call.files.for(operand).write(path, { kind: "unknown", reason }, { mode: 0o666 });
  }
  return untold("it tells what it signed");
}
