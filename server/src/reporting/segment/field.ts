import type { Dimension, SegmentName, TableName } from "../../catalog/dimension.ts";
import type { ColumnValue } from "../../catalog/visit.ts";
import { name as column, type Sql, sql } from "../../db/sql.ts";

/** What values of a name are, which decides how they are read and compared. */
export type FieldKind = "text" | "number" | "date" | "ip";

/** What a name of segments stands for. */
export interface SegmentField {
  readonly name: string;
  readonly table: TableName;
  /** What is compared, over the columns of the table. */
  readonly sql: Sql;
  readonly kind: FieldKind;
  /** Whether values are few, so that what is made of them is worked out once for each of them. */
  readonly ofFew: boolean;
  /** What is suggested as values: text over the same rows. */
  readonly suggested: Sql;
  readonly exact: boolean;
  readonly apart: boolean;
  readonly signedIn: boolean;
  readonly among: { readonly column: string; readonly value: ColumnValue } | undefined;
  readonly toStored: ((value: string) => ColumnValue | undefined) | undefined;
  /** Not empty for a name that stands for several others. */
  readonly anyOf: readonly string[];
}

/** The declaration of a dimension's segment; undefined where it has none. */
export function segmentNameOf({ segment }: Dimension): SegmentName | undefined {
  return typeof segment === "string" ? { name: segment } : segment;
}

/** The fields that dimensions declare, by name. */
export function fieldsOf(dimensions: readonly Dimension[]): ReadonlyMap<string, SegmentField> {
  const fields = dimensions.flatMap((dimension) => {
    const declared = segmentNameOf(dimension);
    return declared ? [fieldOf(dimension, declared)] : [];
  });
  return new Map(fields.map((field) => [field.name, field]));
}

/** What a dimension's segment of that declaration compares. */
export function fieldOf(dimension: Dimension, declared: SegmentName): SegmentField {
  const { name, over, exact = false, apart = false, signedIn = false, among, toStored, anyOf = [] } = declared;
  const compared = over ?? columnOf(dimension);
  if (!compared) throw new Error(`the segment ${name} has neither a column nor an expression`);
  const suggested = declared.suggested ?? sql`toString(${compared.sql})`;
  return {
    name,
    table: compared.table,
    sql: compared.sql,
    kind: kindOf(compared.type),
    ofFew: compared.type.startsWith("LowCardinality("),
    suggested,
    exact,
    apart,
    signedIn,
    among,
    toStored,
    anyOf,
  };
}

function columnOf({ column: stored }: Dimension): SegmentName["over"] {
  return stored && { table: stored.table, sql: column(stored.name), type: stored.type };
}

function kindOf(type: string): FieldKind {
  const plain = type.replace(/\b(?:Nullable|LowCardinality)\(|\)+$/g, "");
  if (/^(?:U?Int|Float|Decimal)/.test(plain)) return "number";
  if (plain === "Date") return "date";
  return plain === "IPv6" ? "ip" : "text";
}
