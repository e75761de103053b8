import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";

/** How a program is started on a terminal of its own. */
export interface TerminalOptions {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
}

/** A program on a real pseudo-terminal, and what a person would see of it. */
export class TerminalSession {
  private readonly terminal: xterm.Terminal;
  private readonly program: ReturnType<typeof spawn>;
  private readonly pieces: string[] = [];
  /** The exit status once it has ended. */
  readonly ended: Promise<number>;

  constructor(words: readonly [string, ...string[]], options: TerminalOptions) {
    const { directory, environment, columns: cols = 80, rows = 24 } = options;
    const [program, ...args] = words;
    this.terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true });
    this.program = spawn(program, args, {
      name: environment.TERM ?? "xterm-256color",
      cols,
      rows,
      cwd: directory,
      env: { ...environment },
    });
    this.program.onData((data) => {
      this.pieces.push(data);
      this.terminal.write(data);
    });
    // A terminal answers questions, such as where its cursor stands.
    this.terminal.onData((data) => this.program.write(data));
    this.ended = new Promise((resolve) => this.program.onExit(({ exitCode }) => resolve(exitCode)));
  }

  /** The rows on the screen, blanks at their ends left out. */
  screen(): string {
    const { active } = this.terminal.buffer;
    const rows = Array.from(
      { length: this.terminal.rows },
      (_, at) => active.getLine(active.viewportY + at)?.translateToString(true) ?? "",
    );
    return rows.join("\n");
  }

  /** All that was sent to the terminal, byte for byte. */
  written(): string {
    return this.pieces.join("");
  }

  /** Whether the program has taken the second screen that editors use. */
  isOnAlternateScreen(): boolean {
    return this.terminal.buffer.active.type === "alternate";
  }

  type(keys: string): void {
    this.program.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.terminal.resize(columns, rows);
    this.program.resize(columns, rows);
  }

  kill(signal: string): void {
    this.program.kill(signal);
  }

  /** Waits until the screen shows it; fails with the screen as it is after `seconds`. */
  async shows(what: RegExp, seconds = 40): Promise<string> {
    const end = Date.now() + seconds * 1000;
    while (!what.test(this.screen())) {
      if (Date.now() > end) throw new Error(`not on the screen: ${what}\n${this.screen()}`);
      await pause(30);
    }
    return this.screen();
  }
}

/** Milliseconds: a key pressed before a question can have been read is not taken for its answer. */
export const readingTime = 400;

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
