import { type Sql, sql } from "../../db/sql.ts";

/**
 * Text as it is compared: without regard to case and accents. On a column of low cardinality this is worked out once for each
 * different value, not for each row.
 */
export function folded(text: Sql): Sql {
  return sql`lowerUTF8(replaceRegexpAll(normalizeUTF8NFD(${text}), '\\p{Mn}', ''))`;
}

/** The same for comparing whole texts. NOTE matomo: blanks at the end do not count. */
export function foldedWhole(text: Sql): Sql {
  return sql`trimRight(${folded(text)})`;
}
