import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { Records } from "../db/records.ts";
import type { Warehouse } from "../db/warehouse.ts";
import type { WhileStill } from "./while-still.ts";

/** What a job may use. */
export interface JobContext {
  readonly records: Records;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  readonly log: Log;
  readonly whileStill: WhileStill;
}

/** Something that is done again and again by the clock. */
export interface Job {
  /** Tells it apart from all others, as `PrivacyManager.purge`. */
  readonly name: string;
  /** Seconds from one time to the next; undefined while it is not to be done at all. Asked often, so it must be quick. */
  readonly every: (context: JobContext) => Promise<number | undefined>;
  readonly run: (context: JobContext) => Promise<void>;
}

/** Declares a job. */
export function job(declaration: Job): Job {
  return declaration;
}
