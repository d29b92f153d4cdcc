import { translate } from "../../base/translate.ts";
import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { Cells } from "../../catalog/table.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { laneFor } from "../../reporting/sums.ts";

/** How often something stood before or after a page. */
export interface Ranked {
  /** Which of the lists it belongs to. */
  readonly part: string;
  readonly label: string;
  readonly number: number;
}

/** What is counted. */
export interface Countable {
  /** A SELECT with the columns `part` and `label`. */
  readonly rows: Sql;
  /** Of rows of one part and label: the least comes first among labels that are as frequent. */
  readonly tie: Sql;
}

/** Counts rows by their part and label: of each part the most frequent, and all others together as one. */
export async function countRanked(
  { rows, tie }: Countable,
  limit: number,
  query: Query,
  { warehouse }: ReportContext,
): Promise<readonly Ranked[]> {
  const counted = sql`SELECT part, label, ${tie} AS tie, count() AS number FROM (${rows}) GROUP BY part, label`;
  const place = sql`row_number() OVER (PARTITION BY part ORDER BY number DESC, tie, label)`;
  const placed = sql`SELECT toString(part) AS part, toString(label) AS label, number, least(${place}, ${limit + 1}) AS place FROM (${counted})`;
  const cut = sql`SELECT part, place, any(label) AS label, sum(number) AS number FROM (${placed}) GROUP BY part, place ORDER BY part, place`;
  const found = await warehouse.query<Ranked & { readonly place: number }>(cut, laneFor(query));
  const others = translate("Others", query.language);
  return found.map(({ part, label, number, place }) => ({ part, label: place > limit ? others : label, number }));
}

/** The rows of one part as they are told. */
export function toldOf(part: string, all: readonly Ranked[]): readonly Cells[] {
  return all.filter((each) => each.part === part).map(({ label, number }) => ({ label, referrals: number }));
}

/** All that belongs to some parts, added up. */
export function sumOf(parts: readonly string[], all: readonly Ranked[]): number {
  return all.reduce((sum, { part, number }) => (parts.includes(part) ? sum + number : sum), 0);
}
