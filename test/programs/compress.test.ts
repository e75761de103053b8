import { bzip2Program } from "../../src/programs/bzip2.ts";
import { gzipProgram } from "../../src/programs/gzip.ts";
import { xzProgram } from "../../src/programs/xz.ts";
import { zstdProgram } from "../../src/programs/zstd.ts";
import { checkProgram, type ProgramCase } from "../support/check-program.ts";

const fixture = `
  umask 022; echo hello > f; chmod 640 f; gzip -k f; bzip2 -k f; xz -k f; zstd -qk f; echo x > other; chmod 666 other; ln -s other l
  echo y > h; ln h h2; mkdir dir; echo in > dir/i; cp f.gz dir/; echo s > s; chmod 4755 s
  for e in gz bz2 xz zst; do cp f broken.$e; cp f.$e ok.$e; done; cp f.gz noext; cp f.xz t.txz; cp f.gz t.tgz; cp f.bz2 t.tbz
  mkdir shut; cp f.gz shut/q.gz; cp f shut/p; chmod 500 shut`;
const afterwards =
  "echo t > theirs; chmod 644 theirs; echo p > private; chmod 600 private; chmod 4755 s";

const tools = ["gzip", "bzip2", "xz", "zstd"];

function casesFor(program: string, suffix: string): readonly ProgramCase[] {
  const words = [
    "other",
    "nosuch",
    "dir",
    "l",
    "-f l",
    "h",
    "-f h",
    "s",
    "-f s",
    "f",
    "-f f",
    `f.${suffix}`,
    `-f f.${suffix}`,
    "-k other",
    "-k -9 other",
    "-9 other",
    "other f dir",
    `-d f.${suffix}`,
    `-df f.${suffix}`,
    `-dk ok.${suffix}`,
    `-d ok.${suffix}`,
    "-d f",
    "-d other",
    `-d broken.${suffix}`,
    `-df broken.${suffix}`,
    "-d noext",
    "-d other2",
    `-d ok.${suffix} nosuch.${suffix}`,
    `-t f.${suffix}`,
    `-t broken.${suffix}`,
    "-c other",
    `-dc f.${suffix}`,
    "-dc other",
    "shut/p",
    "theirs",
    "private",
    "-f shut/p",
    "-q other",
  ].filter((rest) => program !== "zstd" || !rest.endsWith("shut/p")); // zstd itself crashes there
  return words.map((rest) => ({ line: `${program} ${rest}`, ignoresErrors: true }));
}

checkProgram(gzipProgram, { fixture, afterwards, tools }, [
  ...casesFor("gzip", "gz"),
  ...["-r dir", "-dr dir", "-S .zz other", "-d t.tgz", "-d shut/q.gz", "-n other"].map((rest) => ({
    line: `gzip ${rest}`,
    ignoresErrors: true,
  })),
  ...[
    "gunzip ok.gz",
    "gunzip ok",
    "gunzip -k t.tgz",
    "zcat ok.gz",
    "gunzip -c ok.gz",
    "gunzip f",
  ].map((line) => ({
    line,
    ignoresErrors: true,
  })),
  { line: "gunzip", input: "no", ignoresErrors: true },
]);

checkProgram(bzip2Program, { fixture, afterwards, tools }, [
  ...casesFor("bzip2", "bz2"),
  ...["bunzip2 ok.bz2", "bunzip2 t.tbz", "bzcat ok.bz2"].map((line) => ({
    line,
    ignoresErrors: true,
  })),
]);

checkProgram(xzProgram, { fixture, afterwards, tools }, [
  ...casesFor("xz", "xz"),
  ...["xz -k h", "xz -k l", "xz -k s", "unxz ok.xz", "unxz t.txz", "xzcat ok.xz"].map((line) => ({
    line,
    ignoresErrors: true,
  })),
]);

checkProgram(zstdProgram, { fixture, afterwards, tools }, [
  ...casesFor("zstd", "zst"),
  ...["unzstd ok.zst", "zstdcat ok.zst", "zstd --rm other", "zstd other -o new", "zstd -r dir"].map(
    (line) => ({
      line,
      ignoresErrors: true,
    }),
  ),
  { line: "zstd f", input: "y\n", ignoresErrors: true },
  { line: "zstd f", input: "n\n", ignoresErrors: true },
]);
