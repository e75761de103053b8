import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AskRpm, fileFormat, recordFormat } from "../../src/system/packages/rpm-source.ts";

/** What rpm 4.18 printed of four small packages, for the two questions and for the files of one. */
export const recordedRpm: AskRpm = (words) => {
  if (words[0] === "-q" && words.at(-1) === "bash") {
    return "/usr/bin/bash\n/usr/share/odd dir\n/usr/share/odd dir/a\n";
  }
  if (words[2] === fileFormat) {
    return "glibc\t/usr/lib64/libc.so.6\nhttpd-tools\t/etc/httpd\nhttpd-tools\t/usr/bin/ab\nbash\t/usr/bin/bash\nbash\t/usr/share/odd dir\nbash\t/usr/share/odd dir/a\nhttpd\t/usr/sbin/httpd\n";
  }
  return words[2] === recordFormat ? records.replaceAll("|", "\u001f") : undefined;
};

const own = "rpmlib(CompressedFileNames)|rpmlib(FileDigests)|rpmlib(PayloadFilesHavePrefix)|";
const records = [
  `glibc\t${own}\tglibc|libc.so.6|`,
  `httpd-tools\tlibc.so.6|${own}\thttpd-tools|`,
  `bash\tlibc.so.6|${own}\t/bin/sh|bash|`,
  `httpd\t/bin/sh|httpd-tools|${own}\thttpd|`,
  "gpg-pubkey\t\tgpg(x)|",
  "",
].join("\n");

/** A database that pacman 6.0 reads; `pacman -Rc -p glibc` names all four. */
export function writePacmanDatabase(directory: string): void {
  const local = join(directory, "local");
  mkdirSync(local, { recursive: true });
  writeFileSync(join(local, "ALPM_DB_VERSION"), "9\n");
  writePacmanPackage(local, "glibc-2.38-7", {
    depends: "linux-api-headers>=4.10",
    provides: "libc.so=6-64",
    files: "usr/\nusr/lib/\nusr/lib/libc.so.6",
  });
  writePacmanPackage(local, "bash-5.2.015-5", {
    depends: "glibc\nlibc.so=6-64",
    provides: "sh",
    files: "etc/\netc/bash.bashrc\nusr/\nusr/bin/\nusr/bin/bash\nusr/bin/sh",
    more: "%BACKUP%\netc/bash.bashrc\t0123456789abcdef0123456789abcdef\n\n",
  });
  writePacmanPackage(local, "lib32-glibc-2.38-7", {
    depends: "glibc",
    files: "usr/\nusr/lib32/\nusr/lib32/libc.so.6",
  });
  writePacmanPackage(local, "base-3-2", { depends: "bash\nglibc", files: "" });
}

interface PacmanPackage {
  readonly depends: string;
  readonly provides?: string;
  readonly files: string;
  readonly more?: string;
}

function writePacmanPackage(local: string, entry: string, made: PacmanPackage): void {
  const [, name = "", version = ""] = /^(.*)-([^-]+-[^-]+)$/.exec(entry) ?? [];
  const { depends, provides = "", files, more = "" } = made;
  const description = { NAME: name, VERSION: version, DEPENDS: depends, PROVIDES: provides };
  const text = Object.entries(description).map(([title, value]) => `%${title}%\n${value}\n\n`);
  mkdirSync(join(local, entry));
  writeFileSync(join(local, entry, "desc"), text.join(""));
  writeFileSync(join(local, entry, "files"), `%FILES%\n${files}\n\n${more}`);
}

/** Three packages as Alpine's database has them. */
export const recordedApk = `C:Q1aaa=
P:musl
V:1.2.5-r0
A:x86_64
p:so:libc.musl-x86_64.so.1=1
F:lib
R:ld-musl-x86_64.so.1
a:0:0:755
Z:Q1bbb=
R:libc.musl-x86_64.so.1
a:0:0:777

C:Q1ccc=
P:busybox
V:1.36.1-r29
D:so:libc.musl-x86_64.so.1 !busybox-initscripts<4
p:/bin/sh cmd:busybox=1.36.1-r29
F:bin
M:0:0:755
R:busybox
a:0:0:755
F:etc
R:securetty

C:Q1ddd=
P:alpine-base
V:3.20.0-r0
D:busybox musl>=1.2
`;
