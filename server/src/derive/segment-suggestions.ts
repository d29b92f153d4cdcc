import { addDays, type Day } from "../base/dates.ts";
import { decodeEntities } from "../base/html.ts";
import type { Dimension, TableName } from "../catalog/dimension.ts";
import { name as column, join, type Sql, sql } from "../db/sql.ts";
import type { Warehouse } from "../db/warehouse.ts";
import type { SegmentField } from "../reporting/segment/field.ts";
import { bareRowsOf, type Scope } from "../reporting/source.ts";

/** Days back from today that are looked at, of large sites only the latest with so many rows, and how many values are suggested. */
const daysBack = 60;
const mostRows = 300_000;
const mostValues = 30;

/** For which segment, on which site, values are asked; `today` is the site's. */
export interface SuggestionRequest {
  /** The fields that the segment stands for: one, or the several of a union. */
  readonly fields: readonly SegmentField[];
  /** The dimension that declares it; undefined for a custom one. */
  readonly dimension: Dimension | undefined;
  readonly site: number;
  readonly today: Day;
}

/** Values for a segment as it is written: all of a closed list, else those met most often of late. */
export async function suggestValues(request: SuggestionRequest, warehouse: Warehouse): Promise<readonly string[]> {
  const { dimension } = request;
  const isWrittenOtherwise = request.fields.some(({ toStored }) => toStored !== undefined);
  const written = (stored: string) => (isWrittenOtherwise ? decodeEntities(dimension?.segmentValue?.(stored) ?? stored) : stored);
  if (dimension?.values) return dimension.values.slice(0, mostValues).map((value) => written(String(value)));
  const found = await warehouse.query<{ value: string }>(metMostOften(request), { lane: "heavy" });
  return [...new Set(found.map(({ value }) => written(value)))].filter((value) => value !== "");
}

/** NOTE matomo: values of equal rank stand in the order of their bytes, and 0 is nothing. An address counts whatever stood before it. */
function metMostOften({ fields, site, today }: SuggestionRequest): Sql {
  const scope = { sites: [site], from: addDays(today, -daysBack), to: today, segment: "", readSegment: undefined };
  const parts = fields.map(({ table, sql: compared, suggested, among }) => {
    const latest = isOfLate(table, scope);
    const where = among ? sql`${column(among.column)} = ${Number(among.value)} AND ${latest}` : latest;
    return sql`SELECT ifNull(toString(${compared}), '') AS stored, ifNull(${suggested}, '') AS shown FROM ${bareRowsOf(table, scope, where)}`;
  });
  const met = join(parts, " UNION ALL ");
  return sql`SELECT any(shown) AS value FROM (${met}) WHERE shown NOT IN ('', '0') GROUP BY stored ORDER BY count() DESC, value LIMIT ${mostValues}`;
}

/** Whether a row is of one of the latest days, no more of them than it takes to have that many rows. */
function isOfLate(table: TableName, scope: Scope): Sql {
  const days = sql`SELECT day, count() AS seen, sum(seen) OVER (ORDER BY day DESC) - seen AS later FROM ${bareRowsOf(table, scope)} GROUP BY day`;
  return sql`day >= (SELECT min(day) FROM (${days}) WHERE later < ${mostRows})`;
}
