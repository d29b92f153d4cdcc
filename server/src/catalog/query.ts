import type { Day } from "../base/dates.ts";

export type PeriodKind = "day" | "week" | "month" | "year" | "range";

/** Whole local days, both ends included. */
export interface Period {
  readonly kind: PeriodKind;
  readonly from: Day;
  readonly to: Day;
  /** How a map of several periods is keyed: `2026-06-01`, `2026-06-01,2026-06-07`, `2026-06`, `2026`. */
  readonly label: string;
}

export interface QuerySite {
  readonly id: number;
  readonly name: string;
  readonly timezone: string;
  readonly currency: string;
  readonly mainUrl: string;
  /** All its addresses, the main one too. */
  readonly urls?: readonly string[];
  readonly ecommerce: boolean;
  /** Empty where it is in none. */
  readonly group: string;
  readonly created: Day;
}

/** A question to the warehouse: what every report starts from. Never changed once made. */
export interface Query {
  readonly sites: readonly QuerySite[];
  /** Whether several sites or periods were asked for, so that the answer is a map even where it holds one. */
  readonly severalSites: boolean;
  /** At least one, rising, all of one kind; ranges come singly. */
  readonly periods: readonly Period[];
  readonly severalPeriods: boolean;
  /** The local day of asking: nothing later is counted. Undefined counts all. */
  readonly today?: Day;
  /** The instant of asking, seconds since 1970. */
  readonly now?: number;
  /** Whether rows come with the rows below them, all the way down: for `expanded`, `flat` and whatever looks into subtables. */
  readonly expand?: boolean;
  /** Whether all those rows are going to be put on one level. */
  readonly flat?: boolean;
  /** Whether one of those rows is looked for by the labels that lead to it, to be shown as in a table of its own. */
  readonly path?: boolean;
  /**
   * How many of the rows that have most of a figure are going to be looked at; all where not said. Of equals, those with more visits count,
   * then those whose labels come first; a report may tell more of them.
   */
  readonly most?: { readonly rows: number; readonly of: string };
  /**
   * The labels that lead to each of the rows that are going to be looked at, where not all are: each step by all that it may be called, with
   * or without blanks around it. A report may tell more rows; of one that tells fewer, `Table.provided` says what all of them have.
   */
  readonly labels?: readonly (readonly (readonly string[])[])[];
  /** How many rows to read at a time where all are going to be looked at in the order of a figure; a report may read all at once. */
  readonly pages?: { readonly rows: number; readonly of: string };
  /** The number of the subtable that is asked for alone, as `Row.subtable.id` gave it. */
  readonly subtable?: number;
  /** The segment as text; empty for all visits. */
  readonly segment: string;
  /** The language of labels (`de`); English where not said. */
  readonly language?: string;
  /** Further parameters of the report, as declared by it. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** The first of a query's periods: what it is like, all are like. */
export function firstPeriod({ periods: [first] }: Pick<Query, "periods">): Period {
  if (!first) throw new Error("a query without periods");
  return first;
}
