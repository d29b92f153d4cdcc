import { type Day, dayNumber, isDay } from "../base/dates.ts";
import type { Lane, Warehouse } from "./warehouse.ts";

/** How often rows of each day were written: whoever remembers what it has read sees by these whether it still holds. Threads share them. */
export interface WriteCounts {
  /** The counts themselves, to be handed to another thread. */
  readonly memory: SharedArrayBuffer;
  /** Counts a write of rows of visits that began on these days; without days, a write that may have touched any. */
  add(days?: Iterable<Day>): void;
  /** A number that grows with each write of rows of visits that began on this day or before. */
  upTo(day: Day): number;
}

/** As many days as the warehouse has dates for, from 1970 on. */
const daysKept = 65_536;

/** The first day there are dates for. Writes that may have touched any day, such as erasing visits, count for it. */
export const firstDay: Day = "1970-01-01";
const anyDay = dayNumber(firstDay);

export function writeCounts(memory = new SharedArrayBuffer(daysKept * Int32Array.BYTES_PER_ELEMENT)): WriteCounts {
  const counts = new Int32Array(memory);
  const slotOf = (day: Day) => Math.min(Math.max(dayNumber(day), anyDay), daysKept - 1);
  return {
    memory,
    add: (days) => {
      for (const slot of new Set(days ? [...days].map(slotOf) : [anyDay])) Atomics.add(counts, slot, 1);
    },
    upTo: (day) => {
      const last = slotOf(day);
      // One look that waits for other threads' counts orders the others, which are plain: there are twenty thousand of them.
      let sum = Atomics.load(counts, anyDay);
      for (let slot = anyDay + 1; slot <= last; slot++) sum += counts[slot]!;
      return sum;
    },
  };
}

/** Lanes on which a command only makes or drops what a question needs while it is answered. */
const readingLanes: ReadonlySet<Lane> = new Set(["quick", "heavy"]);

/** A warehouse whose writes are counted, those that fail too: some of their rows may have arrived. */
export function counted(warehouse: Warehouse, writes: WriteCounts): Warehouse {
  return {
    ...warehouse,
    command: async (statement, options) => {
      try {
        return await warehouse.command(statement, options);
      } finally {
        if (!readingLanes.has(options?.lane ?? "writer")) writes.add();
      }
    },
    insert: async (table, rows) => {
      try {
        return await warehouse.insert(table, rows);
      } finally {
        writes.add(daysOf(rows));
      }
    },
  };
}

function daysOf(rows: readonly object[]): ReadonlySet<Day> | undefined {
  const days = new Set(rows.map((row) => (row as { readonly start_day?: Day }).start_day ?? ""));
  return [...days].every(isDay) ? days : undefined;
}
