import { isIP } from "node:net";
import { isDay } from "../../base/dates.ts";
import { wrongSegment } from "../../base/errors.ts";
import { name as column, type Embedded, type Sql, sql, typed } from "../../db/sql.ts";
import type { Condition, Operator } from "./expression.ts";
import type { FieldKind, SegmentField } from "./field.ts";
import { folded, foldedWhole } from "./folded-text.ts";

/**
 * The condition on the rows of the field's table: 1 or 0, never null. `!=` and `!@` are those of single rows. Throws the UserError
 * wrongSegment for a value that the field cannot have.
 */
export function rowCondition(condition: Condition, field: SegmentField): Sql {
  const plain = valueCondition(condition, field);
  const among = field.among && sql`${column(field.among.column)} = ${embedded(field.among.value)}`;
  return among ? sql`(${among} AND ${plain})` : plain;
}

/** Whether the condition would hold for a row in which nothing is said: how visits without any row of that table match. */
export function holdsForNothing({ operator, value }: Condition, { exact, among }: SegmentField): boolean {
  return operator === "==" && value === "" && !exact && !among;
}

function valueCondition(condition: Condition, field: SegmentField): Sql {
  const { operator, value } = condition;
  if (value === "") return operator === "==" ? isEmpty(field) : sql`NOT ${isAbsent(field)}`;
  const stored = storedValue(condition, field);
  if (operator === "!=") return sql`NOT ${compared("==", stored, condition, field)}`;
  if (operator === "!@") {
    const lacks = sql`NOT ${compared("=@", stored, condition, field)}`;
    return field.exact ? sql`(NOT ${isAbsent(field)} AND ${lacks})` : lacks;
  }
  return compared(operator, stored, condition, field);
}

/** NOTE matomo: 0 counts as nothing. */
function isAbsent({ kind, sql: value }: SegmentField): Sql {
  const absent: Record<FieldKind, Sql> = {
    text: sql`trimRight(ifNull(toString(${value}), '')) IN ('', '0')`,
    number: sql`ifNull(${value}, 0) = 0`,
    date: sql`isNull(${value})`,
    ip: sql`${value} = toIPv6('::')`,
  };
  return sql`(${absent[kind]})`;
}

function isEmpty(field: SegmentField): Sql {
  return field.exact ? sql`(ifNull(${field.sql}, '') = '0')` : isAbsent(field);
}

type Comparing = Exclude<Operator, "!=" | "!@">;

const signs: Partial<Record<Operator, Sql>> = { "==": sql`=`, ">": sql`>`, "<": sql`<`, ">=": sql`>=`, "<=": sql`<=` };

function compared(operator: Comparing, stored: string, condition: Condition, field: SegmentField): Sql {
  const sign = signs[operator];
  const compare = sign ? wholeComparison(sign, operator, stored, condition, field) : partComparison(operator, stored, field);
  return sql`ifNull(${compare}, 0)`;
}

function wholeComparison(
  sign: Sql,
  operator: Comparing,
  stored: string,
  condition: Condition,
  { kind, sql: value, exact, ofFew }: SegmentField,
): Sql {
  switch (kind) {
    case "number":
      return sql`${value} ${sign} ${numberOf(stored, condition)}`;
    case "date":
      return sql`${value} ${sign} ${dateOf(stored, condition)}`;
    case "ip":
      return addressComparison(value, sign, stored, condition);
    default:
      if (exact && operator === "==") return sql`${value} = ${stored}`;
      return sql`${foldedWhole(value, { ofFew })} ${sign} ${foldedWhole(sql`${stored}`, { ofFew: true })}`;
  }
}

function partComparison(operator: Comparing, stored: string, { kind, sql: value, ofFew }: SegmentField): Sql {
  const text = folded(
    kind === "ip" ? sql`replaceOne(toString(${value}), '::ffff:', '')` : kind === "text" ? value : sql`toString(${value})`,
    { ofFew },
  );
  const part = folded(sql`${stored}`, { ofFew: true });
  if (operator === "=^") return sql`startsWith(${text}, ${part})`;
  if (operator === "=$") return sql`endsWith(${text}, ${part})`;
  return sql`position(${text}, ${part}) > 0`;
}

/** The value as it is stored, as text. */
function storedValue(condition: Condition, { name, toStored }: SegmentField): string {
  if (!toStored) return condition.value;
  const stored = toStored(condition.value);
  if (stored === undefined || stored === null) throw wrong(condition, `'${condition.value}' is not a value of ${name}`);
  return String(stored);
}

function numberOf(text: string, condition: Condition): Embedded {
  const words = text.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(words)) throw wrong(condition, `'${text}' is not a number`);
  const number = Number(words);
  // Ids may be larger than numbers are exact.
  const isId = /^\d+$/.test(words) && !Number.isSafeInteger(number) && BigInt(words) < 2n ** 64n;
  return isId ? typed("UInt64", words) : number;
}

function dateOf(text: string, condition: Condition): Embedded {
  const day = text.trim();
  if (!isDay(day) || day < "1970-01-01" || day > "2149-06-06") throw wrong(condition, `'${text}' is not a date as YYYY-MM-DD`);
  return typed("Date", day);
}

/** Addresses of one kind are in order among themselves; those of the other kind are neither more nor less. */
function addressComparison(value: Sql, sign: Sql, text: string, condition: Condition): Sql {
  const address = text.trim();
  const kind = isIP(address);
  if (kind === 0) throw wrong(condition, `'${text}' is not an IP address`);
  const isShort = sql`(${value} BETWEEN toIPv6('::ffff:0.0.0.0') AND toIPv6('::ffff:255.255.255.255'))`;
  return sql`${value} ${sign} toIPv6(${address}) AND ${isShort} = ${kind === 4 ? 1 : 0}`;
}

function embedded(value: NonNullable<SegmentField["among"]>["value"]): Embedded {
  if (value === null) throw new Error("null tells no rows apart");
  return value;
}

function wrong({ name, operator, value, at }: Condition, why: string) {
  return wrongSegment(`${name}${operator}${value}`.slice(0, 100), at, why);
}
