import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { foreseeThere } from "../support/fixture-machine.ts";

function toldOf(line: string): readonly string[] {
  const { effects, unknown } = foreseeThere(line, "user");
  const told = effects.map((effect) => {
    if (effect.kind === "service") return `${effect.action}: ${effect.target}`;
    return "path" in effect ? `${effect.kind} ${effect.path}` : effect.kind;
  });
  return [...told, ...(unknown.length > 0 ? ["unknown"] : [])];
}

const lines: readonly (readonly [line: string, ...told: string[]])[] = [
  ["dropdb shop", "drop-data: database shop"],
  ["dropdb --if-exists -f shop", "drop-data: database shop"],
  ["dropdb -i shop", "drop-data: database shop", "unknown"],
  ["dropdb"],
  ["createdb shop", "unknown"],
  ["psql -c 'select * from t'"],
  ["psql -l"],
  ["psql shop -c 'TRUNCATE orders'", "drop-data: table orders"],
  ["psql -c 'drop table if exists a; drop schema b'", "drop-data: table a", "drop-data: schema b"],
  ["psql -c 'delete from orders'", "drop-data: table orders"],
  ["psql -c 'delete from orders where id = 1'", "unknown"],
  ["psql -c \"select 'drop table x'\""],
  ["psql -c 'insert into t values (1)'", "unknown"],
  ["psql -c '\\! rm x'", "unknown"],
  ["echo 'DROP DATABASE shop;' | psql", "drop-data: database shop"],
  ["psql < nosuch"],
  ["psql", "unknown"],
  ["mysql -e 'DROP DATABASE `shop`'", "drop-data: database shop"],
  ["mysql -uroot -psecret shop -e 'show tables'"],
  ["mysql shop < notes.txt", "unknown"],
  ["mysqladmin -f drop shop", "drop-data: database shop"],
  ["mysqladmin drop shop", "drop-data: database shop", "unknown"],
  ["mysqladmin status"],
  ["mysqladmin shutdown", "stop: mysql.service"],
  ["redis-cli FLUSHALL", "drop-data: every key of every database"],
  ["redis-cli -n 3 flushdb", "drop-data: every key of database 3"],
  ["redis-cli get x"],
  ["redis-cli set x 1", "unknown"],
  ["sqlite3 new.db 'create table t (a)'", "create /home/ann/new.db"],
  ["sqlite3 notes.txt 'select 1'"],
  ["sqlite3 notes.txt 'delete from t'", "write /home/ann/notes.txt"],
  ["sqlite3 -readonly notes.txt 'delete from t'"],
  ["sqlite3 notes.txt .tables"],
  ["sqlite3 notes.txt '.output x'", "unknown"],
  ["sqlite3 notes.txt", "unknown"],
];

describe("databases", () => {
  for (const [line, ...told] of lines) it(line, () => assert.deepEqual(toldOf(line), told));
});
