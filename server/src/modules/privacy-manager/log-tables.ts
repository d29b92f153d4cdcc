import { readFileSync } from "node:fs";
import type { TableName } from "../../catalog/tables.ts";
import type { Sql } from "../../db/sql.ts";
import { rowsOf } from "../../reporting/source.ts";
import { ofVisits, type VisitsBySite } from "./data-subjects.ts";

interface LogTable {
  readonly table: TableName;
  /** What clients call it. */
  readonly name: string;
}

/** The tables of what was tracked, in the order in which they are told. NOTE matomo: names from the last to the first letter. */
export const logTables: readonly LogTable[] = [
  { table: "visits", name: "log_visit" },
  { table: "actions", name: "log_link_visit_action" },
  { table: "items", name: "log_conversion_item" },
  { table: "conversions", name: "log_conversion" },
];

/** By table, the names under which clients know columns, where those differ from ours. */
const columnNames: Readonly<Record<TableName, Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync(new URL("../../../data/log-columns.json", import.meta.url), "utf8"),
);

/** The name under which clients know a column. */
export function columnOnWire(table: TableName, column: string): string {
  return columnNames[table][column] ?? column;
}

/** All that those visits left in a table, whenever it was. */
export function everVisited(table: TableName, visits: VisitsBySite): Sql {
  const scope = { sites: [...visits.keys()], from: "1970-01-03", to: "2148-12-31", segment: "", readSegment: undefined };
  return rowsOf(table, scope, ofVisits(visits));
}
