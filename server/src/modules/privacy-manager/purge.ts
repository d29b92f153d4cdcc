import { type Day, localTime } from "../../base/dates.ts";
import type { JobContext } from "../../catalog/job.ts";
import { everyTable } from "../../catalog/tables.ts";
import { deleteRows, dropPartition, partitionsOf, sweep } from "../../db/erase.ts";
import { firstKeptDay } from "../../db/retention.ts";
import { readSettings } from "../../db/settings.ts";
import { sql, typed } from "../../db/sql.ts";
import type { Warehouse } from "../../db/warehouse.ts";

/** Deletes visits that are older than the settings allow, with all that is in them. */
export async function purge({ records, warehouse, clock, whileStill }: Omit<JobContext, "log">): Promise<void> {
  const { retention } = await readSettings(records);
  const first = firstKeptDay(retention, localTime(Math.floor(clock.now() / 1000), "UTC").day);
  if (first === undefined) return;
  await whileStill(() => deleteBefore(warehouse, first));
  await sweep(warehouse, everyTable);
}

/** Whole months go as they are; only in the month of that day are rows looked at. */
async function deleteBefore(warehouse: Warehouse, day: Day): Promise<void> {
  const month = day.slice(0, 7).replace("-", "");
  for (const table of everyTable) {
    const months = (await partitionsOf(warehouse, table)).filter((id) => /^\d{6}$/.test(id));
    for (const id of months) if (id < month) await dropPartition(warehouse, table, id);
    await deleteRows(warehouse, table, sql`start_day < ${typed("Date", day)}`);
  }
}
