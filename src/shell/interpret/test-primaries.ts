import type { Files } from "../../domain/view/files.ts";
import { type FileStatus, isError } from "../../domain/world.ts";
import { evaluateArithmetic } from "./arithmetic.ts";
import { shellFiles } from "./causes.ts";
import type { Shell } from "./shell.ts";
import { getVariable } from "./variables.ts";

/** True, false, or undefined where it cannot be known. */
export type Truth = boolean | undefined;

/** Operators of `test` and `[[` with one operand. */
export const unaryOperators: ReadonlySet<string> = new Set(
  "-a -b -c -d -e -f -g -h -k -n -o -p -r -s -t -u -v -w -x -z -G -L -N -O -R -S".split(" "),
);

/** Whether `-f name` and the like hold. */
export function testUnary(shell: Shell, operator: string, operand: string): Truth {
  switch (operator) {
    case "-n":
      return operand !== "";
    case "-z":
      return operand === "";
    case "-v":
      return isSet(shell, operand);
    case "-R":
      return shell.state.variables.get(operand)?.isReference === true;
    case "-o":
      return shell.state.setOptions.has(operand);
    case "-t":
      return shell.descriptors.get(Number(operand))?.kind === "terminal";
    default:
      return testFile(shell, operator, operand);
  }
}

/** `-v name`, `-v name[key]`. */
function isSet(shell: Shell, operand: string): boolean {
  if (/^\d+$/.test(operand)) return Number(operand) <= shell.state.positional.length;
  const [, name = operand, key] = /^([^[]*)\[(.*)\]$/s.exec(operand) ?? [];
  const variable = getVariable(shell, name);
  if (variable === undefined) return false;
  if (key === "@" || key === "*") return variable.values.size > 0;
  if (key === undefined) return variable.values.has("0");
  if (variable.kind === "associative") return variable.values.has(key);
  return variable.values.has(String(evaluateArithmetic(shell, key) ?? 0n));
}

const types: Readonly<Record<string, FileStatus["type"]>> = {
  "-b": "block",
  "-c": "character",
  "-d": "directory",
  "-f": "file",
  "-p": "fifo",
  "-S": "socket",
};
const modeBits: Readonly<Record<string, number>> = { "-u": 0o4000, "-g": 0o2000, "-k": 0o1000 };
const accesses: Readonly<Record<string, "read" | "write" | "execute">> = {
  "-r": "read",
  "-w": "write",
  "-x": "execute",
};

function testFile(shell: Shell, operator: string, path: string): Truth {
  if (path === "") return false;
  const files = shellFiles(shell);
  if (operator === "-L" || operator === "-h") {
    const own = files.lstat(path);
    return !isError(own) && own.type === "link";
  }
  const status = files.stat(path);
  if (isError(status)) return false;
  const type = types[operator];
  if (type !== undefined) return status.type === type;
  const bits = modeBits[operator];
  if (bits !== undefined) return (status.mode & bits) !== 0;
  const want = accesses[operator];
  if (want !== undefined) return files.access(path, want) === undefined;
  if (operator === "-s" && status.type === "file" && status.size === 0)
    return hasBytes(files, path);
  return testStatus(shell, operator, status);
}

/** Bytes that are not known may be none. */
function hasBytes(files: Files, path: string): Truth {
  const content = files.content(path);
  const isHidden = !isError(content) && content.kind === "unknown" && content.size === undefined;
  return isHidden ? undefined : false;
}

function testStatus(shell: Shell, operator: string, status: FileStatus): Truth {
  if (operator === "-s") return status.size > 0;
  if (operator === "-O") return status.uid === shell.identity.uid;
  if (operator === "-G") return status.gid === shell.identity.gid;
  // When a file was read last is not looked at.
  return operator === "-N" ? undefined : true;
}

/** Operators of `test` with two operands; `[[` has patterns besides. */
export const binaryOperators: ReadonlySet<string> = new Set(
  "= == != < > -eq -ne -lt -le -gt -ge -nt -ot -ef".split(" "),
);

/** Whether `left operator right` holds for texts, numbers and files. */
export function testBinary(
  shell: Shell,
  left: string,
  operator: string,
  right: string,
  readNumber: (text: string) => bigint | undefined,
): Truth {
  switch (operator) {
    case "=":
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return compareTexts(left, right) < 0;
    case ">":
      return compareTexts(left, right) > 0;
    case "-nt":
    case "-ot":
    case "-ef":
      return compareFiles(shellFiles(shell), left, operator, right);
    default:
      return compareNumbers(readNumber(left), operator, readNumber(right));
  }
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareNumbers(
  left: bigint | undefined,
  operator: string,
  right: bigint | undefined,
): Truth {
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case "-eq":
      return left === right;
    case "-ne":
      return left !== right;
    case "-lt":
      return left < right;
    case "-le":
      return left <= right;
    case "-gt":
      return left > right;
    default:
      return left >= right;
  }
}

function compareFiles(files: Files, left: string, operator: string, right: string): Truth {
  const first = files.stat(left);
  const second = files.stat(right);
  if (operator === "-ef") {
    if (isError(first) || isError(second)) return false;
    return first.device === second.device && first.inode === second.inode;
  }
  const [newer, older] = operator === "-nt" ? [first, second] : [second, first];
  if (isError(newer)) return false;
  if (isError(older)) return true;
  // Both made while the line runs: which one is first is a matter of nanoseconds.
  if (newer.modified === older.modified && newer.modified === Number.MAX_SAFE_INTEGER)
    return undefined;
  return newer.modified > older.modified;
}
