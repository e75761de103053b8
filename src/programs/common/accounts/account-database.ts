import { rootIdentity } from "../../../domain/identity.ts";
import type { Call } from "../../../domain/program.ts";
import type { Files } from "../../../domain/view/files.ts";
import { isError, type Path } from "../../../domain/world.ts";

/** The files of the account database, in the order in which the programs write them. */
export type TableName = "passwd" | "shadow" | "group" | "gshadow" | "subuid" | "subgid";
const writingOrder: readonly TableName[] = [
  "passwd",
  "group",
  "gshadow",
  "shadow",
  "subuid",
  "subgid",
];

/** One line, split at its colons. */
export type Row = readonly string[];

interface Table {
  readonly path: Path;
  readonly before: string;
  rows: Row[];
  isTouched: boolean;
  /** Why the text afterwards cannot be known: a scrambled password. */
  hidden: string | undefined;
}

/**
 * The account database as a program of the shadow suite works on it: read when it is first asked
 * for, written at the end. Each changed file leaves its old text beside it, as `/etc/passwd-`.
 */
export class AccountDatabase {
  readonly files: Files;
  readonly #tables = new Map<TableName, Table | undefined>();

  /** `hasRights`: the program has a set-id bit and writes whoever calls it. */
  constructor(call: Call, hasRights = false) {
    this.files = hasRights ? call.files.as(rootIdentity()) : call.files;
  }

  has(name: TableName): boolean {
    return this.#table(name) !== undefined;
  }

  rows(name: TableName): readonly Row[] {
    return this.#table(name)?.rows ?? [];
  }

  find(name: TableName, key: string): Row | undefined {
    return this.rows(name).find(([first]) => first === key);
  }

  add(name: TableName, row: Row): void {
    const table = this.#touch(name);
    table?.rows.push(row);
  }

  /** Changes the row of that name; a row that stays the same is written all the same. */
  update(name: TableName, key: string, change: (row: Row) => Row): void {
    if (this.find(name, key) === undefined) return;
    const table = this.#touch(name);
    if (table !== undefined)
      table.rows = table.rows.map((row) => (row[0] === key ? change(row) : row));
  }

  remove(name: TableName, key: string): void {
    if (this.find(name, key) === undefined) return;
    const table = this.#touch(name);
    if (table !== undefined) table.rows = table.rows.filter(([first]) => first !== key);
  }

  /** The file's text is not known afterwards, only that it is another one. */
  hide(name: TableName, reason: string): void {
    const table = this.#touch(name);
    if (table !== undefined) table.hidden = reason;
  }

  /** Writes what was touched; false where that is not allowed. */
  write(options: { readonly hasBackup?: boolean } = {}): boolean {
    for (const name of writingOrder) {
      const table = this.#tables.get(name);
      if (table?.isTouched !== true) continue;
      if (!this.#writeTable(table, options.hasBackup !== false)) return false;
    }
    return true;
  }

  /** Whether the database may be written at all. */
  get isWritable(): boolean {
    return this.files.access("/etc", "write") === undefined;
  }

  #writeTable({ path, before, rows, hidden }: Table, hasBackup: boolean): boolean {
    const status = this.files.stat(path);
    if (isError(status)) return false;
    const { mode, uid, gid } = status;
    if (isError(this.files.lstat("/etc/.pwd.lock"))) {
      this.files.write("/etc/.pwd.lock", { kind: "text", text: "" }, { mode: 0o600 });
    }
    if (hasBackup) {
      this.files.write(`${path}-`, { kind: "text", text: before }, { mode: 0o600 });
      this.files.setAccess(`${path}-`, { mode, uid, gid });
    }
    const text = rows.map((row) => `${row.join(":")}\n`).join("");
    const content =
      hidden === undefined
        ? ({ kind: "text", text } as const)
        : ({ kind: "unknown", reason: hidden } as const);
    return this.files.replace(path, content, { mode, uid, gid }) === undefined;
  }

  #touch(name: TableName): Table | undefined {
    const table = this.#table(name);
    if (table !== undefined) table.isTouched = true;
    return table;
  }

  #table(name: TableName): Table | undefined {
    if (!this.#tables.has(name)) this.#tables.set(name, this.#read(name));
    return this.#tables.get(name);
  }

  #read(name: TableName): Table | undefined {
    const path = `/etc/${name}`;
    const before = this.files.text(path);
    if (before === undefined || isError(before)) return undefined;
    const lines = before.split("\n").filter((line) => line !== "");
    return {
      path,
      before,
      rows: lines.map((line) => line.split(":")),
      isTouched: false,
      hidden: undefined,
    };
  }
}

/** Days since 1970: how the database dates passwords. */
export function today(): string {
  return String(Math.floor(Date.now() / 86_400_000));
}

/** The members in the last field of a group's row. */
export function membersOf(row: Row | undefined): readonly string[] {
  return (row?.[3] ?? "").split(",").filter((name) => name !== "");
}

/** The row with other members. */
export function withMembers(row: Row, members: readonly string[]): Row {
  return [...row.slice(0, 3), members.join(",")];
}
