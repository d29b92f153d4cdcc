import type { Day } from "../../base/dates.ts";
import { join, type Sql, sql, trusted, typed } from "../../db/sql.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { rowsOf, type Scope } from "../../reporting/source.ts";
import { type LogQuestion, narrowed, startInUtc } from "./question.ts";

/** Where a visit is stored. */
export interface VisitKey {
  readonly site: number;
  readonly start_day: Day;
  /** The local day of its last action. */
  readonly day: Day;
  readonly visit: number;
}

/** Days that are looked at first, as most questions are about the latest visits. */
const spans: readonly number[] = [1, 8, 60];

const secondsPerDay = 86_400;

/**
 * The visits of one page of the log: latest last action first, and of those within one second the one that began later; `oldestFirst`
 * turns that round. The order is the same for every page, so that none is lost or repeated between two of them.
 */
export async function findPage(warehouse: Warehouse, question: LogQuestion): Promise<readonly VisitKey[]> {
  const { limit } = question;
  if (limit === 0) return [];
  for (const part of limit > 0 ? await likelyParts(warehouse, question) : []) {
    const page = await warehouse.query<VisitKey>(pageQuery(part, question));
    // A full page of the latest visits is the page of all visits.
    if (page.length === limit) return page;
  }
  return warehouse.query(pageQuery(partSince(question), question));
}

/** A stretch of time, both ends included, of which the visits are looked at. */
interface Part {
  readonly scope: Scope;
  readonly from: number | undefined;
  readonly until: number | undefined;
}

function partSince({ scope, since }: LogQuestion): Part {
  return { scope: since === undefined ? scope : narrowed(scope, since, startInUtc(scope.to)), from: since, until: undefined };
}

/** Growing stretches from the end of the log that is asked for. */
async function likelyParts(warehouse: Warehouse, question: LogQuestion): Promise<readonly Part[]> {
  const { scope, since = 0, oldestFirst } = question;
  const end = await findEnd(warehouse, partSince(question).scope, oldestFirst);
  if (end === undefined) return [];
  return spans.map((days) => {
    const from = oldestFirst ? since : Math.max(since, startInUtc(end) - days * secondsPerDay);
    const until = startInUtc(oldestFirst ? end : scope.to) + (oldestFirst ? days : 1) * secondsPerDay;
    return { scope: narrowed(scope, from, until), from, until: oldestFirst ? until : undefined };
  });
}

/** The day on which the last visit began, or the first one; undefined where there is none. No need of FINAL: that day never changes. */
async function findEnd(warehouse: Warehouse, { sites, from, to }: Scope, oldestFirst: boolean): Promise<Day | undefined> {
  const days = sql`BETWEEN ${typed("Date", from)} - 1 AND ${typed("Date", to)}`;
  const end = oldestFirst ? sql`min(start_day)` : sql`max(start_day)`;
  const [found] = await warehouse.query<{ end: Day; visits: number }>(
    sql`SELECT ${end} AS end, count() AS visits FROM visits WHERE site IN ${typed("Array(UInt32)", sites)} AND start_day ${days}`,
  );
  return found && found.visits > 0 ? found.end : undefined;
}

function pageQuery({ scope, from, until }: Part, { oldestFirst, offset, limit }: LogQuestion): Sql {
  const conditions = [
    ...(from === undefined ? [] : [sql`toUnixTimestamp(last_time) >= ${from}`]),
    ...(until === undefined ? [] : [sql`toUnixTimestamp(last_time) <= ${until}`]),
  ];
  const order = trusted(oldestFirst ? "ASC" : "DESC");
  const some = limit < 0 ? sql`` : sql` LIMIT ${limit}`;
  return sql`SELECT site, start_day, day, visit FROM ${rowsOf("visits", scope, conditions.length > 0 ? join(conditions, " AND ") : undefined)}
    ORDER BY last_time ${order}, visit ${order}${some} OFFSET ${offset}`;
}
