import { notAllowed } from "../../base/errors.ts";
import type { Chart, ChartLook, ChartSeries, Notice } from "../../catalog/chart.ts";
import type { Raw } from "../../catalog/params.ts";
import type { Answer, Cells, Row, Table } from "../../catalog/table.ts";
import { type AskContext, askEvolution, askReport, type Choice, labelsIn } from "../../derive/ask-report.ts";
import { barsThatFit } from "../../derive/chart/bars.ts";
import { shortPeriodName } from "../../reporting/period-name.ts";
import { type DrawnFigure, numberAt } from "./figures.ts";
import type { GraphType } from "./graph-types.ts";

/** What is to be drawn of a report. */
export interface Plot {
  readonly choice: Choice;
  /** What is told of the report. */
  readonly metadata: Cells;
  readonly severalPeriods: boolean;
  /** How many periods are asked for; one can be several of one. */
  readonly periods: number;
  readonly type: GraphType;
  readonly figures: readonly [DrawnFigure, ...DrawnFigure[]];
  readonly look: ChartLook;
  /** Labels of the rows that are drawn over time; empty for the greatest. */
  readonly labels: string;
  /** Whether names of rows that are drawn over time end with the name of the figure. */
  readonly namesFigure: boolean;
  readonly currency: string;
  /** Said where there is nothing to draw. */
  readonly nothing: string;
}

/** Rows, and periods, beyond which nothing can be made out any more, and drawing takes long. */
const mostRows = 100;
const mostPeriods = { line: 3700, columns: 400, bars: 100, pie: 100 } as const;

/** Figures as numbers, whatever the request wants them to be for others. */
const asNumbers = { format_metrics: "0" };

/** Asks for the report and makes a chart of it. Throws UserErrors for what cannot be drawn. */
export async function chartOf(plot: Plot, context: AskContext): Promise<Chart | Notice> {
  const { figures, type, metadata, severalPeriods, periods, currency } = plot;
  const isOfRows = metadata.dimension !== undefined;
  if (type.kind === "pie" && figures.length > 1) throw notAllowed("A pie shows one figure: name one in columns, or draw bars.");
  if (!isOfRows && !severalPeriods)
    throw notAllowed("A report of one row can be drawn over several periods only: give a date such as last30, or two dates with a comma.");
  if (periods > mostPeriods[type.kind])
    throw notAllowed(
      `That are ${periods} periods, of which a picture of this kind shows ${mostPeriods[type.kind]}: ask for longer or fewer ones.`,
    );
  const drawn = await (severalPeriods ? (isOfRows ? rowsOverTime : figuresOverTime) : rows)(plot, context);
  const hasAny = drawn.series.some(({ values }) => values.some((value) => value !== 0));
  return hasAny ? { kind: type.kind, currency, ...drawn } : { kind: "notice", text: plot.nothing };
}

type Drawn = Pick<Chart, "labels" | "series">;

/** The rows of one period side by side, those without room as one. */
async function rows({ choice, metadata, figures, type, look }: Plot, context: AskContext): Promise<Drawn> {
  const most = type.rows ?? barsThatFit(figures.length, look) - 1;
  const isSorted = type.kind === "pie" || !metadata.constantRowsCount;
  const asked = countIn(context.inquiry.params.filter_truncate);
  const isCut = type.kind === "bars" || isSorted || asked !== undefined;
  const { answer } = await askReport(context.inquiry.reports, choice, context, {
    ...asNumbers,
    ...(isCut && { filter_truncate: String(Math.min(mostRows, asked ?? most)) }),
    ...(isSorted &&
      context.inquiry.params.filter_sort_column === undefined && { filter_sort_column: figures[0].id, filter_sort_order: "desc" }),
  });
  const { rows } = tableOf(answer);
  return {
    labels: rows.map(({ columns }) => String(columns.label)),
    series: figures.map((figure) => ({ ...seriesOf(figure, figure.name), values: rows.map((row) => numberAt(row, figure)) })),
  };
}

/** The figures of a report of one row, period by period. */
async function figuresOverTime({ choice, figures }: Plot, context: AskContext): Promise<Drawn> {
  const { answer, query } = await askReport(context.inquiry.reports, choice, context, asNumbers);
  const answers = answer.kind === "map" ? answer.entries.map(([, each]) => rowOf(each)) : [];
  return {
    labels: query.periods.map((period) => shortPeriodName(period, query.language)),
    series: figures.map((figure) => ({ ...seriesOf(figure, figure.name), values: answers.map((row) => numberAt(row, figure)) })),
  };
}

/** Lines that are drawn where no labels are given, and at most. */
const lines = { usual: 5, most: 10 } as const;

/** The first figure of rows of a report, period by period: of those that are named, or of the greatest. */
async function rowsOverTime({ choice, figures: [figure], labels: asked, namesFigure }: Plot, context: AskContext): Promise<Drawn> {
  const named = labelsIn(asked).slice(0, lines.most);
  const greatest = { filter_limit: "100", filter_sort_column: figure.id, filter_sort_order: "desc" };
  const further = { ...asNumbers, ...(named.length > 0 ? { label: named } : greatest) };
  const { query, tables } = await askEvolution(context.inquiry.reports, choice, named, context, further);
  const all = tables.map(([, table]) => table);
  const found = named.length > 0 ? named : greatestOf(all, figure).slice(0, countOf(context));
  const rowAt = ({ rows }: Table, label: string, index: number) => {
    if (named.length === 1) return rows[0];
    return rows.find((row) => (named.length > 0 ? row.metadata?.label_index === index : row.columns.label === label));
  };
  return {
    labels: query.periods.map((period) => shortPeriodName(period, query.language)),
    series: found.map((label, index) => ({
      ...seriesOf(figure, namesFigure ? `${label} (${figure.name})` : label),
      values: all.map((table) => numberAt(rowAt(table, label, index), figure)),
    })),
  };
}

function countOf({ inquiry }: AskContext): number {
  const count = countIn(inquiry.params.filter_limit) ?? 0;
  return count >= 1 && count <= lines.most ? count : lines.usual;
}

function countIn(raw: Raw | undefined): number | undefined {
  return typeof raw === "string" && /^\d{1,6}$/.test(raw) ? Number(raw) : undefined;
}

/** Labels by the sum of a figure over all tables, the greatest first. */
function greatestOf(tables: readonly Table[], figure: DrawnFigure): readonly string[] {
  const sums = new Map<string, number>();
  for (const row of tables.flatMap((table) => table.rows)) {
    const label = String(row.columns.label);
    sums.set(label, (sums.get(label) ?? 0) + numberAt(row, figure));
  }
  return [...sums].toSorted(([, one], [, other]) => other - one).map(([label]) => label);
}

function seriesOf({ unit }: DrawnFigure, name: string): Omit<ChartSeries, "values"> {
  return { name, unit };
}

function tableOf(answer: Answer): Table {
  return answer.kind === "table" ? answer : { kind: "table", rows: [] };
}

function rowOf(answer: Answer): Row | undefined {
  return answer.kind === "single" ? { columns: answer.columns } : tableOf(answer).rows[0];
}
