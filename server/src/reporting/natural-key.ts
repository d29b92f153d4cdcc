import { longestNumber } from "../base/natural-order.ts";
import { type Sql, sql } from "../db/sql.ts";

/** Whatever is white space to JavaScript, for regular expressions that know less of it. */
const space = "\\s\\x{0B}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}";

/** `naturalKey` of a text in the warehouse. */
export function naturalKeyOf(text: Sql): Sql {
  const number = sql`trim(LEADING '0' FROM piece)`;
  const key = sql`if(match(piece, '^[0-9]'), concat('0', char(least(length(${number}), ${longestNumber})), ${number}), piece)`;
  return sql`arrayStringConcat(arrayMap(piece -> ${key}, extractAll(lowerUTF8(${text}), ${`[0-9]+|[^0-9${space}]+`})))`;
}
