import { createHmac } from "node:crypto";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type Api, createApi } from "./api/call.ts";
import { type Clock, clockStartingAt, systemClock } from "./base/clock.ts";
import { UserError } from "./base/errors.ts";
import { createLog, type Log } from "./base/log.ts";
import { StartError } from "./base/start-error.ts";
import { createVault } from "./base/vault.ts";
import { version } from "./base/version.ts";
import { mayOn } from "./catalog/caller.ts";
import type { Dimension } from "./catalog/dimension.ts";
import { catalogOf } from "./catalog/module.ts";
import { tablesOf } from "./catalog/tables.ts";
import { type Config, takeOver } from "./config.ts";
import { makeBackup } from "./db/backup.ts";
import { tellOfBrokenParts } from "./db/broken-parts.ts";
import { isDamage, isFullDisk, textOf } from "./db/damage.ts";
import { type DataFolder, openDataFolder } from "./db/data-folder.ts";
import { prepareTables } from "./db/prepare-tables.ts";
import { openRecords, type Records } from "./db/records.ts";
import { createRowMemory } from "./db/row-memory.ts";
import { sql } from "./db/sql.ts";
import { dropLeftVisitSets } from "./db/visit-sets.ts";
import { openWarehouse, type Warehouse, type WarehouseConfig } from "./db/warehouse.ts";
import { counted, type WriteCounts, writeCounts } from "./db/write-counts.ts";
import { createPainter } from "./derive/chart/painter.ts";
import { createFront } from "./http/front.ts";
import { createMetrics, type Metrics } from "./http/metrics.ts";
import { createHttpServer } from "./http/server.ts";
import { startScheduler } from "./jobs/scheduler.ts";
import { modules } from "./modules/index.ts";
import { createFirstUser, type FirstUser } from "./modules/users-manager/first-start.ts";
import { createSegmentReaders } from "./reporting/segment/reader.ts";
import type { ConsumerNews } from "./tracking/consumer.ts";
import { createFailureLog } from "./tracking/failures.ts";
import { createGatekeeper, type Gatekeeper } from "./tracking/gatekeeper.ts";
import { openJournal } from "./tracking/journal.ts";
import { openLocationDatabases } from "./tracking/location-databases.ts";
import { mendJournal } from "./tracking/mend-journal.ts";
import { openConsumer } from "./tracking/open-consumer.ts";
import { positionOfOutbox } from "./tracking/outbox.ts";
import { createSiteReader } from "./tracking/sites.ts";
import { createTracker, type Tracker } from "./tracking/tracker.ts";
import { startTrackingThread } from "./tracking-thread.ts";

export interface RunningServer {
  /** The address under which it listens, with a trailing slash. */
  readonly url: string;
  /** The superuser made just now; undefined after the first start. */
  readonly firstUser: FirstUser | undefined;
  /**
   * Takes over what can be changed while it runs, with no request refused or cut short; gives the variables of the settings that differ and
   * hold from the next start on.
   */
  reload(wanted: Config): Promise<readonly string[]>;
  /** Takes no more requests, writes what is under way, and lets go of the data folder. */
  close(): Promise<void>;
}

/** Starts the server. Throws a StartError, with everything closed again, where it cannot: a taken port, a taken folder. */
export async function startServer(config: Config, log: Log = createLog(config.logLevel)): Promise<RunningServer> {
  const closers: (() => unknown)[] = [];
  const closing = <Part>(part: Part, close: (part: Part) => unknown): Part => {
    closers.unshift(() => close(part));
    return part;
  };
  const close = async () => {
    for (const closer of closers.splice(0)) await closer();
  };
  try {
    return { ...(await wire(config, log, closing)), close };
  } catch (error) {
    await close();
    throw explained(error, config);
  }
}

/** What commonly keeps a server from starting, in words that say what to do. */
function explained(error: unknown, { data }: Config): unknown {
  if (isFullDisk(error)) return new StartError(`There is no room on the disk of ${data}: make some, and start again. Nothing is lost.`);
  if (isDamage(error))
    return new StartError(`A file in ${data} is damaged (${textOf(error)}): footfall doctor says which; restore the folder from a backup.`);
  return error;
}

/** Remembers how to close a part, and gives the part back; what is opened last is closed first. */
type Closing = <Part>(part: Part, close: (part: Part) => unknown) => Part;

async function wire(config: Config, log: Log, closing: Closing): Promise<Omit<RunningServer, "close">> {
  const clock = config.now === undefined ? systemClock : clockStartingAt(config.now);
  if (config.now !== undefined)
    log.warn("the clock was set by FOOTFALL_NOW: it does not tell the real time", { now: new Date(config.now).toISOString() });

  const folder = closing(await openDataFolder(config.data), ({ release }) => release());
  const records = closing(await openRecords(join(folder.path, "records.db")), (opened) => opened.destroy());
  const writes = writeCounts();
  const warehouse = counted(
    closing(await openWarehouse(warehouseOf(config, folder)), (opened) => opened.close()),
    writes,
  );
  const catalog = catalogOf(modules);
  await makeTables(warehouse, catalog.dimensions, log);

  const hashToken = (token: string) => createHmac("sha256", folder.secret).update(token).digest("hex");
  const firstUser = await createFirstUser(records, { token: config.bootstrapToken, hashToken, clock });

  const databases = await openLocationDatabases(config.cityDatabase);
  const gatekeeper = createGatekeeper({
    sites: createSiteReader(records),
    databases,
    mayWrite: async (token, site) => {
      const caller = await api.findCaller(token, "body");
      return caller !== undefined && !caller.readOnly && mayOn(caller, "write", site);
    },
  });
  const tracker = closing(
    await startTracker(config, {
      folder,
      records,
      warehouse,
      writes,
      dimensions: catalog.dimensions,
      clock,
      log,
      hashToken,
      gatekeeper,
    }),
    (started) => started.close(),
  );
  const segments = createSegmentReaders(records, catalog.dimensions);
  const api = createApi({
    catalog,
    records,
    warehouse,
    clock,
    log,
    hashToken,
    vault: createVault(folder.secret),
    segments,
    // To a server of ClickHouse others may write, uncounted.
    ...(config.clickhouseUrl === undefined && { memory: createRowMemory(config.rememberedMegabytes * 1_000_000, writes) }),
    drawChart: createPainter(),
    settle: () => tracker.settle(),
    whileStill: (work) => tracker.whileStill(work),
    locate: (ip) => databases.city?.(ip) ?? databases.country(ip),
    runDueJobs: () => scheduler.tick(),
    callsPerToken: config.callsPerToken,
  });

  const { whileStill } = tracker;
  const scheduler = closing(startScheduler(catalog.jobs, { records, warehouse, clock, log, whileStill }), (started) => started.close());

  const checkStores = async () => {
    await Promise.all([warehouse.query(sql`SELECT 1`), records.selectFrom("settings").select("name").limit(1).execute()]);
  };
  const freeBytes = async () => {
    const { bavail, bsize } = await statfs(folder.path);
    return bavail * bsize;
  };
  const backUp = () =>
    makeBackup({
      folder,
      warehouse,
      isEmbedded: config.clickhouseUrl === undefined,
      tables: tablesOf(catalog.dimensions),
      whileStill,
      now: new Date(clock.now()),
    });
  const methodNamed = (name: string) => (catalog.findReport(name) ?? catalog.findMethod(name))?.method;
  const metrics = createMetrics({ tracker, freeBytes, methodNamed, version });
  const front = createFront();
  const parts = {
    api: watched(api, gatekeeper, metrics),
    tracker: timed(tracker, metrics),
    checkStores,
    freeBytes,
    backUp,
    metrics,
    clock,
    log,
  };
  const server = closing(await createHttpServer({ config, ...parts }, front), (created) => created.close());
  let running = config;
  const reload = async (wanted: Config) => {
    const { config: next, left } = takeOver(running, wanted);
    await front.exchange(await createHttpServer({ config: next, ...parts }));
    running = next;
    return left;
  };
  const url = await listen(server, config);
  if (config.warmUp && config.clickhouseUrl === undefined) {
    const ending = new AbortController();
    closing(makeReady(api, ending.signal, log), (done) => {
      ending.abort();
      return done;
    });
  }
  return { url, firstUser, reload };
}

/** Makes reports ready beside the requests that come already. Nothing hangs on it: what goes wrong is a line in the log. */
async function makeReady(api: Api, end: AbortSignal, log: Log): Promise<void> {
  const began = performance.now();
  try {
    const busiest = await api.warmUp(end);
    if (busiest) log.info("Reports were made ready.", { ...busiest, seconds: (performance.now() - began) / 1000 });
  } catch (reason) {
    if (!end.aborted) log.warn("Reports were not made ready: the first of them take longer.", { reason });
  }
}

/** Tracking makes them when the warehouse comes, should it be away now: hits can be taken without it. */
async function makeTables(warehouse: Warehouse, dimensions: readonly Dimension[], log: Log): Promise<void> {
  try {
    await prepareTables(warehouse, tablesOf(dimensions));
    await dropLeftVisitSets(warehouse);
    await tellOfBrokenParts(warehouse, log);
  } catch (reason) {
    if (reason instanceof StartError) throw reason;
    if (!(reason instanceof UserError)) throw new StartError(`The warehouse cannot be used: ${(reason as Error).message}`);
    log.error("The warehouse is away: hits are kept, and there are no reports, until it is back.", { reason });
  }
}

/** Whatever an API call may have changed, the next hit is judged by it; and how long it took is counted. */
function watched(api: Api, gatekeeper: Gatekeeper, metrics: Metrics): Api {
  return {
    ...api,
    call: async (request) => {
      const began = performance.now();
      const answer = await api.call(request);
      metrics.called(String(request.params.method ?? ""), (performance.now() - began) / 1000, answer.status);
      await gatekeeper.refresh();
      return answer;
    },
  };
}

/** How long hits took until they were durable is counted. */
function timed(tracker: Tracker, metrics: Metrics): Tracker {
  return {
    ...tracker,
    track: async (requests, token, origin) => {
      const began = performance.now();
      try {
        return await tracker.track(requests, token, origin);
      } finally {
        metrics.tracked((performance.now() - began) / 1000);
      }
    },
  };
}

function warehouseOf({ clickhouseUrl }: Config, folder: DataFolder): WarehouseConfig {
  return { path: join(folder.path, "warehouse"), url: clickhouseUrl };
}

/** A thread runs what was built; from sources, as in tests, hits are applied in this one. */
const hasThread = import.meta.url.endsWith(".js");

interface TrackingPieces {
  readonly folder: DataFolder;
  readonly records: Records;
  readonly warehouse: Warehouse;
  readonly writes: WriteCounts;
  readonly dimensions: readonly Dimension[];
  readonly clock: Clock;
  readonly log: Log;
  readonly hashToken: (token: string) => string;
  readonly gatekeeper: Gatekeeper;
}

async function startTracker(config: Config, pieces: TrackingPieces): Promise<Tracker> {
  const { folder, records, warehouse, dimensions, clock, log } = pieces;
  const shared = {
    journalPath: join(folder.path, "journal.db"),
    outboxPath: join(folder.path, "outbox.db"),
    recordsPath: join(folder.path, "records.db"),
    secret: folder.secret,
    startedAt: Math.floor(clock.now() / 1000),
    logLevel: config.logLevel,
  };
  mendJournal(shared.journalPath, positionOfOutbox(shared.outboxPath), log);
  let ready = Promise.resolve();
  const startThread = (news: ConsumerNews) => {
    const thread = startTrackingThread({ ...shared, warehouse: warehouseOf(config, folder), writes: pieces.writes.memory }, log, news);
    ready = thread.ready;
    return thread;
  };
  const tracker = createTracker({
    journal: openJournal(shared.journalPath),
    journalBound: { hits: config.journalHits, whenFull: config.journalFull },
    startConsumer: (news) => (hasThread ? startThread(news) : openConsumer({ ...shared, warehouse, records, dimensions, log, ...news })),
    gatekeeper: pieces.gatekeeper,
    failures: createFailureLog({ records, privacy: pieces.gatekeeper.privacy, clock, log }),
    keyOf: pieces.hashToken,
    clock,
    log,
  });
  await ready;
  return tracker;
}

async function listen(server: FastifyInstance, { host, port, basePath }: Config): Promise<string> {
  try {
    const address = await server.listen({ host, port });
    return `${address}${basePath}/`;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE")
      throw new StartError(`Port ${port} of ${host} is taken by another program: stop that one, or choose another with --port.`);
    throw new StartError(`Cannot listen on ${host}, port ${port}: ${message}.`);
  }
}
