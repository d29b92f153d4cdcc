import type { Visit } from "../catalog/visit.ts";
import { type Sql, sql, typed } from "../db/sql.ts";

/** Whether a row of `visits`, `conversions` or `items` is of one of these visits. There must be one at least. */
export function isOfVisits(visits: readonly Pick<Visit, "site" | "start_day" | "visit">[]): Sql {
  const sites = typed("Array(UInt32)", [...new Set(visits.map(({ site }) => site))]);
  const days = typed("Array(Date)", [...new Set(visits.map(({ start_day }) => start_day))]);
  const ids = typed("Array(UInt64)", [...new Set(visits.map(({ visit }) => visit))]);
  return sql`site IN ${sites} AND start_day IN ${days} AND visit IN ${ids}`;
}
