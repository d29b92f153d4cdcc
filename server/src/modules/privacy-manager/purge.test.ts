import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { figureColumns, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import { addPlainSite } from "../../../test/harness/site.ts";
import { silentLog } from "../../base/log.ts";
import type { Job, JobContext } from "../../catalog/job.ts";
import { everyTable } from "../../catalog/tables.ts";
import { openRecords, type Records } from "../../db/records.ts";
import { firstKeptDay } from "../../db/retention.ts";
import { changeSettings, defaultSettings, type RetentionSettings } from "../../db/settings.ts";
import { name, sql } from "../../db/sql.ts";
import { jobs } from "./jobs.ts";
import { purge } from "./purge.ts";

const settings = (changes: Partial<RetentionSettings>): RetentionSettings => ({ ...defaultSettings.retention, ...changes });

describe("the first day that is kept", () => {
  it.each<[string, Partial<RetentionSettings>, string | undefined]>([
    ["nothing is deleted", {}, undefined],
    ["visits are", { deleteVisits: true, visitDays: 30 }, "2026-05-16"],
  ])("where %s", (_, changes, day) => {
    expect(firstKeptDay(settings(changes), "2026-06-15")).toBe(day);
  });
});

let store: Awaited<ReturnType<typeof openTestWarehouse>>;
let records: Records;
beforeAll(async () => {
  store = await openTestWarehouse(figureColumns);
});
afterAll(() => store.remove());
beforeEach(async () => {
  records = await openRecords(":memory:");
  await addPlainSite(records);
  for (const table of everyTable) await store.warehouse.command(sql`TRUNCATE TABLE ${name(table)}`);
});

const days = ["2026-03-31", "2026-05-15", "2026-05-16", "2026-06-01"];

function context(): JobContext {
  return { records, warehouse: store.warehouse, clock: { now: () => Date.UTC(2026, 5, 15) }, log: silentLog, whileStill: (work) => work() };
}

async function fill(site: number): Promise<void> {
  for (const [at, day] of days.entries()) {
    const visit = visitRow(at + 1, day, { site });
    await store.warehouse.insert("visits", [visit]);
    await store.warehouse.insert("visitors", [
      { site, visitor: at, visit: at + 1, start_day: day, last_time: visit.last_time, position: 1 },
    ]);
    await store.warehouse.insert("actions", [
      { site, day, visit: at + 1, position: at + 1, visitor: at, start_day: day, time: visit.last_time },
    ]);
  }
}

async function daysLeft(table: string): Promise<readonly string[]> {
  const rows = await store.warehouse.query<{ day: string }>(sql`SELECT toString(start_day) AS day FROM ${name(table)} ORDER BY day`);
  return rows.map(({ day }) => day);
}

describe("a purge", () => {
  it.each(["visits", "visitors", "actions"])("takes what is too old from %s, and no more", async (table) => {
    await changeSettings(records, { retention: settings({ deleteVisits: true, visitDays: 30 }) });
    await fill(1);
    await purge(context());
    expect(await daysLeft(table)).toEqual(["2026-05-16", "2026-06-01"]);
  });

  it("takes nothing where nobody asked for it", async () => {
    await fill(1);
    await purge(context());
    expect(await daysLeft("visits")).toEqual(days);
  });
});

describe("jobs", () => {
  const find = (end: string): Job => jobs.find((job) => job.name.endsWith(end))!;

  it("purge as often as the settings say, and only where they say so", async () => {
    expect(await find("purge").every(context())).toBeUndefined();
    await changeSettings(records, { retention: settings({ deleteVisits: true, everyDays: 2 }) });
    expect(await find("purge").every(context())).toBe(2 * 86_400);
  });

  it("erase what a deleted site has left, but never sites that the records have yet to know", async () => {
    await addPlainSite(records);
    await addPlainSite(records);
    await records.deleteFrom("sites").where("id", "=", 2).execute();
    for (const site of [1, 2, 77]) await fill(site);
    await find("eraseSitesThatAreGone").run(context());
    const left = await store.warehouse.query(
      sql`SELECT site FROM (SELECT site FROM visits UNION DISTINCT SELECT site FROM actions) ORDER BY site`,
    );
    expect(left).toEqual([{ site: 1 }, { site: 77 }]);
  });
});
