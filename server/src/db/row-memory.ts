import { createHash } from "node:crypto";
import type { Day } from "../base/dates.ts";
import { printWhole, type Sql } from "./sql.ts";
import { withoutSetNames } from "./visit-sets.ts";
import type { QueryOptions, Warehouse } from "./warehouse.ts";
import { firstDay, type WriteCounts } from "./write-counts.ts";

/** Remembers what statements have found, for as long as nothing is written that they could find. */
export interface RowMemory {
  /** The warehouse for statements about visits that began on this day or before: what it was asked already, it answers from memory. */
  upTo(day: Day, warehouse: Warehouse): Warehouse;
}

/** Of longer lists only parts are shown, and hardly ever the same. */
const mostRows = 5_000;

/**
 * Makes a memory of so many bytes, which remembers nothing where they are 0; what was not asked for longest goes first. `writes` counts every write to the warehouse: a statement
 * is asked again once it has grown since the statement began.
 */
export function createRowMemory(bytes: number, writes: Pick<WriteCounts, "upTo">): RowMemory {
  // In the order of use. Rows are kept as text: nobody who gets them can change them for others, and what they take is known.
  const kept = new Map<string, { readonly version: number; readonly text: Buffer }>();
  let held = 0;
  let changes = 0;
  /** What was erased must not stay here either, though it is never told again. */
  const forgetErased = () => {
    const now = writes.upTo(firstDay);
    if (now !== changes) for (const key of kept.keys()) forget(key);
    changes = now;
  };
  const forget = (key: string) => {
    held -= sizeOf(kept.get(key)?.text);
    kept.delete(key);
  };
  const keep = (key: string, version: number, text: Buffer) => {
    forget(key);
    kept.set(key, { version, text });
    held += sizeOf(text);
    for (const oldest of kept.keys()) {
      if (held <= bytes) break;
      forget(oldest);
    }
  };
  if (bytes === 0) return { upTo: (_day, warehouse) => warehouse };
  return {
    upTo: (day, warehouse) => ({
      ...warehouse,
      query: async <Row>(...[statement, options]: Parameters<Warehouse["query"]>): Promise<Row[]> => {
        forgetErased();
        const version = writes.upTo(day);
        const key = keyOf(statement, options);
        const known = kept.get(key);
        if (known?.version === version) {
          keep(key, version, known.text);
          return JSON.parse(known.text.toString());
        }
        const rows = await warehouse.query<Row>(statement, options);
        if (rows.length <= mostRows) keep(key, version, Buffer.from(JSON.stringify(rows)));
        return rows;
      },
    }),
  };
}

/** What an entry takes beside its text, about. */
const entryBytes = 300;

function sizeOf(text: Buffer | undefined): number {
  return text ? text.length + entryBytes : 0;
}

function keyOf(statement: Sql, { countsAll = false }: QueryOptions = {}): string {
  return createHash("sha256")
    .update(withoutSetNames(printWhole(statement)))
    .update(String(countsAll))
    .digest("base64");
}
