import type { Day } from "../../base/dates.ts";
import { join, type Sql, sql, trusted } from "../../db/sql.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { rowsOf, type Scope } from "../../reporting/source.ts";
import { type LogQuestion, narrowed, startInUtc } from "./question.ts";
import { isVisitOf, shownVisitor } from "./visitors.ts";

/** Where a visit is stored. */
export interface VisitKey {
  readonly site: number;
  readonly start_day: Day;
  /** The local day of its last action. */
  readonly day: Day;
  readonly visit: number;
}

/** A visit of a page, with what further questions can start from before all of it has been read. */
export interface FoundVisit extends VisitKey {
  /** Whose it is, 16 hexadecimal digits. */
  readonly visitor: string;
  /** The instant of its last action. */
  readonly last_time: number;
}

/** So many days are looked at first, as most walks go no further. */
const spans: readonly number[] = [1, 8, 60];

const secondsPerDay = 86_400;

/**
 * The visits of one page of the log: latest last action first, and of those within one second the one that began later; `oldestFirst`
 * turns that round. The order is the same for every page, so that none is lost or repeated between two of them.
 */
export async function findPage(warehouse: Warehouse, question: LogQuestion): Promise<readonly FoundVisit[]> {
  const { limit, visitor } = question;
  if (limit === 0) return [];
  for (const part of limit > 0 && visitor === undefined ? likelyParts(question) : []) {
    const page = await warehouse.query<FoundVisit>(pageQuery(part, question));
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

/** Growing stretches from the day on which the walk is likely to begin. */
function likelyParts({ scope, since = 0, oldestFirst, startsAbout }: LogQuestion): readonly Part[] {
  const about = startInUtc(startsAbout);
  return spans.map((days) => {
    const from = oldestFirst ? since : Math.max(since, about - days * secondsPerDay);
    const until = oldestFirst ? about + days * secondsPerDay : startInUtc(scope.to);
    return { scope: narrowed(scope, from, until), from, until: oldestFirst ? until : undefined };
  });
}

function pageQuery({ scope, from, until }: Part, { visitor, oldestFirst, offset, limit }: LogQuestion): Sql {
  const conditions = [
    ...(visitor === undefined ? [] : [isVisitOf(scope.sites, visitor)]),
    ...(from === undefined ? [] : [sql`toUnixTimestamp(last_time) >= ${from}`]),
    ...(until === undefined ? [] : [sql`toUnixTimestamp(last_time) <= ${until}`]),
  ];
  const order = trusted(oldestFirst ? "ASC" : "DESC");
  const some = limit < 0 ? sql`` : sql` LIMIT ${limit}`;
  return sql`SELECT site, start_day, day, visit, ${shownVisitor("visitor")} AS visitor, toUnixTimestamp(last_time) AS last_time
    FROM ${rowsOf("visits", scope, conditions.length > 0 ? join(conditions, " AND ") : undefined)}
    ORDER BY  last_time ${order}, visit ${order}${some} OFFSET ${offset}`;
}
