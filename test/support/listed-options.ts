import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** What an installed program says of its own options. */
export interface ListedOptions {
  /** Those that lines of its help begin with. */
  readonly listed: readonly string[];
  /** Help and manual page as plain text, to look an option up in. */
  readonly text: string;
}

const places = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"];

/** Programs that tell of all their options only when asked in another way. */
const fullHelp: Readonly<Record<string, readonly string[]>> = {
  curl: ["--help", "all"],
  xz: ["--long-help"],
  unxz: ["--long-help"],
  xzcat: ["--long-help"],
  zip: ["-h2"],
  unzip: ["-hh"],
  zstd: ["-H"],
  unzstd: ["-H"],
  zstdcat: ["-H"],
  zstdmt: ["-H"],
  getcap: ["-h"],
  setcap: ["-h"],
};

/** Undefined where the program is not installed, or tells nothing. */
export function readListedOptions(name: string): ListedOptions | undefined {
  const path = places.map((place) => join(place, name)).find((one) => existsSync(one));
  if (path === undefined) return undefined;
  const help = askForHelp(path, fullHelp[name] ?? ["--help"]);
  const manual = readManual(name);
  const isRefused = /invalid option|unrecognized|unknown option|illegal option/i.test(help);
  const ofHelp = isRefused ? optionsInUsage(help) : optionsIn(help);
  const listed = ofHelp.length > 0 ? ofHelp : optionsIn(manual);
  return listed.length > 0 ? { listed, text: `${help}\n${manual}` } : undefined;
}

/** As nobody, in an empty folder and without input: a program that does more than help can do no harm. */
function askForHelp(path: string, words: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "handrail-help-"));
  try {
    const isRoot = process.getuid?.() === 0;
    const { stdout, stderr } = spawnSync(path, words, {
      encoding: "utf8",
      timeout: 10_000,
      cwd: "/",
      input: "",
      env: { PATH: "/usr/bin:/usr/sbin:/bin:/sbin", LC_ALL: "C", HOME: folder, COLUMNS: "200" },
      ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
    });
    return `${stdout ?? ""}\n${stderr ?? ""}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The manual page as text without its marks; empty where there is none. */
function readManual(name: string): string {
  const file = ["1", "8", "1ssl"]
    .map((section) => `/usr/share/man/man${section.slice(0, 1)}/${name}.${section}.gz`)
    .find((one) => existsSync(one));
  if (file === undefined) return "";
  const source = gunzipSync(readFileSync(file)).toString("latin1");
  const other = /^\.so man\d\/(\S+?)\.\d/m.exec(source)?.[1];
  if (other !== undefined && other !== name) return readManual(other);
  return source
    .replace(/\\f(?:\(..|\[[^\]]*\]|.)/g, "")
    .replace(/\\-/g, "-")
    .replace(/\\&|\\\//g, "")
    .replace(/^\.(?:It|Op|Ar)? ?Fl ([^\s-])/gm, "-$1")
    .replace(/\bFl Fl (\w)/g, "--$1")
    .replace(/\bFl (\w)/g, "-$1")
    .replace(/^\.(?:B|BR|IP|BI|RB|TP|It|Op)\s+"?/gm, "");
}

/** The options at the beginnings of the lines of a text. */
function optionsIn(text: string): readonly string[] {
  const found = text.split("\n").flatMap((line) => {
    if (!/^[\s"]{0,12}-/.test(line)) return [];
    const start = line.trim().split(/\s{2,}|\t/)[0] ?? "";
    const plain = start
      .replace(/--\[no-?\]([\w-]+)/g, "--$1, --no-$1")
      .replace(/'[^']*'|"[^"]*"|<[^>]*>/g, "");
    return [...plain.matchAll(/(?<![\w\-=[.:])--?[A-Za-z0-9@?][\w-]*/g)].map(([option]) => option);
  });
  return [...new Set(found)];
}

/** `[-abc] [-d value]` of programs that only know how to complain. */
function optionsInUsage(text: string): readonly string[] {
  const found = [...text.matchAll(/\[-([A-Za-z]+)(?=[\] |])/g)].flatMap(([, letters = ""]) =>
    [...letters].map((letter) => `-${letter}`),
  );
  return [...new Set([...optionsIn(text), ...found])];
}

/** Whether help or manual name the option anywhere. */
export function isNamed({ text, listed }: ListedOptions, option: string): boolean {
  if (listed.includes(option)) return true;
  const escaped = option.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(text);
}
