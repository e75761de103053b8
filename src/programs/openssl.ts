import type { Call, Outcome, Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";

/** Options of the commands that name a file to write, or one to read first; all with one dash. */
const options = [
  "-out FILE",
  "-keyout FILE",
  "-in FILE",
  "-key FILE",
  "-CA FILE",
  "-CAkey FILE",
  "-CAserial FILE",
  "-inkey FILE",
  "-signkey FILE",
  "-writerand FILE",
  "-CAcreateserial",
  "-noout",
  "-pubout",
  "-newkey ALGORITHM",
  "-nodes",
];

const known = new Set(
  "asn1parse ciphers cms crl crl2pkcs7 dgst dhparam dsa dsaparam ec ecparam enc errstr gendsa genpkey genrsa info kdf list mac nseq ocsp passwd pkcs12 pkcs7 pkcs8 pkey pkeyparam pkeyutl prime rand req rsa rsautl s_client s_server s_time sess_id smime speed spkac storeutl ts verify version x509 help base64".split(
    " ",
  ),
);
/** Ciphers and digests are commands as well. */
const algorithm =
  /^(aes|aria|bf|blowfish|camellia|cast|chacha20|des|idea|rc2|rc4|rc5|seed|sm4)[\w-]*$|^(md5|sha\d*|sha\d-\d+|blake2\w*|sm3|rmd160)$/;
const makesKeys = /^(genrsa|gendsa|genpkey|pkcs12)$/;
const handlesKeys = /^(rsa|dsa|ec|pkey|pkcs8)$/;

/** Keys, certificates and ciphers; what matters is which files it writes. */
export const opensslProgram: Program = {
  names: ["openssl"],
  options,
  run: openssl,
};

function openssl(call: Call): Outcome {
  const [verb, ...rest] = call.arguments;
  if (verb === undefined) return unforeseen(call, "what is typed into `openssl` is not known");
  const name = verb.text;
  if (/^(ca|rehash|srp|fipsinstall)$/.test(name))
    return unforeseen(call, `which files \`openssl ${name}\` writes is not modelled`, verb);
  if (!known.has(name) && !algorithm.test(name)) return fail(call, `Invalid command '${name}'`);
  const words = rest.map(({ text }) => text.replace(/^--/, "-"));
  const value = (option: string): string | undefined => {
    const at = words.lastIndexOf(option);
    return at < 0 ? undefined : words[at + 1];
  };
  if (words.includes("-help")) return untold("it prints its help", 0);
  const missing = ["-in", "-key", "-CA", "-CAkey", "-inkey", "-signkey"]
    .map(value)
    .find((path) => path !== undefined && isError(call.files.stat(path)));
  if (missing !== undefined)
    return fail(call, `Could not open ${missing}: No such file or directory`);
  if (name === "rand" && !endsWithCount(words)) return fail(call, "rand: Use -help for summary.");
  if (isNoKey(call, name, value("-in"), words)) return fail(call, "Could not read it");
  return writeAll(call, name, words, value);
}

/** `rand` takes one number, and no option after it. */
function endsWithCount(words: readonly string[]): boolean {
  let at = 0;
  while (words[at]?.startsWith("-") === true)
    at += /^-(out|rand|writerand|engine|provider|provider-path|propquery)$/.test(words[at] ?? "")
      ? 2
      : 1;
  return at === words.length - 1;
}

/** Keys and certificates are told by their first words. */
function isNoKey(
  call: Call,
  name: string,
  path: string | undefined,
  words: readonly string[],
): boolean {
  if (path === undefined || words.includes("-inform")) return false;
  if (!/^(x509|rsa|dsa|ec|pkey|req|crl|pkcs8)$/.test(name)) return false;
  const text = call.files.text(path);
  return typeof text === "string" && !isError(text) && !text.includes("-----BEGIN");
}

function writeAll(
  call: Call,
  name: string,
  words: readonly string[],
  value: (option: string) => string | undefined,
): Outcome {
  const isPublic = words.includes("-pubout") || words.includes("-noout");
  const isPrivate = makesKeys.test(name) || (handlesKeys.test(name) && !isPublic);
  const isRequest = name === "req" && words.includes("-newkey");
  const keyPath = value("-keyout") ?? (isRequest ? "privkey.pem" : undefined);
  const serial = words.includes("-CAcreateserial")
    ? (value("-CAserial") ?? value("-CA")?.replace(/(\.[^./]*)?$/, ".srl"))
    : undefined;
  const files: readonly (readonly [path: string | undefined, mode: number])[] = [
    [keyPath, 0o600],
    [value("-out"), isPrivate ? 0o600 : 0o666],
    [serial, 0o666],
    [value("-writerand"), 0o600],
  ];
  const reason = "what `openssl` writes is not worked out";
  for (const [path, mode] of files) {
    if (path === undefined) continue;
    if (call.files.write(path, { kind: "unknown", reason }, { mode }) !== undefined)
      return fail(call, `Can't open "${path}" for writing`);
  }
  return untold("what `openssl` prints is not worked out", isSure(name, words) ? 0 : undefined);
}

/** Whether nothing is left that could go wrong, such as a key that does not fit. */
function isSure(name: string, words: readonly string[]): boolean {
  const last = words.at(-1) ?? "";
  if (name === "rand") return /^\d+$/.test(last);
  if (name === "genrsa") return /^\d{4}$/.test(last) || words.at(-2) === "-out";
  const isCipher = name === "enc" || algorithm.test(name);
  return isCipher && words.includes("-in") && !words.includes("-d") && hasSecret(words);
}

function hasSecret(words: readonly string[]): boolean {
  return words.some((word) => /^-(k|K|pass|kfile|base64|a)$/.test(word));
}
