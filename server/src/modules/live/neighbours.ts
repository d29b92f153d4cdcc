import { sql, trusted, typed } from "../../db/sql.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { rowsOf, type Scope } from "../../reporting/source.ts";
import { narrowed } from "./question.ts";
import { shownVisitor, storedVisitor } from "./visitors.ts";

const secondsPerDay = 86_400;

/**
 * The visitor who came before another one (`next` in the log, which begins with the latest) or after, by the last visit of each;
 * undefined where there is none within a day of that instant. `instant` is that of the visitor's own last action.
 */
export async function neighbourOf(
  warehouse: Warehouse,
  { visitor, instant, scope }: { readonly visitor: string; readonly instant: number; readonly scope: Scope },
  side: "next" | "previous",
): Promise<string | undefined> {
  const [from, until] = [instant - secondsPerDay, instant + secondsPerDay];
  const others = sql`visitor != ${typed("UInt64", storedVisitor(visitor))} AND toUnixTimestamp(last_time) BETWEEN ${from} AND ${until}`;
  const order = trusted(side === "next" ? "DESC" : "ASC");
  const beyond = side === "next" ? sql`latest <= ${instant}` : sql`latest >= ${instant}`;
  const [found] = await warehouse.query<{ id: string }>(
    sql`SELECT ${shownVisitor("visitor")} AS id, toUnixTimestamp(max(last_time)) AS latest
      FROM ${rowsOf("visits", narrowed(scope, from, until), others)}
      GROUP BY visitor HAVING ${beyond} ORDER BY latest ${order}, max(visit) ${order} LIMIT 1`,
  );
  return found?.id;
}
