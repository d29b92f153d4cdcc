import type { Answer, Cells, Row, Table, Value } from "../../catalog/table.ts";
import { changesBetween } from "./change.ts";

/** What one series was answered, figures as numbers, and what is told of it. */
export interface ComparedSeries {
  readonly answer: Answer;
  readonly segment: string;
  /** What its rows tell besides their figures: which segment, which period. Where several periods were asked for, of the one of that index. */
  readonly told: (period: number) => Cells;
  /** Index of the series from which changes are told, if they are. */
  readonly changedFrom: number | undefined;
}

export interface CompareContext {
  /** Shows figures as the request wants them: percentages as texts and the like. */
  readonly format: (rows: readonly Row[]) => readonly Row[];
  /** The segment of a row within a segment; undefined where the row has none. */
  readonly segmentWithin: (row: Row, segment: string) => string | undefined;
  readonly language: string | undefined;
}

/**
 * The answer with `comparisons` in every row: what each series has for the row of the same label, zeros where it has none, and
 * how figures changed. Figures come in as numbers and are shown as the context formats them.
 */
export function withComparisons(answer: Answer, series: readonly ComparedSeries[], context: CompareContext): Answer {
  const beside = (main: Answer, others: readonly (Answer | undefined)[], period: number): Answer => {
    switch (main.kind) {
      case "map": {
        const inner = (index: number) => others.map((other) => (other?.kind === "map" ? other.entries[index]?.[1] : undefined));
        const periodOf = (index: number) => (main.key === "idSite" ? period : index);
        return { ...main, entries: main.entries.map(([label, one], index) => [label, beside(one, inner(index), periodOf(index))]) };
      }
      case "single":
        return singleBeside(main.columns, others, period);
      case "table":
        // A period without visits has no figures of its own, and yet the others' beside it.
        if (main.rows.length === 0 && others.some((other) => other?.kind === "single")) return singleBeside({}, others, period);
        return { ...main, rows: context.format(rowsBeside(main, others.map(tableOf), period)) };
      case "data":
        return main;
    }
  };

  const singleBeside = (columns: Cells, others: readonly (Answer | undefined)[], period: number): Answer => {
    const row = { columns };
    const rows = others.map((other) => (other?.kind === "single" ? other : undefined));
    const shown = context.format([row])[0]?.columns;
    return { kind: "single", columns: { ...shown, comparisons: comparisonsOf(row, rows, period) } };
  };

  const rowsBeside = (main: Table, others: readonly (Table | undefined)[], period: number): readonly Row[] => {
    const byLabel = others.map((other) => new Map(other?.rows.toReversed().map((row) => [row.columns.label, row])));
    return main.rows.map((row) => {
      const found = byLabel.map((rows) => rows.get(row.columns.label));
      const below = row.subtable?.table;
      const inside = below && {
        ...below,
        rows: rowsBeside(
          below,
          found.map((other) => other?.subtable?.table),
          period,
        ),
      };
      return {
        ...row,
        metadata: { ...row.metadata, comparisons: comparisonsOf(row, found, period) },
        ...(row.subtable && inside && { subtable: { ...row.subtable, table: inside } }),
      };
    });
  };

  const comparisonsOf = (
    row: Row,
    others: readonly (Pick<Row, "columns" | "subtable"> | undefined)[],
    period: number,
  ): readonly Value[] => {
    const nothing = Object.fromEntries(Object.keys(figuresOf(row.columns)).map((column) => [column, 0]));
    const figures = others.map((other) => (other ? figuresOf(other.columns) : nothing));
    const shown = context.format(figures.map((columns) => ({ columns })));
    return series.map(({ segment, told, changedFrom }, index) => {
      const segmentOfRow = context.segmentWithin(row, segment);
      return {
        ...shown[index]?.columns,
        ...(changedFrom !== undefined && changesBetween(figures[changedFrom] ?? {}, figures[index] ?? {}, context.language)),
        ...told(period),
        // NOTE matomo: where no rows are below, the number of their table is -1.
        idsubdatatable: others[index]?.subtable?.id ?? -1,
        ...(segmentOfRow !== undefined && { segment: segmentOfRow }),
      };
    });
  };

  return beside(
    answer,
    series.map((each) => each.answer),
    0,
  );
}

function tableOf(answer: Answer | undefined): Table | undefined {
  return answer?.kind === "table" ? answer : undefined;
}

/** Only figures are compared: neither labels nor what is nested. */
function figuresOf(columns: Cells): Cells {
  return Object.fromEntries(Object.entries(columns).filter(([column, value]) => column !== "label" && isNumeric(value)));
}

function isNumeric(value: Value): boolean {
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)));
}
