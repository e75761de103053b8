import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import type { OptionsRead } from "./common/options.ts";
import { fail, untold } from "./common/outcome.ts";
import { withOptions } from "./common/with-options.ts";

/** Commands that show something; their words are operands. */
const showing = [
  "--verify",
  "-k --list-public-keys --list-keys",
  "--list-sigs --list-signatures",
  "--check-sigs --check-signatures",
  "--fingerprint",
  "-K --list-secret-keys",
  "--export",
  "--export-secret-keys",
  "--export-secret-subkeys",
  "--export-ssh-key",
  "--export-ownertrust",
  "--list-packets",
  "--print-md",
  "--gen-random",
  "--card-status",
  "--show-keys",
];

/** Those that change what gpg keeps. */
const changing = [
  "--gen-key --generate-key",
  "--quick-gen-key --quick-generate-key",
  "--quick-adduid --quick-add-uid",
  "--quick-add-key",
  "--quick-revuid --quick-revoke-uid",
  "--quick-set-expire",
  "--full-gen-key --full-generate-key",
  "--gen-revoke --generate-revocation",
  "--quick-sign-key",
  "--quick-lsign-key",
  "--quick-revoke-sig",
  "--sign-key",
  "--lsign-key",
  "--edit-key",
  "--passwd --change-passphrase",
  "--send-keys",
  "--recv-keys --receive-keys",
  "--search-keys",
  "--refresh-keys",
  "--fetch-keys",
  "--locate-keys",
  "--import",
  "--import-ownertrust",
  "--card-edit --edit-card",
  "--change-pin",
  "--update-trustdb",
  "--server",
  "--check-trustdb",
];

const deleting = [
  "--delete-keys --delete-key",
  "--delete-secret-keys --delete-secret-key",
  "--delete-secret-and-public-keys --delete-secret-and-public-key",
];

/** Those that make a file of a file. */
const making = [
  "-s --sign",
  "--clearsign --clear-sign",
  "-b --detach-sign",
  "-e --encrypt",
  "-c --symmetric",
  "-d --decrypt",
  "--store",
  "--dearmor",
  "--enarmor",
  "-f --recipient-file=FILE",
];

const settings = [
  "-a --armor",
  "-r --recipient=USER",
  "-R --hidden-recipient=USER",
  "-F --hidden-recipient-file=FILE",
  "-u --local-user=USER",
  "--default-key=USER",
  "--default-recipient=USER",
  "-z --compress-level=NUMBER",
  "--textmode",
  "-o --output=FILE",
  "-n --dry-run",
  "-i --interactive",
  "-v --verbose",
  "-q --quiet",
  "--openpgp",
  "--options=FILE",
  "--homedir=DIR",
  "--batch",
  "--no-batch",
  "--yes",
  "--no",
  "--passphrase=TEXT",
  "--passphrase-fd=NUMBER",
  "--passphrase-file=FILE",
  "--pinentry-mode=MODE",
  "--cipher-algo=NAME",
  "--digest-algo=NAME",
  "--compress-algo=NAME",
  "--s2k-mode=NUMBER",
  "--s2k-digest-algo=NAME",
  "--s2k-cipher-algo=NAME",
  "--s2k-count=NUMBER",
  "--trust-model=MODEL",
  "--always-trust",
  "--keyserver=ADDRESS",
  "--keyserver-options=LIST",
  "--keyring=FILE",
  "--secret-keyring=FILE",
  "--primary-keyring=FILE",
  "--no-default-keyring",
  "--no-options",
  "--no-tty",
  "--no-symkey-cache",
  "--no-greeting",
  "--no-permission-warning",
  "--status-fd=NUMBER",
  "--logger-fd=NUMBER",
  "--command-fd=NUMBER",
  "--with-colons",
  "--with-fingerprint",
  "--with-keygrip",
  "--keyid-format=FORMAT",
  "--expert",
  "--multifile",
  "--log-file=FILE",
  "--encrypt-to=KEY",
  "--group=NAMES",
  "--auto-key-import",
  "--no-auto-key-import",
  "--include-key-block",
  "--disable-dirmngr",
  "--throw-keyids",
  "--set-filename=NAME",
  "--use-embedded-filename",
  "--max-output=BYTES",
  "--import-options=LIST",
  "--export-options=LIST",
  "--list-options=LIST",
  "--verify-options=LIST",
  "--auto-key-locate=LIST",
  "--no-auto-key-locate",
  "--tofu-policy=POLICY",
  "--display-charset=NAME",
  "-h --help",
  "--version",
  "--dump-options",
  "--warranty",
];

const options = [...showing, ...changing, ...deleting, ...making, ...settings];

/** Encrypts, signs and keeps keys. */
export const gpgProgram: Program = {
  names: ["gpg", "gpg2"],
  options,
  run: (call) => withOptions(call, options, (read) => act(call, read), { usageStatus: 2 }),
};

const ownFiles = "what `gpg` keeps in its own directory is not worked out";

function act(call: Call, read: OptionsRead): Outcome {
  if (["dump-options", "warranty"].some((key) => read.has(key)))
    return untold("it prints its help");
  if (read.has("dry-run")) return untold("it only tries");
  call.uncertain(ownFiles);
  const deleted = ["delete-secret-key", "delete-secret-and-public-key"].some((key) =>
    read.has(key),
  );
  if (deleted) {
    for (const operand of read.operands) {
      const target = `the secret key of ${operand.text}`;
      call.emit({ kind: "service", action: "drop-data", target, detail: "key" }, operand);
    }
    return untold("whether there is such a key is not known before");
  }
  const target = outputOf(read);
  const [source] = read.operands;
  if (target === undefined || target === "-") return untold("what it prints is not worked out");
  const isOfFile =
    isMaking(read) || !read.given.some(({ key }) => isIn(key, [...showing, ...changing]));
  if (isOfFile && source !== undefined && isError(call.files.stat(source.text)))
    return fail(call, `can't open '${source.text}': No such file or directory`, 2);
  const reason = "what it encrypts, signs or opens is not worked out";
  const isThere = !isError(call.files.lstat(target));
  if (isThere && !read.has("yes") && read.has("batch")) return fail(call, "File exists", 2);
  const error = call.files.write(target, { kind: "unknown", reason });
  return error === undefined ? untold(reason) : fail(call, `can't create '${target}'`, 2);
}

/** -o, or a name made of the source's. */
function outputOf(read: OptionsRead): string | undefined {
  const given = read.value("output");
  const source = read.operands[0]?.text;
  if (given !== undefined || source === undefined) return given;
  if (read.has("clear-sign")) return `${source}.asc`;
  if (read.has("detach-sign")) return `${source}${read.has("armor") ? ".asc" : ".sig"}`;
  if (["encrypt", "symmetric", "sign", "store"].some((key) => read.has(key)))
    return `${source}${read.has("armor") ? ".asc" : ".gpg"}`;
  const isBare = read.given.every(({ key }) => isIn(key, settings));
  return isBare ? source.replace(/\.(gpg|asc|sig|pgp)$/, "") : undefined;
}

function isMaking(read: OptionsRead): boolean {
  return read.given.some(({ key }) => isIn(key, making));
}

function isIn(key: string, table: readonly string[]): boolean {
  return table.some((entry) =>
    entry.split(" ").some((word) => word.replace(/^-+/, "").replace(/\[?=.*$/, "") === key),
  );
}
