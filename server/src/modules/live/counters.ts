import { type Method, method } from "../../catalog/method.ts";
import { integer, sites, text } from "../../catalog/params.ts";
import { sitesAsked } from "../../catalog/sites-asked.ts";
import type { Cells } from "../../catalog/table.ts";
import { type Sql, sql } from "../../db/sql.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { rowsOf, type Scope } from "../../reporting/source.ts";
import { everything, narrowed } from "./question.ts";

/** Two days. */
const mostMinutes = 2880;

export const getCounters: Method = method({
  method: "Live.getCounters",
  docs: "Counts visits, actions, visitors and conversions of the last minutes, 2880 of them at most.",
  access: "view",
  params: { idSite: sites(), lastMinutes: integer(1, mostMinutes), segment: text().or("") },
  afterHits: true,
  run: async ({ params, caller, records, warehouse, clock, readSegment }) => {
    const asked = await sitesAsked(records, caller, params.idSite);
    const now = Math.floor(clock.now() / 1000);
    const since = now - params.lastMinutes * 60;
    const { segment } = params;
    const scope: Scope = { ...narrowed(everything(asked.map(({ id }) => id)), since, now), segment, readSegment };
    return [await countSince(warehouse, scope, since)];
  },
});

/** NOTE matomo: carts count as conversions. */
async function countSince(warehouse: Warehouse, scope: Scope, since: number): Promise<Cells> {
  const counted = async (statement: Sql) => (await warehouse.query<Cells>(statement))[0] ?? {};
  const [ofVisits, ofActions, ofConversions] = await Promise.all([
    counted(sql`SELECT count() AS visits, uniqExact(visitor) AS visitors
      FROM ${rowsOf("visits", scope, sql`toUnixTimestamp(last_time) >= ${since}`)}`),
    counted(sql`SELECT count() AS actions FROM ${rowsOf("actions", scope, sql`toUnixTimestamp(time) >= ${since}`)}`),
    counted(sql`SELECT count() AS conversions FROM ${rowsOf("conversions", scope, sql`toUnixTimestamp(time) >= ${since}`)}`),
  ]);
  return {
    visits: Number(ofVisits.visits ?? 0),
    actions: Number(ofActions.actions ?? 0),
    visitors: Number(ofVisits.visitors ?? 0),
    visitsConverted: Number(ofConversions.conversions ?? 0),
  };
}
