/** What may stand in a cell: numbers stay numbers; goals and the like are nested. */
export type Value = string | number | boolean | null | { readonly [name: string]: Value } | readonly Value[];

/** Cells by column, in the order in which they are answered. */
export type Cells = Readonly<Record<string, Value>>;

/** A row of a report. `label` is a column; what is told beside the figures (segment, logo, url) is metadata. */
export interface Row {
  readonly columns: Cells;
  readonly metadata?: Cells;
  /** What stands for this row in patterns, and in labels that join it with the rows below, where that is not its label. */
  readonly part?: string;
  /** Rows below this one: in place, or the number to ask for them by. */
  readonly subtable?: { readonly id: number; readonly table?: Table };
}

/** A list of rows. */
export interface Table {
  readonly kind: "table";
  /** All rows, or the first of them where others follow. */
  readonly rows: readonly Row[];
  /** The rows behind them, some at a time: read while they are printed, so that all are never in memory. Can be gone through once. */
  readonly following?: AsyncIterable<readonly Row[]>;
  /** Where not all rows are here: the figures which some row has that are not told unless one has them. */
  readonly provided?: readonly string[];
  /** Sums over all rows before any were cut. */
  readonly totals?: Cells;
  /** Rows before paging. */
  readonly totalRows?: number;
}

/** One row with no label, as VisitsSummary.get answers: printed as an object, or as `{"value": n}` where it has one cell. */
export interface Single {
  readonly kind: "single";
  readonly columns: Cells;
}

/**
 * Answers by period or by site: `key` is what XML and CSV call the label, `date` (of one report: `period`) or `idSite`.
 * NOTE matomo: `defaultKeyName` where it stands for neither.
 */
export interface AnswerMap {
  readonly kind: "map";
  readonly key: "date" | "period" | "idSite" | "defaultKeyName";
  readonly entries: readonly (readonly [label: string, answer: Answer])[];
}

/** Anything that is not a report: printed as it is. */
export interface Data {
  readonly kind: "data";
  readonly value: Value;
}

export type Answer = Table | Single | AnswerMap | Data;
