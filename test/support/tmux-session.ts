import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path/posix";
import { pause } from "./terminal-session.ts";

export interface TmuxOptions {
  readonly columns?: number;
  readonly rows?: number;
}

/** A program in a window of a tmux of its own, which knows nothing of the person's settings. */
export class TmuxSession {
  private readonly folder = mkdtempSync(join(tmpdir(), "handrail-tmux-"));
  private isOpen = true;

  constructor(words: readonly string[], { columns = 80, rows = 24 }: TmuxOptions = {}) {
    const size = ["-x", String(columns), "-y", String(rows)];
    // The last screen stays when the program has ended, with the status behind it.
    const line = `${words.map(quote).join(" ")}; echo "ended with $?"; exec sleep infinity`;
    this.ask(["-f", "/dev/null", "new-session", "-d", "-s", "main", ...size, "sh", "-c", line]);
    this.ask(["set-option", "-g", "status", "off"]);
    this.ask(["resize-window", "-t", "main", ...size]);
  }

  /** What the window shows. */
  screen(): string {
    return this.isOpen ? this.ask(["capture-pane", "-p", "-t", "main"]) : "";
  }

  /** With the codes of colours and weights. */
  painted(): string {
    return this.ask(["capture-pane", "-p", "-e", "-t", "main"]);
  }

  /** Types text as it is. */
  type(text: string): void {
    this.ask(["send-keys", "-t", "main", "-l", text]);
  }

  /** Presses keys by tmux's names: `Enter`, `Escape`, `Down`. */
  press(...keys: readonly string[]): void {
    this.ask(["send-keys", "-t", "main", ...keys]);
  }

  /** Waits until the window shows it; fails with the screen as it is after `seconds`. */
  async shows(what: RegExp, seconds = 40): Promise<string> {
    const end = Date.now() + seconds * 1000;
    while (!what.test(this.screen())) {
      if (Date.now() > end) throw new Error(`not on the screen: ${what}\n${this.screen()}`);
      await pause(100);
    }
    return this.screen();
  }

  /** The terminal goes away, as with a connection that breaks. */
  lose(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.ask(["kill-server"]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private ask(words: readonly string[]): string {
    const { stdout } = spawnSync("tmux", ["-S", join(this.folder, "socket"), ...words], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, HOME: this.folder, TERM: "xterm-256color", LANG: "C.UTF-8" },
    });
    return stdout;
  }
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
