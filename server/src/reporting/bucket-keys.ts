import { join, type Sql, sql } from "../db/sql.ts";

/**
 * The keys of all buckets whose condition holds for a row, for `BucketsOptions.keyOf`; besides, once for each row, the empty text, so
 * that there is something to tell of rows that are in no bucket.
 */
export function keysWhere(conditions: Readonly<Record<string, Sql>>): Sql {
  const keys = Object.entries(conditions).map(([key, condition]) => sql`if(${condition}, ${key}, '')`);
  return sql`arrayJoin(arrayDistinct(arrayConcat([''], [${join(keys)}])))`;
}
