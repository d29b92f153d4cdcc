import type { Hit } from "./hit.ts";
import type { ActionRow, ColumnValue, ConversionRow, Visit } from "./visit.ts";

/** The four tables of the warehouse that hold what happened. A dimension adds its column to one of them. */
export type TableName = "visits" | "actions" | "conversions" | "items";

/** Where a dimension is stored. `type` is a ClickHouse type; columns that may hold nothing say so (`Nullable(…)`). */
export interface Column {
  readonly table: TableName;
  readonly name: string;
  readonly type: string;
}

/** What happened to the visit with this hit, for those dimensions that follow it. */
export interface Moment {
  readonly hit: Hit;
  /** The visit as it stands: new with what has been filled so far, or as the last hit left it. */
  readonly visit: Visit;
  /** The same visit before this hit; undefined where the hit began it. */
  readonly before: Visit | undefined;
  /** The visitor's visit before this one, where there is one; known only when this hit began the visit. */
  readonly previous: Visit | undefined;
}

/** How a dimension is named in segments. `type` decides operators and how values are read. */
export interface SegmentName {
  readonly name: string;
  readonly title?: string;
  readonly type?: "dimension" | "metric";
  /** Turns a value as clients write it (`new`) into the stored one (`0`); undefined for a value that cannot be. */
  readonly toStored?: (value: string) => ColumnValue | undefined;
  /**
   * Only rows in which that column of the same table holds that value can match: it tells kinds of rows apart that share the
   * dimension's column. `!=` and `!@` match wherever their opposites do not, in rows of any kind.
   */
  readonly among?: { readonly column: string; readonly value: ColumnValue };
  /** Names of segments: this one matches where one of them does. */
  readonly anyOf?: readonly string[];
}

/**
 * A dimension: one thing known about a visit, an action, a conversion or an item. Said once; the column, how tracking fills it,
 * the segment and the labels follow from it.
 */
export interface Dimension {
  readonly id: string;
  readonly name: string;
  readonly plural?: string;
  readonly column?: Column;
  /** Value when the row begins, a list where the column is one. Undefined leaves the column's default. For an action column it is asked for each action. */
  readonly fill?: (moment: Moment) => ColumnValue | readonly string[] | undefined;
  /** Value after a further hit of the same visit; undefined leaves it as it is. */
  readonly update?: (moment: Moment) => ColumnValue | undefined;
  /** Value after a hit that converted a goal (and after `fill` or `update`); undefined leaves it. */
  readonly updateOnConversion?: (moment: Moment) => ColumnValue | undefined;
  /** Whether this hit must begin a new visit although the last one is still open. */
  readonly beginsVisit?: (moment: Moment) => boolean;
  /** A visit column that is copied to the visit's conversions as it stands at the conversion. */
  readonly onConversions?: boolean;
  readonly segment?: string | SegmentName;
  /** The closed list of stored values, where there is one. */
  readonly values?: readonly ColumnValue[];
  /** Text of a stored value in a report, in a language (`de`; English where not said) as far as it is known there. */
  readonly label?: (value: string, language?: string) => string;
  /** Path of the picture of a stored value. */
  readonly logo?: (value: string) => string;
  /** The value as segments write it, where that is not the stored one. */
  readonly segmentValue?: (value: string) => string;
}

export type { ActionRow, ConversionRow };

/** Declares a dimension. */
export function dimension(declaration: Dimension): Dimension {
  return declaration;
}
