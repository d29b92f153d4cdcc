import type { Query } from "../../catalog/query.ts";
import type { ReportContext, SegmentScope } from "../../catalog/report.ts";
import { name, sql } from "../../db/sql.ts";
import { visitSetOf } from "../../db/visit-sets.ts";
import { bareRowsOf, scopeOf } from "../source.ts";
import { laneFor } from "../sums.ts";

/**
 * Works on a query with the visits of its segment looked for once: a report asks for them in each of its statements, and a segment about
 * pages takes longer to find than most of these take. Without a segment it is work as usual.
 */
export async function withChosenVisits<Result>(
  query: Query,
  context: ReportContext,
  work: (context: ReportContext) => Promise<Result>,
): Promise<Result> {
  const { readSegment, warehouse } = context;
  if (query.segment === "" || !readSegment) return work(context);
  const scope = scopeOf(query, context);
  const set = visitSetOf(warehouse, sql`SELECT visit FROM ${bareRowsOf("visits", scope)}`, laneFor(query));
  try {
    return await work({
      ...context,
      warehouse: {
        ...warehouse,
        query: async (statement, options) => {
          await set.make();
          return warehouse.query(statement, options);
        },
      },
      readSegment: (segment, table, asked) =>
        segment === query.segment && isSame(asked, scope) ? sql`visit IN ${name(set.name)}` : readSegment(segment, table, asked),
    });
  } finally {
    await set.drop();
  }
}

/** What belongs to a visit near the edge of the days asked for may lie beyond it: only the very same days and sites have the same visits. */
function isSame({ sites, from, to, rowByRow }: SegmentScope, scope: SegmentScope): boolean {
  return !rowByRow && from === scope.from && to === scope.to && sites.join() === scope.sites.join();
}
