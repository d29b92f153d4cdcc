import type { Log } from "../base/log.ts";
import { createTrouble } from "../base/trouble.ts";
import type { Hit, TrackedSite, TrackingPrivacy } from "../catalog/hit.ts";
import { sql, typed } from "../db/sql.ts";
import type { ColumnDefinition } from "../db/tables.ts";
import type { Warehouse } from "../db/warehouse.ts";
import { type Applied, type ApplyParts, apply, type TrackedDimensions } from "./apply.ts";
import { attributeReferrer } from "./attribution.ts";
import type { JournalEntry, JournalReader } from "./journal.ts";
import type { Outbox, RowsByTable } from "./outbox.ts";
import type { Payload } from "./payload.ts";
import { traitsOf } from "./recognise.ts";
import { restate } from "./restate.ts";
import type { SiteReader } from "./sites.ts";
import type { DropStep } from "./steps/index.ts";
import { type UnderstandParts, understand } from "./understand.ts";
import { createVisitStore, rowOf, visitorRow, visitRow } from "./visit-store.ts";

/** Hits applied at once: enough to write in large blocks, few enough that a report need not wait long. */
const hitsPerBatch = 5000;
/** Milliseconds between two batches, so that a trickle of hits does not make a part of the table each. */
const pause = 150;
const retryAfter = 1000;
const visitorsInMemory = 10_000;

/** A batch of hits that is in the warehouse with everything before it. */
export interface AppliedBatch {
  /** Of its last hit. */
  readonly position: number;
  /** Hits that count for nothing, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Rows written, in all tables together. */
  readonly rows: number;
  /** Milliseconds that the warehouse took to take them. */
  readonly milliseconds: number;
}

/** What the consumer tells of its work. */
export interface ConsumerNews {
  readonly onApplied: (batch: AppliedBatch) => void;
  /** Told when a store begins to fail, and when it works again. */
  readonly onTrouble: (lasts: boolean) => void;
}

export interface ConsumerParts extends ConsumerNews {
  readonly journal: JournalReader;
  readonly outbox: Outbox;
  readonly warehouse: Warehouse;
  readonly sites: SiteReader;
  readonly understand: UnderstandParts;
  readonly dropSteps: readonly DropStep[];
  readonly dimensions: TrackedDimensions;
  /** The columns of visits and of conversions that tracking writes. */
  readonly visitColumns: readonly ColumnDefinition[];
  readonly conversionColumns: readonly ColumnDefinition[];
  /** Seconds since 1970 at the start: hits from then on find every open visit in memory. */
  readonly startedAt: number;
  /** Makes the warehouse ready for rows: it may have been away until now. */
  readonly prepare: () => Promise<void>;
  readonly log: Log;
}

/** Turns journal entries into visits and actions, in order, until it is closed. */
export interface Consumer {
  /** Tells that there is more in the journal; `urgent` when somebody waits for it. */
  wake(urgent: boolean): void;
  /** Resolves when no batch is at work, all are in the warehouse and no visit is remembered; it stays so until `resume`. */
  pause(): Promise<void>;
  resume(): void;
  /** Finishes the batch at work and stops. */
  close(): Promise<void>;
}

export function startConsumer(parts: ConsumerParts): Consumer {
  const { journal, outbox, warehouse, log, understand: understandParts } = parts;
  const store = createVisitStore(
    warehouse,
    { visitColumns: parts.visitColumns, keptInCart: parts.dimensions.keptInCart },
    visitorsInMemory,
    parts.startedAt,
  );
  const trouble = createTrouble(log, {
    begins: "A store fails; hits stay in the journal until it works again.",
    ends: "All stores work again; hits that waited are being applied.",
  });
  let closing = false;
  let awake = true;
  let endSleep = () => {};
  let pausing: { readonly told: () => void; readonly over: Promise<void> } | undefined;
  let endPause = () => {};

  const sleep = (milliseconds?: number) =>
    new Promise<void>((resolve) => {
      const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
      endSleep = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** Does the work, again and again until it succeeds: a store may be away for a while, a disk full. */
  const persist = async <Result>(work: () => Result | Promise<Result>): Promise<Result> => {
    for (;;) {
      try {
        const result = await work();
        if (trouble.lasts) parts.onTrouble(false);
        trouble.worked();
        return result;
      } catch (reason) {
        if (!trouble.lasts) parts.onTrouble(true);
        trouble.failed(reason);
        if (closing) throw reason;
        await sleep(retryAfter);
      }
    }
  };

  /** Stands still where that is asked for. */
  const standStill = async () => {
    while (pausing && !closing) {
      store.clear();
      await persist(outbox.scrub);
      pausing.told();
      await pausing.over;
    }
  };

  const run = async () => {
    await persist(parts.prepare);
    await persist(outbox.deliver);
    parts.onApplied({ position: outbox.position, dropped: {}, rows: 0, milliseconds: 0 });
    while (!closing) {
      await standStill();
      const entries = await persist(() => journal.readAfter(outbox.position, hitsPerBatch));
      const last = entries.at(-1);
      if (!last) {
        awake = false;
        if (!pausing) await sleep();
        continue;
      }
      awake = true;
      const { rows, dropped } = await applyBatch(entries);
      await persist(() => outbox.keep(last.position, rows));
      const began = performance.now();
      await persist(outbox.deliver);
      parts.onApplied({ position: last.position, dropped, rows: countRows(rows), milliseconds: performance.now() - began });
      if (entries.length < hitsPerBatch) await sleep(pause);
    }
  };

  const applyBatch = async (entries: readonly JournalEntry[]) => {
    const { hits, dropped } = await persist(() => understandAll(entries));
    const into: Applied = { actions: [], conversions: [], items: [], restated: new Set() };
    await persist(() => store.prepare(hits.map(traitsOf)));
    const orders = await persist(() => knownOrders(warehouse, hits));
    const applyParts: ApplyParts = {
      store,
      dimensions: parts.dimensions,
      attribute: (moment) => attributeReferrer(moment, understandParts.referrerLists, understandParts.addressesOf(moment.hit.site)),
      isKnownOrder: (site, order) => orders.has(`${site} ${order}`),
    };
    for (const hit of hits) {
      const earlier = into.conversions.length;
      count(dropped, applyAlone(hit, applyParts, into));
      for (const { site, goal, slot } of into.conversions.slice(earlier)) if (goal === 0) orders.add(`${site} ${slot}`);
    }
    const columns = { all: parts.conversionColumns, current: parts.dimensions.currentOnConversions };
    await persist(() => restate(warehouse, into.restated, columns, into.conversions));
    const visits = store.takeChanged().map(({ visit }) => visit);
    return {
      dropped,
      rows: {
        actions: into.actions.map(rowOf),
        conversions: into.conversions.map(rowOf),
        items: into.items.map(rowOf),
        visitors: visits.map(visitorRow),
        visits: visits.map(visitRow),
      },
    };
  };

  const understandAll = async (entries: readonly JournalEntry[]) => {
    await parts.sites.refresh();
    const privacy = await parts.sites.privacy();
    const dropped: Record<string, number> = {};
    const hits: Hit[] = [];
    for (const { position, payload: text } of entries) {
      const payload = JSON.parse(text) as Payload;
      const site = await parts.sites.find(payload.site);
      const hit = site ? understandAlone(position, payload, site, privacy) : "deleted-site";
      const reason = typeof hit === "string" ? hit : parts.dropSteps.find((step) => step.drops(hit))?.reason;
      count(dropped, reason);
      if (typeof hit !== "string" && !reason) hits.push(hit);
    }
    return { hits, dropped };
  };

  /** One hit that nobody can read must not hold up all that follow. */
  const understandAlone = (position: number, payload: Payload, site: TrackedSite, privacy: TrackingPrivacy): Hit | "unreadable" => {
    try {
      return understand(position, payload, site, privacy, understandParts);
    } catch (mistake) {
      log.error("A hit could not be understood and is left out.", { position, mistake });
      return "unreadable";
    }
  };

  /** Applies a hit; one that fails leaves nothing behind, and does not hold up those that follow. */
  const applyAlone = (hit: Hit, applyParts: ApplyParts, into: Applied): string | undefined => {
    const lengths = [into.actions.length, into.conversions.length, into.items.length] as const;
    try {
      return apply(hit, applyParts, into);
    } catch (mistake) {
      [into.actions.length, into.conversions.length, into.items.length] = lengths;
      log.error("A hit could not be applied and is left out.", { position: hit.position, mistake });
      return "unreadable";
    }
  };

  const done = run().catch((reason) => {
    if (!closing) log.error("Tracking has stopped.", { reason });
  });

  return {
    wake: (urgent) => {
      if (urgent || !awake) endSleep();
    },
    pause: () =>
      new Promise((told) => {
        const over = new Promise<void>((resolve) => {
          endPause = () => {
            pausing = undefined;
            resolve();
          };
        });
        pausing = { told, over };
        endSleep();
      }),
    resume: () => endPause(),
    close: async () => {
      closing = true;
      endSleep();
      endPause();
      await done;
      journal.close();
      outbox.close();
    },
  };
}

function countRows(rows: RowsByTable): number {
  return Object.values(rows).reduce((sum, list) => sum + list.length, 0);
}

function count(counts: Record<string, number>, reason: string | undefined): void {
  if (reason) counts[reason] = (counts[reason] ?? 0) + 1;
}

/** Which of the orders in these hits their sites have had before, as `site order`. */
async function knownOrders(warehouse: Warehouse, hits: readonly Hit[]): Promise<Set<string>> {
  const orders = [...new Set(hits.map((hit) => hit.params.text("ec_id")).filter((order) => order !== ""))];
  if (orders.length === 0) return new Set();
  const sites = [...new Set(hits.map((hit) => hit.site.id))];
  const rows = await warehouse.query<{ site: number; slot: string }>(
    sql`SELECT DISTINCT site, slot FROM conversions FINAL WHERE site IN ${typed("Array(UInt32)", sites)} AND goal = 0 AND slot IN ${typed("Array(String)", orders)}`,
    { lane: "writer" },
  );
  return new Set(rows.map((row) => `${row.site} ${row.slot}`));
}
