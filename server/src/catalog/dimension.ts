import type { Sql } from "../db/sql.ts";
import type { Hit } from "./hit.ts";
import type { ActionRow, ColumnValue, ConversionRow, Visit } from "./visit.ts";

/** The four tables of the warehouse that hold what happened. A dimension adds its column to one of them. */
export type TableName = "visits" | "actions" | "conversions" | "items";

/** Where a dimension is stored. `type` is a ClickHouse type; columns that may hold nothing say so (`Nullable(…)`). */
export interface Column {
  readonly table: TableName;
  readonly name: string;
  readonly type: string;
  /** Out of which columns of the same row, none of them worked out itself, the warehouse works it out whenever it writes one. Nobody else writes it. */
  readonly computed?: Sql;
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

/** Under which heading a segment is offered; the order is theirs. */
export const segmentCategories = ["Visitors", "Visitor location", "Behaviour", "Events", "Acquisition", "Ecommerce"] as const;

export type SegmentCategory = (typeof segmentCategories)[number];

/** How a dimension is named in segments. Operators, and how values are read, follow from the type of what is compared. */
export interface SegmentName {
  readonly name: string;
  readonly title?: string;
  /** `Visitors` where not said. */
  readonly category?: SegmentCategory;
  /** Counts and amounts are metrics. */
  readonly type?: "dimension" | "metric";
  /** What can be given as a value, in words. */
  readonly accepts?: string;
  /** What is compared where that is not the dimension's column: an expression over the columns of a table, with its ClickHouse type. */
  readonly over?: { readonly table: TableName; readonly sql: Sql; readonly type: string };
  /** What is suggested as a value where that is neither the dimension's column nor what is compared: a whole address. Text, over the same rows. */
  readonly suggested?: Sql;
  /** Turns a value as clients write it (`new`) into the stored one (`0`); undefined for a value that cannot be. */
  readonly toStored?: (value: string) => ColumnValue | undefined;
  /**
   * NOTE matomo: texts that it keeps once each, such as addresses and titles. `==` and `!=` are exact to the letter, `==` without
   * a value finds nothing, and `!@` asks for one that is there.
   */
  readonly exact?: boolean;
  /**
   * Only rows in which that column of the same table holds that value can match: it tells kinds of rows apart that share the
   * dimension's column. `!=` and `!@` match wherever their opposites do not, in rows of any kind.
   */
  readonly among?: { readonly column: string; readonly value: ColumnValue };
  /** Whether several conditions on it may be met by several rows; else one action, conversion or item must meet all that are about such. */
  readonly apart?: boolean;
  /** Whether it is kept from callers who have not signed in. */
  readonly signedIn?: boolean;
  /** Whether it is understood but offered only to those who ask for all: a part of another, or NOTE matomo: of what it has as an extra. */
  readonly hidden?: boolean;
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
  /** A visit column that is copied to the visit's conversions as it stands at the conversion; `current`: and changes there with the visit. */
  readonly onConversions?: boolean | "current";
  /** Whether a cart, and the order that it becomes, keeps the value with which the cart began, whatever the visit's is later. */
  readonly keptInCart?: boolean;
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
