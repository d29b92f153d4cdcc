import type { Log } from "../base/log.ts";
import type { Dimension } from "../catalog/dimension.ts";
import type { TrackedSite } from "../catalog/hit.ts";
import { type TableName, tablesOf } from "../catalog/tables.ts";
import { prepareTables } from "../db/prepare-tables.ts";
import type { Records } from "../db/records.ts";
import type { Warehouse } from "../db/warehouse.ts";
import { trackedDimensions } from "./apply.ts";
import { type Consumer, type ConsumerNews, startConsumer } from "./consumer.ts";
import { createDeviceReader } from "./device.ts";
import { openJournalReader } from "./journal.ts";
import { openOutbox } from "./outbox.ts";
import { loadReferrerLists } from "./referrer.ts";
import { type SiteAddresses, siteAddresses } from "./site-addresses.ts";
import { createSiteReader } from "./sites.ts";
import { dropSteps } from "./steps/index.ts";

export interface OpenConsumerParts extends ConsumerNews {
  readonly journalPath: string;
  readonly outboxPath: string;
  readonly warehouse: Warehouse;
  readonly records: Records;
  readonly dimensions: readonly Dimension[];
  readonly secret: string;
  readonly startedAt: number;
  readonly log: Log;
}

/** Opens what the consumer works with and starts it. The warehouse and the records stay the caller's to close. */
export function openConsumer(parts: OpenConsumerParts): Consumer {
  const referrerLists = loadReferrerLists();
  const tables = tablesOf(parts.dimensions);
  const columnsOf = (table: TableName) => tables.find(({ name }) => name === table)!.columns.filter(({ computed }) => !computed);
  return startConsumer({
    journal: openJournalReader(parts.journalPath),
    outbox: openOutbox(parts.outboxPath, parts.warehouse),
    warehouse: parts.warehouse,
    sites: createSiteReader(parts.records),
    understand: { readDevice: createDeviceReader(), referrerLists, addressesOf: rememberAddresses(), secret: parts.secret },
    dropSteps: dropSteps(referrerLists),
    dimensions: trackedDimensions(parts.dimensions),
    visitColumns: columnsOf("visits"),
    conversionColumns: columnsOf("conversions"),
    startedAt: parts.startedAt,
    prepare: () => prepareTables(parts.warehouse, tables),
    log: parts.log,
    onApplied: parts.onApplied,
    onTrouble: parts.onTrouble,
  });
}

/** Works out a site's addresses once for as long as the site is remembered as it is. */
function rememberAddresses(): (site: TrackedSite) => SiteAddresses {
  const remembered = new WeakMap<TrackedSite, SiteAddresses>();
  return (site) => {
    const known = remembered.get(site) ?? siteAddresses([site]);
    remembered.set(site, known);
    return known;
  };
}
