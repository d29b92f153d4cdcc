import type { Raw } from "../../catalog/params.ts";
import type { Query } from "../../catalog/query.ts";
import type { Report } from "../../catalog/report.ts";
import type { Cells, Row, Table } from "../../catalog/table.ts";

/** What a filter may look at besides the table. */
export interface PostContext {
  readonly params: Readonly<Record<string, Raw>>;
  readonly report: Report;
  readonly query: Query;
}

/** One step of post-processing. It leaves its table alone and gives a new one, or the same where there is nothing to do. */
export type Filter = (table: Table, context: PostContext) => Table;

/** The table with its rows changed one by one, and so the rows of tables below them. */
export function mapRows(table: Table, change: (row: Row) => Row): Table {
  return { ...table, rows: table.rows.map((row) => change(mapSubtable(row, (below) => mapRows(below, change)))) };
}

/** The row with the table below it changed, where it has one in place. */
export function mapSubtable(row: Row, change: (table: Table) => Table): Row {
  const below = row.subtable;
  return below?.table ? { ...row, subtable: { ...below, table: change(below.table) } } : row;
}

/** A cell as a number; 0 for what is none. */
export function numberIn(cells: Cells, column: string): number {
  const value = Number(cells[column] ?? 0);
  return Number.isFinite(value) ? value : 0;
}
