import { partitionsOf, settlePartition } from "./erase.ts";
import { join, name, type Sql, sql } from "./sql.ts";
import type { Warehouse } from "./warehouse.ts";

/** Brings rows that an older program wrote up to date; `version` is that of the data from then on. Done twice, it changes nothing more. */
interface RowUpgrade {
  readonly version: number;
  readonly run: (warehouse: Warehouse) => Promise<void>;
}

const upgrades: readonly RowUpgrade[] = [{ version: 2, run: tellConversionsOfPages }];

/** Brings all rows up to date that were written with data of that version. The tables have all their columns already. */
export async function upgradeRows(warehouse: Warehouse, version: number): Promise<void> {
  for (const upgrade of upgrades) if (upgrade.version > version) await upgrade.run(warehouse);
}

const upkeep = { lane: "upkeep" } as const;

/** With more pages before them, conversions leave it to the actions to tell. */
const mostPages = 250;

/** Since version 2 conversions know the entry of their visit and the pages that were met before them. */
async function tellConversionsOfPages(warehouse: Warehouse): Promise<void> {
  const columns = await warehouse.query<{ name: string }>(
    sql`SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'conversions' AND default_kind <> 'MATERIALIZED' ORDER BY position`,
  );
  const known: Readonly<Record<string, Sql>> = {
    entry_url: sql`entries.entry_url`,
    entry_name: sql`entries.entry_name`,
    entry_name_type: sql`entries.entry_name_type`,
    met_known: sql`length(pages) <= ${mostPages}`,
    met_urls: sql`if(length(pages) <= ${mostPages}, arrayMap(page -> page.1, pages), [])`,
    met_titles: sql`if(length(pages) <= ${mostPages}, arrayMap(page -> page.2, pages), [])`,
  };
  const names = columns.map((column) => name(column.name));
  const values = columns.map((column) => known[column.name] ?? sql`old.${name(column.name)}`);
  for (const partition of await partitionsOf(warehouse, "conversions")) {
    const ofPartition = sql`_partition_id = ${partition}`;
    const old = sql`SELECT * FROM conversions FINAL WHERE ${ofPartition}`;
    // A visit stands in the month in which it began, like its conversions; its actions stand in their own.
    const entries = sql`SELECT visit, entry_url, entry_name, entry_name_type FROM visits FINAL WHERE ${ofPartition} AND visit IN (SELECT visit FROM conversions WHERE ${ofPartition})`;
    const bound = (day: Sql) => sql`(SELECT ${day} FROM conversions WHERE ${ofPartition})`;
    const views = sql`SELECT visit, time AS met, url, name FROM actions WHERE type = 1 AND day BETWEEN ${bound(sql`min(start_day) - 1`)} AND ${bound(sql`max(day)`)} AND visit IN (SELECT visit FROM conversions WHERE ${ofPartition})`;
    const pages = sql`SELECT visit, goal, slot, groupArray(${mostPages + 1})((url, name)) AS pages FROM (${views}) AS views INNER JOIN (SELECT visit, goal, slot, time FROM (${old})) AS made USING visit WHERE met <= time GROUP BY visit, goal, slot`;
    const joined = sql`(${old}) AS old LEFT JOIN (${entries}) AS entries ON entries.visit = old.visit LEFT JOIN (${pages}) AS met ON met.visit = old.visit AND met.goal = old.goal AND met.slot = old.slot`;
    await warehouse.command(sql`INSERT INTO conversions (${join(names)}) SELECT ${join(values)} FROM ${joined}`, upkeep);
    // Of two rows with one version the later counts; nothing is left of the others.
    await settlePartition(warehouse, "conversions", partition);
  }
}
