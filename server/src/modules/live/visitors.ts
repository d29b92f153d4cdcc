import { name, type Sql, sql, typed } from "../../db/sql.ts";

/** Whether that can be the id of a visitor: 16 hexadecimal digits, in any case. */
export function isVisitorId(words: string): boolean {
  return /^[0-9a-f]{16}$/i.test(words);
}

/** An id as the warehouse compares it. */
export function storedVisitor(visitor: string): bigint {
  return BigInt(`0x${visitor}`);
}

/** An id of that column as the API shows it: 16 hexadecimal digits. */
export function shownVisitor(column: "visitor" | "fingerprint"): Sql {
  return sql`leftPad(lower(hex(${name(column)})), 16, '0')`;
}

/** The keys (site, start_day, visit) of all visits that were these visitors' at one time, found without reading the visits of others. */
export function visitsOnceOf(sites: readonly number[], visitors: readonly string[]): Sql {
  const ids = typed("Array(UInt64)", [...new Set(visitors.map(storedVisitor))]);
  return sql`SELECT site, start_day, visit FROM visitors WHERE site IN ${typed("Array(UInt32)", sites)} AND visitor IN ${ids}`;
}

/** A condition on visits: those that are that visitor's. */
export function isVisitOf(sites: readonly number[], visitor: string): Sql {
  const id = typed("UInt64", storedVisitor(visitor));
  return sql`(site, start_day, visit) IN (${visitsOnceOf(sites, [visitor])}) AND visitor = ${id}`;
}
