import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { spawn } from "@lydell/node-pty";
import { build } from "esbuild";
import { screensBanner, sharedOptions, withoutDeveloperTools } from "./bundle-options.ts";

/** A time on the screens, and what it is compared with. */
interface ScreenTimes {
  readonly name: string;
  readonly times: readonly number[];
  readonly beside: string;
  readonly besideTimes: readonly number[];
  readonly atMost: number;
  /** Which of the sorted times counts: the median, or all but the slowest twentieth. */
  readonly share: 0.5 | 0.95;
}

const repository = join(import.meta.dirname, "..");

/** Times the screens and prints what they come to. */
export async function benchScreens(rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "handrail-bench-screens-"));
  try {
    console.log(describe(await timeFirstFrames(rounds, folder)));
    console.log(describe(await timeLists(rounds)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function describe({ name, times, beside, besideTimes, atMost, share }: ScreenTimes): string {
  const own = at(times, share);
  const other = at(besideTimes, share);
  const which = share === 0.5 ? "median" : "p95";
  const ratio = `${(own / other).toFixed(2)} × ${beside} (${other.toFixed(1)} ms), at most ${atMost}`;
  return `${`${name}, ${which}`.padEnd(34)}${own.toFixed(1).padStart(6)} ms  ${ratio}`;
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/**
 * Home's first frame beside that of the least that Ink can be: one word, bundled alike, with its
 * compiled code kept between runs as handrail keeps its own. From the start of the process to the
 * moment when the terminal has been sent the words.
 */
async function timeFirstFrames(rounds: number, folder: string): Promise<ScreenTimes> {
  const hello = await bundleHello(folder);
  const handrail = join(repository, "bin/handrail");
  const times: number[] = [];
  const besideTimes: number[] = [];
  for (let round = -2; round < rounds; round += 1) {
    // In turn, so that a busy moment of the machine hits both alike.
    const own = await timeFrame([handrail], "Install software", folder, round < 0);
    const least = await timeFrame([process.execPath, hello], "hello", folder, round < 0);
    if (round < 0) continue;
    times.push(own);
    besideTimes.push(least);
  }
  const beside = "bare Ink hello";
  return { name: "first frame of home", times, beside, besideTimes, atMost: 1.4, share: 0.5 };
}

/** The least program of Ink, bundled as ours is. */
async function bundleHello(folder: string): Promise<string> {
  await build({
    ...sharedOptions,
    format: "esm",
    banner: { js: screensBanner },
    plugins: [withoutDeveloperTools],
    stdin: {
      contents: `
        import { createElement } from "react";
        import { render, Text } from "ink";
        render(createElement(Text, null, "hello"), { alternateScreen: true, interactive: true });
        setTimeout(() => {}, 60_000);`,
      resolveDir: repository,
    },
    outfile: join(folder, "hello.mjs"),
  });
  const start = join(folder, "start.mjs");
  const cache = JSON.stringify(join(folder, "compiled"));
  writeFileSync(
    start,
    `import { enableCompileCache, flushCompileCache } from "node:module";
     enableCompileCache(${cache});
     await import("./hello.mjs");
     setTimeout(flushCompileCache, 2000);`,
  );
  return start;
}

/** Milliseconds until the terminal has been sent `words`; then it may keep its compiled code. */
function timeFrame(
  [program = "", ...args]: readonly string[],
  words: string,
  home: string,
  isKeeping: boolean,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const terminal = spawn(program, args, {
      cols: 80,
      rows: 24,
      cwd: home,
      env: { PATH: "/usr/bin:/bin", HOME: home, TERM: "xterm-256color", LANG: "C.UTF-8" },
    });
    const timer = setTimeout(() => reject(new Error(`no ${words} within 20 seconds`)), 20_000);
    let seen = "";
    terminal.onData((data) => {
      if (seen.includes(words)) return;
      seen += data;
      if (!seen.includes(words)) return;
      clearTimeout(timer);
      const time = Number(process.hrtime.bigint() - started) / 1e6;
      terminal.onExit(() => resolve(time));
      setTimeout(() => terminal.kill("SIGKILL"), isKeeping ? 4000 : 100);
    });
  });
}

/** A key in a list of all packages there are beside one in a list of a screenful. */
async function timeLists(rounds: number): Promise<ScreenTimes> {
  const output = join(repository, "dist", `.redraw-times-${process.pid}.mjs`);
  // As the shipped program: React checks less then.
  process.env.NODE_ENV = "production";
  try {
    await build({
      ...sharedOptions,
      format: "esm",
      packages: "external",
      entryPoints: [join(repository, "scripts/redraw-times.ts")],
      outfile: output,
    });
    const { timeRedraws }: typeof import("./redraw-times.ts") = await import(
      pathToFileURL(output).href
    );
    const keys = Math.max(200, rounds * 5);
    const besideTimes = await timeRedraws(20, keys);
    const times = await timeRedraws(60_000, keys);
    const beside = "list of 20";
    return {
      name: "key in a list of 60,000",
      times,
      beside,
      besideTimes,
      atMost: 1.5,
      share: 0.95,
    };
  } finally {
    rmSync(output, { force: true });
  }
}
