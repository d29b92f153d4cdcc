import type { Cells, Row, Table, Value } from "../catalog/table.ts";

/** The table of each period, by its label. */
export type TablesByPeriod = readonly (readonly [period: string, table: Table])[];

/** What is told of a row, or of several, over time. */
export interface Evolution {
  /** Names of the figures by their ids. */
  readonly metrics: Readonly<Record<string, string>>;
  readonly dimension: string;
  /** A text for a row that stands for more than its label: an address. */
  readonly titleOf: (row: Row) => string | undefined;
}

/** A row as one series of a comparison has it: what `comparisons` say in the place of its own figures. */
export function inSeries(row: Row | undefined, series: number | undefined): Row | undefined {
  const comparisons = row?.metadata?.comparisons;
  if (!row || series === undefined || !Array.isArray(comparisons)) return row;
  const { compareSeriesPretty = "", ...figures } = (comparisons[series] ?? {}) as Cells;
  return { columns: { label: row.columns.label ?? "", ...figures }, metadata: { ...row.metadata, compareSeriesPretty } };
}

/** The figures of one row over time, with the least, the most and the change of each. */
export function oneRow(tables: TablesByPeriod, { metrics, dimension, titleOf }: Evolution, title: string): Cells {
  const rows = tables.map(([, { rows }]) => rows[0]);
  const found = rows.find((row) => row !== undefined);
  const cellsOf = (row: Row): Cells => ({
    ...Object.fromEntries(Object.entries(row.columns).filter(([id]) => id in metrics && id !== "label")),
    ...(row.subtable && { idsubdatatable: row.subtable.id }),
  });
  const reportData = tables.map(([period], index): [string, Value] => [period, rows[index] ? [cellsOf(rows[index])] : []]);
  const logo = found?.metadata?.logo;
  return {
    label: (found && titleOf(found)) ?? title,
    reportData: Object.fromEntries(reportData),
    metadata: {
      metrics: Object.fromEntries(
        Object.entries(metrics).map(([id, name]) => [id, { name, ...changesOf(rows.map((row) => numberOf(row?.columns[id]))) }]),
      ),
      dimension,
    },
    ...(logo !== undefined && { logo }),
  };
}

export interface SeveralRows {
  readonly labels: readonly string[];
  /** The row of a label in a table. */
  readonly find: (table: Table, index: number) => Row | undefined;
  /** Id of the figure that is told. */
  readonly column: string;
  /** Whether names of lines end with the name of the figure. */
  readonly namesFigure: boolean;
  /** What lines are called, by their index, where the request says so. */
  readonly titles?: readonly string[];
}

/** One figure of several rows over time, a line for each. */
export function severalRows(tables: TablesByPeriod, { metrics, dimension, titleOf }: Evolution, asked: SeveralRows): Cells {
  const { labels, find, column, namesFigure, titles = [] } = asked;
  const lines = labels.map((label, index) => {
    const rows = tables.map(([, table]) => find(table, index));
    const shown = rows.find((row) => row && titleOf(row) !== undefined);
    const logo = rows.flatMap((row) => row?.metadata?.logo ?? [])[0];
    const series = rows.flatMap((row) => row?.metadata?.compareSeriesPretty ?? [])[0];
    const title = [titles[index] || ((shown && titleOf(shown)) ?? label.replaceAll(">", " - ")), ...(series ? [series] : [])].join(" ");
    return {
      id: `${column}_${index}`,
      name: namesFigure ? `${title} (${metrics[column]})` : title,
      values: rows.map((row) => numberOf(row?.columns[column])),
      logo,
    };
  });
  const reportData = tables.map(([period], at): [string, Value] => {
    const cells = Object.fromEntries(lines.map(({ id, values }) => [id, values[at] ?? 0]));
    return [period, lines.length === 0 ? [] : [cells]];
  });
  const told = lines.map(({ id, name, logo, values }): [string, Cells] => [
    id,
    { name, ...(logo !== undefined && { logo }), ...changesOf(values) },
  ]);
  return {
    column,
    reportData: Object.fromEntries(reportData),
    metadata: { metrics: told.length > 0 ? Object.fromEntries(told) : [], dimension, columns: metrics },
  };
}

/** The number that a cell begins with: 40 of `40%`. */
function numberOf(value: Value | undefined): number {
  return Number.parseFloat(String(value ?? 0).replace(",", ".")) || 0;
}

/** The least and the most since there was anything, and the change from the first to the last. */
function changesOf(values: readonly number[]): Cells {
  const start = values.findIndex((value) => value > 0);
  const since = start < 0 ? [] : values.slice(start);
  const [first = 0] = values;
  const last = values.at(-1) ?? 0;
  return {
    ...(since.length > 0 && { min: Math.min(...since), max: Math.max(...since) }),
    ...(first !== 0 && { change: changeText(first, last) }),
  };
}

function changeText(first: number, last: number): string {
  const percent = Math.sign(last - first) * Math.round(Math.abs(((last - first) / first) * 100));
  return `${percent < 0 ? "-" : "+"}${Math.abs(percent).toLocaleString("en")}%`;
}
