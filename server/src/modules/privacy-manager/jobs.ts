import { erase } from "../../catalog/erasure.ts";
import { type Job, job } from "../../catalog/job.ts";
import { everyTable } from "../../catalog/tables.ts";
import { readSettings } from "../../db/settings.ts";
import { siteIds } from "../../db/sites.ts";
import { join, name, sql, typed } from "../../db/sql.ts";
import { purge } from "./purge.ts";

const oneDay = 86_400;

const purgeOldVisits = job({
  name: "PrivacyManager.purge",
  every: async ({ records }) => {
    const { retention } = await readSettings(records);
    return retention.deleteVisits ? retention.everyDays * oneDay : undefined;
  },
  run: purge,
});

/** What a crash in the middle of the deletion of a site would leave behind. */
const eraseSitesThatAreGone = job({
  name: "PrivacyManager.eraseSitesThatAreGone",
  every: async () => oneDay,
  run: async ({ records, warehouse, whileStill }) => {
    const perTable = everyTable.map((table) => sql`SELECT DISTINCT site FROM ${name(table)}`);
    const found = await warehouse.query<{ site: number }>(join(perTable, " UNION DISTINCT "), { lane: "heavy" });
    // Asked for afterwards, so that a site that was added meanwhile is among them.
    const known = new Set(await siteIds(records));
    // Ids only grow: a greater one than all there are tells that the records are of another time than the warehouse.
    const gone = found.map(({ site }) => site).filter((site) => !known.has(site) && site < Math.max(...known));
    if (gone.length > 0) await erase({ warehouse, whileStill }, sql`site IN ${typed("Array(UInt32)", gone)}`);
  },
});

export const jobs: readonly Job[] = [purgeOldVisits, eraseSitesThatAreGone];
