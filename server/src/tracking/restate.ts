import type { ConversionRow } from "../catalog/visit.ts";
import { join, sql } from "../db/sql.ts";
import type { ColumnDefinition } from "../db/tables.ts";
import type { Warehouse } from "../db/warehouse.ts";
import { metPagesAt } from "./met-pages.ts";
import { isOfVisits } from "./rows-of-visits.ts";
import { type OpenVisit, readColumn } from "./visit-store.ts";

/** The columns of `conversions` that tracking writes, and those among them that follow the visit. */
export interface RestatedColumns {
  readonly all: readonly ColumnDefinition[];
  readonly current: readonly string[];
}

/**
 * Brings conversions up to date with what came to be known of their visits after them: a page that was met before, or in the same second,
 * and an entry that came late. `rows` are those of the hits at work, which are changed where they stand; those written earlier are read
 * from the warehouse, and appended in a newer version.
 */
export async function restate(
  warehouse: Warehouse,
  visits: ReadonlySet<OpenVisit>,
  { all, current }: RestatedColumns,
  rows: ConversionRow[],
): Promise<void> {
  if (visits.size === 0) return;
  const byId = new Map([...visits].map((open) => [open.visit.visit, open]));
  const valuesOf = (open: OpenVisit, row: ConversionRow) => ({
    ...Object.fromEntries(current.map((column) => [column, open.visit[column] ?? null])),
    ...metPagesAt(open.pages, row),
  });

  const written = await readConversions(warehouse, [...visits], all);
  const atWork = new Set(rows.map(keyOf));
  for (const [index, row] of rows.entries()) {
    const open = byId.get(row.visit);
    if (open && !row.is_deleted) rows[index] = { ...row, ...valuesOf(open, row) };
  }
  for (const row of written) {
    const open = byId.get(row.visit);
    if (open && !atWork.has(keyOf(row))) rows.push({ ...row, ...valuesOf(open, row), position: open.visit.position });
  }
}

function keyOf({ visit, goal, slot }: ConversionRow): string {
  return `${visit} ${goal} ${slot}`;
}

function readConversions(
  warehouse: Warehouse,
  visits: readonly OpenVisit[],
  columns: readonly ColumnDefinition[],
): Promise<readonly ConversionRow[]> {
  const ofVisits = isOfVisits(visits.map(({ visit }) => visit));
  return warehouse.query<ConversionRow>(sql`SELECT ${join(columns.map(readColumn))} FROM conversions FINAL WHERE ${ofVisits}`, {
    lane: "writer",
  });
}
