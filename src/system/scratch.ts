import { rmSync, writeFileSync } from "node:fs";
import type { Consulted } from "../domain/inquiry.ts";
import type { Path } from "../domain/world.ts";
import { nodePath } from "./node-path.ts";

/** Files of our own that programs are to read while one inquiry is answered. */
export class Scratch {
  private readonly written: Path[] = [];
  private readonly directory: Path | undefined;

  constructor(directory: Path | undefined) {
    this.directory = directory;
  }

  /** A new file with this text; status 1 where none can be made. */
  write(text: string): Consulted {
    if (this.directory === undefined) return { status: 1, output: "", errors: "" };
    const place = `${process.pid}-${performance.now()}`;
    const path = `${this.directory}/scratch-${place}-${this.written.length}`;
    try {
      this.written.push(path);
      writeFileSync(nodePath(path), text, { flag: "wx", mode: 0o600 });
      return { status: 0, output: path, errors: "" };
    } catch {
      return { status: 1, output: "", errors: "" };
    }
  }

  clear(): void {
    for (const path of this.written.splice(0)) rmSync(nodePath(path), { force: true });
  }
}
