import { type Sql, sql } from "../../db/sql.ts";

/**
 * Text as it is compared: without regard to case and accents. On a column of low cardinality (`ofFew`) this is worked out once for each
 * different value, not for each row; on any other the long way is taken only by texts that have more than ASCII.
 */
export function folded(text: Sql, { ofFew }: { readonly ofFew: boolean }): Sql {
  const wholly = sql`lowerUTF8(replaceRegexpAll(normalizeUTF8NFD(${text}), '\\p{Mn}', ''))`;
  return ofFew ? wholly : sql`if(length(${text}) = lengthUTF8(${text}), lower(${text}), ${wholly})`;
}

/** The same for comparing whole texts. NOTE matomo: blanks at the end do not count. */
export function foldedWhole(text: Sql, of: { readonly ofFew: boolean }): Sql {
  return sql`trimRight(${folded(text, of)})`;
}
