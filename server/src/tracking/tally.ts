import type { AppliedBatch } from "./consumer.ts";

/** Counts since the start. */
export interface Tally {
  /** Hits that were made durable. */
  readonly hits: number;
  /** Hits and requests that count for nothing, by the reason why. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Batches that are in the warehouse, and their rows. */
  readonly batches: number;
  readonly rows: number;
  /** Seconds that the warehouse took to take them. */
  readonly writing: number;
}

export interface TallyKeeper {
  took(hits: number): void;
  dropped(reason: string, times?: number): void;
  applied(batch: AppliedBatch): void;
  read(): Tally;
}

export function createTally(): TallyKeeper {
  const dropped: Record<string, number> = {};
  let [hits, batches, rows, writing] = [0, 0, 0, 0];
  const drop = (reason: string, times = 1) => {
    dropped[reason] = (dropped[reason] ?? 0) + times;
  };
  return {
    took: (count) => {
      hits += count;
    },
    dropped: drop,
    applied: (batch) => {
      for (const [reason, times] of Object.entries(batch.dropped)) drop(reason, times);
      batches += batch.rows > 0 ? 1 : 0;
      rows += batch.rows;
      writing += batch.milliseconds / 1000;
    },
    read: () => ({ hits, dropped: { ...dropped }, batches, rows, writing }),
  };
}
