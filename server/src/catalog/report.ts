import type { Warehouse } from "../db/warehouse.ts";
import type { Dimension } from "./dimension.ts";
import type { Metric } from "./metric.ts";
import type { Params } from "./params.ts";
import type { Query } from "./query.ts";
import type { Answer } from "./table.ts";

export interface ReportContext {
  readonly warehouse: Warehouse;
}

/** One row for all: figures with no label. */
export interface TotalsShape {
  readonly shape: "totals";
}

/** A row for each value of a dimension. */
export interface ByValueShape {
  readonly shape: "byValue";
  readonly dimension: Dimension;
  /** Rows for all values of a closed list, even with no visit. */
  readonly listAllValues: boolean;
}

/** A table that the report makes itself, site by site and period by period. */
export interface CustomShape {
  readonly shape: "custom";
  readonly run: (query: Query, context: ReportContext) => Promise<Answer>;
}

export type Shape = TotalsShape | ByValueShape | CustomShape;

export function totals(): TotalsShape {
  return { shape: "totals" };
}

export function byValue(dimension: Dimension, options: { readonly listAllValues?: boolean } = {}): ByValueShape {
  return { shape: "byValue", dimension, listAllValues: options.listAllValues ?? false };
}

export function custom(run: CustomShape["run"]): CustomShape {
  return { shape: "custom", run };
}

export interface Report {
  /** `Module.action`. */
  readonly method: string;
  readonly name: string;
  readonly docs: string;
  /** Category, subcategory, order within it. */
  readonly place: readonly [category: string, subcategory: string, order: number];
  readonly rows: Shape;
  readonly metrics: readonly Metric[];
  /** Whether the report has columns for goals. */
  readonly goals?: boolean;
  /** Parameters beyond idSite, period, date and segment. */
  readonly params?: Params;
}

/** Declares a report. */
export function report(declaration: Report): Report {
  return declaration;
}
