import { createReadStream, createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { join, name, type Sql, sql, trusted, typed } from "./sql.ts";
import type { TableDefinition } from "./tables.ts";
import type { Warehouse } from "./warehouse.ts";

/** Rows that are in memory at once, where not said otherwise. */
const usualRows = 10_000;

/**
 * Writes all rows of a table into a file, a JSON object a line, gzipped: how they are copied where the files of the engine are out of reach.
 * Rows of one key are one; columns that are worked out of others are left out. Nothing may be written to the table meanwhile.
 */
export async function writeRows(warehouse: Warehouse, table: TableDefinition, file: string, rowsAtOnce = usualRows): Promise<void> {
  await pipeline(linesOf(warehouse, table, rowsAtOnce), createGzip({ level: 1 }), createWriteStream(file, { mode: 0o600 }));
}

async function* linesOf(warehouse: Warehouse, table: TableDefinition, rowsAtOnce: number): AsyncGenerator<string> {
  const partitions = await warehouse.query<{ id: string }>(
    sql`SELECT DISTINCT partition_id AS id FROM system.parts WHERE database = currentDatabase() AND table = ${table.name} AND active ORDER BY id`,
  );
  for (const { id } of partitions) {
    let last: readonly string[] | undefined;
    for (;;) {
      const rows = await warehouse.query<{ line: string; key: readonly string[] }>(nextRows(table, id, last, rowsAtOnce), {
        lane: "upkeep",
      });
      yield rows.map(({ line }) => `${line}\n`).join("");
      if (rows.length < rowsAtOnce) break;
      last = rows.at(-1)!.key;
    }
  }
}

/** The next rows of a partition, in the order of the table's key; keys are texts, as numbers of 64 bits are none in JavaScript. */
function nextRows(
  { name: table, columns, orderBy, engine }: TableDefinition,
  partition: string,
  last: readonly string[] | undefined,
  rowsAtOnce: number,
): Sql {
  const typeOf = (column: string) => columns.find((each) => each.name === column)!.type;
  const key = join(orderBy.map(name));
  const values = last?.map((text, index) => sql`CAST(${text}, ${typeOf(orderBy[index]!)})`);
  const beyond = values ? sql` AND (${key}) > (${join(values)})` : sql``;
  const stored = join(columns.filter(({ computed }) => !computed).map((column) => name(column.name)));
  const version = trusted(engine.startsWith("Replacing") ? " FINAL" : "");
  return sql`SELECT formatRowNoNewline('JSONEachRow', ${stored}) AS line, [${join(orderBy.map((column) => sql`toString(${name(column)})`))}] AS key
    FROM ${name(table)}${version} WHERE _partition_id = ${typed("String", partition)}${beyond} ORDER BY ${key} LIMIT ${rowsAtOnce}`;
}

/** Puts the rows of such a file into a table; columns that they lack take their defaults. */
export async function readRows(warehouse: Warehouse, table: string, file: string): Promise<void> {
  let lines: string[] = [];
  const insert = async () => {
    // What follows the format is data to the engine, and no statement.
    if (lines.length > 0) await warehouse.command(sql`INSERT INTO ${name(table)} FORMAT JSONEachRow ${trusted(`\n${lines.join("\n")}`)}`);
    lines = [];
  };
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== "") lines.push(line);
    if (lines.length >= usualRows) await insert();
  }
  await insert();
}
