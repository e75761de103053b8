import type { Call, Outcome, Program } from "../domain/program.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

const tables: Readonly<Record<string, readonly string[]>> = {
  exportfs: [
    "-a",
    "-d KIND --debug=KIND",
    "-o OPTIONS",
    "-i",
    "-r",
    "-u",
    "-f",
    "-v",
    "-s",
    "-h --help",
  ],
  smbpasswd: [
    "-a",
    "-c FILE",
    "-d",
    "-D LEVEL",
    "-e",
    "-h",
    "-i",
    "-L",
    "-m",
    "-n",
    "-r HOST",
    "-R ORDER",
    "-s",
    "-S",
    "-U NAME",
    "-w PASSWORD",
    "-W",
    "-x",
  ],
};

/** Folders that are handed to other machines, and the accounts of those who ask for them. */
export const exportfsProgram: Program = {
  names: Object.keys(tables),
  options: [...new Set(Object.values(tables).flat())],
  run: (call) =>
    withOptions(call, tables[call.name] ?? [], (read) =>
      call.name === "exportfs" ? exportFolders(call, read) : changeSambaAccount(call, read),
    ),
};

function exportFolders(call: Call, read: OptionsRead): Outcome {
  const changes = read.operands.length > 0 || ["a", "r", "u"].some((key) => read.has(key));
  if (!changes || read.has("help") || read.has("s"))
    return untold("which folders are handed out is not known");
  if (call.identity.uid !== 0) return fail(call, "could not open /var/lib/nfs/.etab.lock");
  const detail = read.value("o") ?? "";
  const action = read.has("u") ? "unshare-folder" : "share-folder";
  for (const operand of read.operands) {
    call.emit({ kind: "network", action, target: operand.text, detail }, operand);
  }
  if (read.operands.length === 0)
    call.emit({ kind: "network", action, target: "what /etc/exports names" });
  return untold("whether the kernel takes it is not known before");
}

function changeSambaAccount(call: Call, read: OptionsRead): Outcome {
  const isLocal = call.identity.uid === 0 && !read.has("r");
  const [operand] = read.operands;
  const name = operand?.text ?? "root";
  if (read.has("h")) return untold("it only tells of itself", 0);
  const action = read.has("n")
    ? "share-without-password"
    : read.has("x")
      ? "share-account-delete"
      : "share-account";
  if (isLocal) call.emit({ kind: "account", action, target: name }, operand);
  return untold("the password is asked for");
}
