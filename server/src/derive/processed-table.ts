import { findCurrency } from "../base/currencies.ts";
import { durationAsClock } from "../base/duration.ts";
import { moneyText, percentText } from "../base/number-text.ts";
import { round } from "../base/rounding.ts";
import type { Answer, Cells, Row, Value } from "../catalog/table.ts";

/** How rows of a processed report are told. */
export interface ProcessedManner {
  /** Columns that are told, with their titles. */
  readonly columns: Readonly<Record<string, string>>;
  /** Whether rows have labels, and so metadata of their own. */
  readonly hasLabels: boolean;
  /** Whether columns that nobody listed stay. */
  readonly keepsAll: boolean;
  /** Whether figures are told as people read them. */
  readonly pretty: boolean;
  readonly currency: string;
}

/** A table in two halves: figures by row, and what is told of each row beside them. */
export interface ProcessedTable {
  readonly figures: Value;
  readonly metadata: Value;
}

/** One answer, of one period, in two halves. */
export function processTable(answer: Answer, manner: ProcessedManner): ProcessedTable {
  if (answer.kind === "single") return { figures: figuresOf({ columns: answer.columns }, manner), metadata: [] };
  if (answer.kind !== "table") return { figures: [], metadata: [] };
  const told = manner.hasLabels ? answer.rows.map(metadataOf) : [];
  return {
    figures: answer.rows.map((row) => figuresOf(row, manner)),
    metadata: told.some((cells) => Object.keys(cells).length > 0) ? told : [],
  };
}

function figuresOf(row: Row, manner: ProcessedManner): Cells {
  const { columns, keepsAll } = manner;
  const missing = Object.keys(columns).filter((id) => row.columns[id] === undefined || row.columns[id] === null);
  const all: [string, Value][] = [...Object.entries(row.columns), ...missing.map((id): [string, Value] => [id, 0])];
  const told = Object.entries(Object.fromEntries(all)).filter(([id]) => id in columns || keepsAll || /^goal_\d+_/.test(id));
  const { comparisons } = { ...row.metadata, ...row.columns };
  return {
    ...Object.fromEntries(told.map(([id, value]) => [id, isPretty(id, manner) ? prettyFigure(id, value, manner) : value])),
    ...(Array.isArray(comparisons) && { comparisons: comparisons.map((each: Cells) => prettyCells(each, manner)) }),
  };
}

function isPretty(id: string, { columns, pretty }: ProcessedManner): boolean {
  return pretty && (id in columns || /^goal_\d+_/.test(id));
}

function prettyCells(cells: Cells, manner: ProcessedManner): Cells {
  return Object.fromEntries(
    Object.entries(cells).map(([id, value]) => [id, isPretty(id, manner) ? prettyFigure(id, value, manner) : value]),
  );
}

/** NOTE matomo: the name of a column tells how it is written. */
function prettyFigure(id: string, value: Value, { currency }: ProcessedManner): Value {
  if (typeof value !== "number") return value;
  if (id.includes("_change")) return value === 0 ? "+0%" : value;
  if (id.includes("time")) return clockText(value);
  if (/revenue|price/.test(id) && !id.includes("evolution")) return moneyText(round(value, 2), findCurrency(currency)?.symbol ?? currency);
  return id.includes("_rate") ? percentText(value) : value;
}

/** `00:02:05`, with hundredths of a second where there are any: `00:00:00.34`. */
function clockText(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const rest = hundredths % 100;
  return rest > 0 ? `${durationAsClock((hundredths - rest) / 100)}.${String(rest).padStart(2, "0")}` : durationAsClock(seconds);
}

function metadataOf({ metadata = {}, subtable }: Row): Cells {
  const { comparisons: _, ...told } = metadata;
  return { ...told, ...(subtable && { idsubdatatable: subtable.id }) };
}
