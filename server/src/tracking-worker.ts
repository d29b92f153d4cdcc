import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { createLog, type LogLevel } from "./base/log.ts";
import { catalogOf } from "./catalog/module.ts";
import { openRecords } from "./db/records.ts";
import { openWarehouse, type WarehouseConfig } from "./db/warehouse.ts";
import { counted, writeCounts } from "./db/write-counts.ts";
import { modules } from "./modules/index.ts";
import type { AppliedBatch } from "./tracking/consumer.ts";
import { openConsumer } from "./tracking/open-consumer.ts";

/** What the thread is started with. */
export interface TrackingThreadData {
  readonly journalPath: string;
  readonly outboxPath: string;
  readonly recordsPath: string;
  readonly warehouse: WarehouseConfig;
  /** The memory of the counts of what is written. */
  readonly writes: SharedArrayBuffer;
  readonly secret: string;
  readonly startedAt: number;
  readonly logLevel: LogLevel;
}

/** What the thread is told. */
export type ToThread = { readonly type: "wake"; readonly urgent: boolean } | { readonly type: "pause" | "resume" | "close" };

/** What the thread tells. */
export type FromThread =
  | { readonly type: "applied"; readonly batch: AppliedBatch }
  | { readonly type: "trouble"; readonly lasts: boolean }
  | { readonly type: "ready" | "paused" | "closed" };

// Taking hits and answering reports go before applying hits, which can wait in the journal. On Linux this is the thread's own priority.
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // Where the system does not let us, all run alike.
}

const data = workerData as TrackingThreadData;
const port = parentPort!;
const tell = (message: FromThread) => port.postMessage(message);
const warehouse = counted(await openWarehouse({ ...data.warehouse, quickConnections: 1 }), writeCounts(data.writes));
const records = await openRecords(data.recordsPath);
const consumer = openConsumer({
  ...data,
  warehouse,
  records,
  dimensions: catalogOf(modules).dimensions,
  log: createLog(data.logLevel),
  onApplied: (batch) => tell({ type: "applied", batch }),
  onTrouble: (lasts) => tell({ type: "trouble", lasts }),
});

port.on("message", async (message: ToThread) => {
  if (message.type === "wake") return consumer.wake(message.urgent);
  if (message.type === "resume") return consumer.resume();
  if (message.type === "pause") {
    await consumer.pause();
    return tell({ type: "paused" });
  }
  await consumer.close();
  await warehouse.close();
  await records.destroy();
  // The thread itself stays until the process ends: the engine crashes at the end of a process in which a thread that used it is gone.
  tell({ type: "closed" });
});
tell({ type: "ready" });
