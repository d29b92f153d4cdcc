import { addDays, type Day } from "../base/dates.ts";
import type { Caller } from "../catalog/caller.ts";
import { sql } from "../db/sql.ts";
import { bareRowsOf } from "../reporting/source.ts";
import { type ApiParts, askReport } from "./ask.ts";
import { jsonText } from "./formats/json.ts";

/** What dashboards ask first. What is made ready for one report is ready for those that are like it. */
const askedFirst = [
  "VisitsSummary.get",
  "Actions.getPageUrls",
  "Actions.getPageTitles",
  "Actions.getEntryPageUrls",
  "Actions.getEntryPageTitles",
  "Actions.getExitPageTitles",
  "Events.getCategory",
  "Referrers.getAll",
  "Goals.get",
  "UserCountry.getCountry",
  "DevicesDetection.getBrowsers",
];

/** The engine compiles the aggregates of a statement when it meets them for the fourth time. */
const daysAsked = 4;

/** A site, and the last day with visits in the warehouse. */
export interface Busiest {
  readonly site: number;
  readonly day: Day;
}

/**
 * Asks some reports of the busiest site for its last days, one after the other, so that whoever comes first after a start does not wait for
 * what the engine compiles and reads for the first time. Gives the site; undefined where there are no visits, or where it was ended before.
 */
export async function warmUp(parts: ApiParts, end: AbortSignal): Promise<Busiest | undefined> {
  const busiest = await findBusiest(parts);
  if (!busiest) return undefined;
  for (let back = 0; back < daysAsked; back++)
    for (const method of askedFirst) {
      if (end.aborted) return undefined;
      await askFor(parts, method, busiest.site, addDays(busiest.day, -back));
    }
  return busiest;
}

const itself: Caller = { login: "", superuser: true, roles: new Map(), readOnly: true };

async function askFor(parts: ApiParts, method: string, site: number, day: Day): Promise<void> {
  const report = parts.catalog.findReport(method);
  if (!report) throw new Error(`no such report: ${method}`);
  const params = { method, idSite: String(site), period: "day", date: day };
  const { answer } = await askReport(parts, report, params, itself, true);
  if (answer) jsonText(answer);
}

/** Of the sites with visits in the last week with any, the one that has most. */
async function findBusiest({ warehouse, records }: ApiParts): Promise<Busiest | undefined> {
  const [{ to } = { to: undefined }] = await warehouse.query<{ to: Day }>(
    sql`SELECT toString(max(max_date)) AS to FROM system.parts WHERE database = currentDatabase() AND table = 'visits' AND active`,
  );
  if (to === undefined) return undefined;
  const sites = (await records.selectFrom("sites").select("id").execute()).map(({ id }) => id);
  const lastWeek = { sites, from: addDays(to, -6), to, segment: "", readSegment: undefined };
  const [busiest] = await warehouse.query<Busiest>(
    sql`SELECT site, toString(max(day)) AS day FROM ${bareRowsOf("visits", lastWeek)} GROUP BY site ORDER BY count() DESC LIMIT 1`,
  );
  return busiest;
}
