import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";
import { closeSync, openSync, read, writeSync } from "node:fs";
import { constants } from "node:os";

/** What a disk was told, in its order. */
export type DiskEvent =
  | { readonly kind: "write"; readonly offset: number; readonly bytes: Buffer }
  /** All that was written before has to outlast a loss of power. */
  | { readonly kind: "flush" }
  | { readonly kind: "mark"; readonly name: string };

const largest = 1 << 20;
/** Requests of the kernel by their numbers in linux/fuse.h. */
const requests = {
  ...{ lookup: 1, forget: 2, getattr: 3, setattr: 4, open: 14, read: 15, write: 16, statfs: 17 },
  ...{ release: 18, fsync: 20, flush: 25, init: 26, opendir: 27, releasedir: 29, interrupt: 36 },
  ...{ destroy: 38, batchForget: 42 },
} as const;
const rootNode = 1n;
const diskNode = 2n;
const inHeader = 40;

/**
 * A file, served by FUSE, that holds a disk in memory and remembers each write and each flush: what
 * dm-log-writes does, for kernels without a device mapper. A loop device over it takes a mount's
 * flushes and barriers down to here. While it is mounted this process must not wait for anything, nor
 * look at the mount itself.
 */
export class LoggedDisk {
  readonly log: DiskEvent[] = [];
  private readonly bytes: Buffer;
  private readonly device = openSync("/dev/fuse", "r+");

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** All that it holds now. */
  copy(): Buffer {
    return Buffer.from(this.bytes);
  }

  /** Serves `disk` in that directory until it is unmounted. */
  async mount(directory: string): Promise<void> {
    const options = `fd=3,rootmode=40000,user_id=0,group_id=0,max_read=${largest}`;
    const words = ["-i", "-t", "fuse", "-o", options, "logged-disk", directory];
    const child = spawn("mount", words, { stdio: ["ignore", "ignore", "inherit", this.device] });
    const status = await new Promise((resolve) => child.on("exit", resolve));
    if (status !== 0) throw new Error(`mount ended with ${status}`);
    this.serve();
  }

  private serve(): void {
    const request = Buffer.allocUnsafe(largest + 8192);
    read(this.device, request, 0, request.length, null, (error, length) => {
      // ENODEV: unmounted.
      if (error !== null) {
        closeSync(this.device);
        return;
      }
      this.answer(request.subarray(0, length));
      this.serve();
    });
  }

  private answer(request: Buffer): void {
    const unique = request.readBigUInt64LE(8);
    const answer = this.answerTo(request.readUInt32LE(4), request);
    if (answer === undefined) return;
    const isError = typeof answer === "number";
    const head = Buffer.alloc(16);
    head.writeUInt32LE(16 + (isError ? 0 : answer.length), 0);
    head.writeInt32LE(isError ? -answer : 0, 4);
    head.writeBigUInt64LE(unique, 8);
    writeSync(this.device, isError ? head : Buffer.concat([head, answer]));
  }

  /** An error number, or what is answered; undefined where the kernel awaits nothing. */
  private answerTo(operation: number, request: Buffer): Buffer | number | undefined {
    const body = request.subarray(inHeader);
    const node = request.readBigUInt64LE(16);
    switch (operation) {
      case requests.forget:
      case requests.batchForget:
      case requests.interrupt:
        return undefined;
      case requests.init:
        return initAnswer();
      case requests.lookup:
        return body.toString("latin1") === "disk\0" ? this.entry() : constants.errno.ENOENT;
      case requests.getattr:
      case requests.setattr:
        return Buffer.concat([Buffer.alloc(16), this.attributes(node)]);
      case requests.open:
      case requests.opendir:
        return Buffer.alloc(16);
      case requests.read:
        return this.read(body);
      case requests.write:
        return this.write(body);
      case requests.fsync:
        this.log.push({ kind: "flush" });
        return Buffer.alloc(0);
      case requests.statfs:
        return Buffer.alloc(80);
      case requests.flush:
      case requests.release:
      case requests.releasedir:
      case requests.destroy:
        return Buffer.alloc(0);
      default:
        return constants.errno.ENOSYS;
    }
  }

  private read(body: Buffer): Buffer {
    const offset = Number(body.readBigUInt64LE(8));
    return this.bytes.subarray(offset, offset + body.readUInt32LE(16));
  }

  private write(body: Buffer): Buffer {
    const offset = Number(body.readBigUInt64LE(8));
    const bytes = Buffer.from(body.subarray(40, 40 + body.readUInt32LE(16)));
    bytes.copy(this.bytes, offset);
    this.log.push({ kind: "write", offset, bytes });
    const answer = Buffer.alloc(8);
    answer.writeUInt32LE(bytes.length, 0);
    return answer;
  }

  private entry(): Buffer {
    const head = Buffer.alloc(40);
    head.writeBigUInt64LE(diskNode, 0);
    return Buffer.concat([head, this.attributes(diskNode)]);
  }

  private attributes(node: bigint): Buffer {
    const isRoot = node === rootNode;
    const attributes = Buffer.alloc(88);
    attributes.writeBigUInt64LE(node, 0);
    attributes.writeBigUInt64LE(isRoot ? 0n : BigInt(this.bytes.length), 8);
    attributes.writeUInt32LE(isRoot ? 0o40755 : 0o100600, 60);
    attributes.writeUInt32LE(1, 64);
    attributes.writeUInt32LE(4096, 80);
    return attributes;
  }
}

function initAnswer(): Buffer {
  const answer = Buffer.alloc(64);
  answer.writeUInt32LE(7, 0);
  answer.writeUInt32LE(31, 4);
  answer.writeUInt32LE(largest, 8);
  // Large writes (1 << 5), of as many pages as said (1 << 22).
  answer.writeUInt32LE((1 << 5) | (1 << 22), 12);
  answer.writeUInt16LE(16, 16);
  answer.writeUInt16LE(12, 18);
  answer.writeUInt32LE(largest, 20);
  answer.writeUInt32LE(1, 24);
  answer.writeUInt16LE(largest / 4096, 28);
  return answer;
}
