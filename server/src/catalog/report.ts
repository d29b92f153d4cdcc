import type { Day } from "../base/dates.ts";
import type { Records } from "../db/records.ts";
import type { Sql } from "../db/sql.ts";
import type { Warehouse } from "../db/warehouse.ts";
import type { BucketsShape } from "./buckets.ts";
import type { Dimension } from "./dimension.ts";
import type { Listing } from "./listing.ts";
import type { Metric } from "./metric.ts";
import type { Params } from "./params.ts";
import type { Query } from "./query.ts";
import type { Answer, Cells } from "./table.ts";
import type { TableName } from "./tables.ts";
import type { LeafShape, TreeShape } from "./tree.ts";

/** The visits among which a segment is looked for: those of some sites, counted on local days from the first to the last. */
export interface SegmentScope {
  readonly sites: readonly number[];
  readonly from: Day;
  readonly to: Day;
  /** Whether a row must itself meet what is said of rows of its table; else it is enough that one of its visit does. */
  readonly rowByRow?: boolean;
}

/**
 * Turns a segment as clients write it into a condition on the rows of a table. A segment chooses visits: of actions, conversions and
 * items it keeps all of those visits, whatever its conditions are about, unless the scope says `rowByRow`. Throws a UserError for one
 * that cannot be read.
 */
export type SegmentReader = (segment: string, table: TableName, scope: SegmentScope) => Sql;

export interface ReportContext {
  readonly warehouse: Warehouse;
  /** What is set up: for reports that tell of what sites define themselves. */
  readonly records?: Records;
  /** Where there is none, any segment is refused as unsupported. */
  readonly readSegment?: SegmentReader;
}

/** One row for all: figures with no label. */
export interface TotalsShape {
  readonly shape: "totals";
  /** NOTE matomo: one report calls the label of its periods `period` where all others say `date`. */
  readonly periodKey: "date" | "period";
  /** Whose rows are summed. */
  readonly table: TableName;
}

/** A row for each value of a dimension, or for each combination of values of several. */
export interface ByValueShape extends ByValueOptions {
  readonly shape: "byValue";
  readonly dimension: Dimension;
  /** The other dimensions that make a value, in the order in which rows of equal rank are sorted. */
  readonly others: readonly Dimension[];
}

/** How rows by value are made. `Values` are the stored values of the dimensions, one each. */
export interface ByValueOptions<Values extends readonly string[] = readonly string[]> {
  /** Rows for all values of a closed list, even with no visit (but none at all where there is no visit at all). */
  readonly listAllValues?: boolean;
  /** Which rows of the tables count; all where not said. Where the report tells of goals, it holds for conversions too. */
  readonly among?: Sql;
  /** The value that a stored one counts as: `en` for `en-gb`. Label, logo and segment are then made from that. */
  readonly countAs?: (stored: string) => string;
  /** The label of a row, where it is not the one that the dimension gives the value. */
  readonly label?: (...values: [...values: Values, language: string | undefined]) => string;
  /** The picture of a row, where it is not the one that the dimension gives the value. Undefined leaves it out. */
  readonly logo?: (...values: Values) => string | undefined;
  /** The segment of a row, where it is not just the dimension's name and the value. Undefined leaves it out. */
  readonly segment?: (...values: Values) => string | undefined;
  /** What is told of a row besides segment and logo. */
  readonly metadata?: (...values: [...values: Values, language: string | undefined]) => Cells;
  /** The same out of its visits: aggregates by the name of the cell. What is null is left out. */
  readonly told?: Readonly<Record<string, Sql>>;
}

/** How a row is shown: its label, and what is told of it besides its figures. */
export interface Shown {
  readonly label: string;
  readonly metadata?: Cells;
  /** What stands for the row in patterns, and in labels that join it with the rows below, where that is not its label. */
  readonly part?: string;
}

/** Makes wider rows out of those that count, and out of all rows of other tables for the same days, to stand behind FROM. */
export type Widen = (rows: Sql, all: (table: TableName) => Sql) => Sql;

/** A row for each value of one dimension, and below it a row for each value of another. Rows of one label are one row. */
export interface PairShape {
  readonly shape: "pair";
  readonly parent: Dimension;
  readonly child: Dimension;
  /** Which rows of the tables count; all where not said. Where the report tells of goals, it holds for conversions too. */
  readonly among?: Sql;
  /** Puts columns of other tables beside those of the rows, for figures and `among`; see `Widen`. */
  readonly widen?: Widen;
  /** Whether rows below have columns for goals too. */
  readonly goalsBelow?: boolean;
  /** Whether there is no row below for an empty value. */
  readonly skipEmpty?: boolean;
  readonly show: (parent: string) => Shown;
  /** How a row of the table below is shown where that table alone is asked for. */
  readonly showBelow: (child: string, parent: string) => Shown;
  /** How it is shown where it comes below its parent in one answer; what is stored alone where not said. */
  readonly showInPlace?: (child: string, parent: string) => Shown;
  /** How both are shown where all rows are put on one level; as above where not said. */
  readonly showFlat?: {
    readonly parent?: (parent: string) => Shown;
    readonly child?: (child: string, parent: string) => Shown;
  };
}

/** The table below one row of a pair: of the row that the request names, or, where it names none and that is allowed, of all rows. */
export interface BelowShape {
  readonly shape: "below";
  readonly pair: PairShape;
  readonly ofAll: boolean;
}

/** A table that the report makes itself, site by site and period by period. */
export interface CustomShape {
  readonly shape: "custom";
  readonly run: (query: Query, context: ReportContext) => Promise<Answer>;
}

export type Shape = TotalsShape | ByValueShape | BucketsShape | PairShape | BelowShape | TreeShape | LeafShape | CustomShape;

export function totals(options: Partial<Omit<TotalsShape, "shape">> = {}): TotalsShape {
  return { shape: "totals", periodKey: "date", table: "visits", ...options };
}

export function byValue(dimension: Dimension, options: ByValueOptions<[value: string]> = {}): ByValueShape {
  return { shape: "byValue", dimension, others: [], ...(options as ByValueOptions) };
}

/** A row for each combination of values of several dimensions. */
export function byValues<const Dimensions extends readonly [Dimension, ...Dimension[]]>(
  [dimension, ...others]: Dimensions,
  options: ByValueOptions<{ [Each in keyof Dimensions]: string }>,
): ByValueShape {
  return { shape: "byValue", dimension, others, ...(options as unknown as ByValueOptions) };
}

export function pair(parent: Dimension, child: Dimension, options: Omit<PairShape, "shape" | "parent" | "child">): PairShape {
  return { shape: "pair", parent, child, ...options };
}

export function below(pair: PairShape, options: { readonly ofAll?: boolean } = {}): BelowShape {
  return { shape: "below", pair, ofAll: options.ofAll ?? false };
}

export function custom(run: CustomShape["run"]): CustomShape {
  return { shape: "custom", run };
}

/** Rows of an answer where a request does not say how many. */
export const usualLimit = 100;

/** How levels are put on one: what stands between labels, and the name of each level's dimension (`Referrers_Keyword`). */
export interface Flat {
  readonly separator: string;
  readonly dimensions: readonly string[];
}

/** How the levels of a report are put on one with those parameters. */
export function flatOf({ flat }: Report, params: Query["params"]): Flat | undefined {
  return typeof flat === "function" ? flat(params) : flat;
}

export interface Report {
  /** `Module.action`. */
  readonly method: string;
  readonly name: string;
  readonly docs: string;
  /** Category, subcategory, order within it. Undefined for a report that is only a method, with no page of its own. */
  readonly place?: readonly [category: string, subcategory: string, order: number];
  readonly listing?: Listing;
  readonly rows: Shape;
  /** The figures of an answer, in their order. */
  readonly metrics: readonly Metric[];
  /** Ratios that are worked out of an answer only where they are asked for. */
  readonly processed?: readonly Metric[];
  /** Whether the report has columns for goals. */
  readonly goals?: boolean;
  /** What it tells of goals besides conversions and revenue. */
  readonly goalMetrics?: readonly Metric[];
  /** Whether it is about all sites that the caller may see, as one answer, whatever `idSite` says. */
  readonly allSites?: boolean;
  /** Whether it answers for one site and one period at a time only. */
  readonly singly?: boolean;
  /**
   * NOTE matomo: of which rows the segment leaves out the segment that is compared, where tables are set side by side: of all, or of those
   * that have none below.
   */
  readonly comparesAlone?: "rows" | "leaves";
  /** Whether the rows keep their order whatever the request asks. */
  readonly fixedOrder?: boolean;
  /**
   * NOTE matomo: whether columns that a request adds of goals call orders and carts by their names, not by numbers; revenue is then cut to whole
   * units for all goals together. So it is in lists that are put together of other reports.
   */
  readonly goalsByName?: boolean;
  /** How its levels are put on one (`flat`), where that hangs on its parameters as they say. */
  readonly flat?: Flat | ((params: Query["params"]) => Flat);
  /** Parameters beyond idSite, period, date and segment. */
  readonly params?: Params;
}

/** Declares a report. */
export function report(declaration: Report): Report {
  return declaration;
}
