import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "../../src/base/log.ts";
import { catalogOf } from "../../src/catalog/module.ts";
import { openRecords } from "../../src/db/records.ts";
import { sql } from "../../src/db/sql.ts";
import type { Warehouse } from "../../src/db/warehouse.ts";
import { modules } from "../../src/modules/index.ts";
import type { Consumer } from "../../src/tracking/consumer.ts";
import { createFailureLog } from "../../src/tracking/failures.ts";
import { createGatekeeper } from "../../src/tracking/gatekeeper.ts";
import { type Journal, openJournal } from "../../src/tracking/journal.ts";
import { openLocationDatabases } from "../../src/tracking/location-databases.ts";
import { openConsumer } from "../../src/tracking/open-consumer.ts";
import type { Origin } from "../../src/tracking/origin.ts";
import { createSiteReader } from "../../src/tracking/sites.ts";
import { createTracker, type Outcome, type Tracker } from "../../src/tracking/tracker.ts";
import { openTestWarehouse } from "../fixtures/warehouse.ts";
import { firefox } from "./browsers.ts";
import { addPlainSite } from "./site.ts";

export interface VisitSeen {
  readonly visit: number;
  readonly visitor: string;
  readonly total_actions: number;
  readonly visit_count: number;
  readonly visitor_returning: number;
  readonly user_id: string;
}

/** All of tracking, from requests to the warehouse, without a server around it. */
export interface TrackingLine {
  /** The site that is tracked: each test takes one of its own. */
  site: number;
  /** Tracks requests that came at that second, one after the other, with a token that may write; `idsite` and `rec` are added. */
  track(second: number, ...requests: readonly Readonly<Record<string, string>>[]): Promise<Outcome>;
  settle(): Promise<void>;
  readonly whileStill: Tracker["whileStill"];
  counts(): ReturnType<Tracker["counts"]>;
  /** Ends tracking where it stands and starts it anew, with an empty memory. */
  restart(): Promise<void>;
  /** The site's visits in the warehouse in the order in which they began, once every hit is there. */
  visits(): Promise<readonly VisitSeen[]>;
  readonly warehouse: Warehouse;
  /** Path of the file that keeps the batch at work. */
  readonly outboxPath: string;
  /** Lines that were logged as errors. */
  readonly errors: string[];
  close(): Promise<void>;
}

const token = "writer";

const origin: Origin = {
  ip: "192.0.2.1",
  userAgent: firefox,
  acceptLanguage: "de",
  referer: "",
  doNotTrack: false,
  prefetch: false,
  hints: undefined,
  cookies: {},
};

const sites = 30;

/** Opens it with an empty warehouse and some sites, with 0 as the one that is tracked; `around` may stand between tracking and the warehouse. */
export async function openTrackingLine(around: (warehouse: Warehouse) => Warehouse = (warehouse) => warehouse): Promise<TrackingLine> {
  const { dimensions } = catalogOf(modules);
  const { warehouse, remove } = await openTestWarehouse(dimensions);
  const folder = await mkdtemp(join(tmpdir(), "footfall-line-"));
  const records = await openRecords(":memory:");
  for (let site = 0; site < sites; site++) await addPlainSite(records);
  const errors: string[] = [];
  const log = createLog("error", (line) => errors.push(line));
  let now = 0;
  const clock = { now: () => now * 1000 };
  const gatekeeper = createGatekeeper({
    sites: createSiteReader(records),
    databases: await openLocationDatabases(undefined),
    mayWrite: async (given) => given === token,
  });
  const outboxPath = join(folder, "outbox.db");
  const journalPath = join(folder, "journal.db");

  let journal: Journal;
  let consumer: Consumer;
  let tracker: Tracker;
  const start = () => {
    journal = openJournal(journalPath);
    tracker = createTracker({
      journal,
      journalBound: { hits: 1_000_000, whenFull: "refuse" },
      startConsumer: (news) => {
        consumer = openConsumer({
          journalPath,
          outboxPath,
          warehouse: around(warehouse),
          records,
          dimensions,
          secret: "secret",
          startedAt: now,
          log,
          ...news,
        });
        return consumer;
      },
      gatekeeper,
      failures: createFailureLog({ records, privacy: gatekeeper.privacy, clock, log }),
      keyOf: (text) => text,
      clock,
      log,
    });
  };
  const end = async () => {
    await consumer.close();
    journal.close();
  };

  start();
  const line: TrackingLine = {
    site: 0,
    warehouse,
    outboxPath,
    errors,
    track: (second, ...requests) => {
      now = second;
      return tracker.track(
        requests.map((request) => ({ idsite: String(line.site), rec: "1", ...request })),
        token,
        origin,
      );
    },
    settle: () => tracker.settle(),
    whileStill: (work) => tracker.whileStill(work),
    counts: () => tracker.counts(),
    restart: async () => {
      await end();
      start();
    },
    visits: async () => {
      await tracker.settle();
      return warehouse.query<VisitSeen>(
        sql`SELECT visit, leftPad(lower(hex(visitor)), 16, '0') AS visitor, total_actions, visit_count, visitor_returning, user_id FROM visits FINAL WHERE site = ${line.site} ORDER BY first_time, visit`,
      );
    },
    close: async () => {
      await end();
      await records.destroy();
      await remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return line;
}
