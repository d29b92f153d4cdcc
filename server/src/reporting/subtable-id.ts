import { type Sql, sql } from "../db/sql.ts";

/**
 * The number of the table below a row, of 52 bits and so exact in JSON: a hash of what is stored for the row, with no state behind it.
 * A request that brings the number is answered by comparing it with the same hash of every row. For a tree, `stored` is an
 * expression over depth and path.
 */
export function subtableId(stored: Sql): Sql {
  return sql`bitShiftRight(sipHash64(${stored}), 12)`;
}
