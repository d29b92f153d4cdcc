import type { Metric } from "../catalog/metric.ts";
import type { ByValueShape } from "../catalog/report.ts";
import type { Cells, Row, Table } from "../catalog/table.ts";
import { finishFigures, mergeSums } from "./figures.ts";
import { goalColumns } from "./goal-columns.ts";
import { segmentForValue } from "./segment-text.ts";
import type { Sums } from "./sums.ts";

/** What was read for one site and one period, by stored value. */
export interface ValueSums {
  readonly sums: readonly Sums[];
  /** The same for conversions, by value and goal. */
  readonly goals: readonly Sums[];
  /** The metrics that the table shows, */
  readonly chosen: readonly Metric[];
  /** and those that were read for them. */
  readonly metrics: readonly Metric[];
  /** The language of labels. */
  readonly language: string | undefined;
}

/**
 * The table of a report by a dimension. Values of one label are one row. Rows stand by visits, falling, then by value,
 * rising without regard to case; those that a closed list adds come last.
 */
export function tableOfValues(shape: ByValueShape, read: ValueSums): Table {
  const groups = groupByLabel(shape, read).sort(byRank);
  const rows = groups.map(({ label, value, sums, goals }) => ({
    columns: { label, ...figuresOf(sums, goals, read) },
    metadata: metadataOf(shape, value),
  }));
  return { kind: "table", rows: [...rows, ...(rows.length > 0 ? unvisitedRows(shape, groups, read) : [])] };
}

/** All that makes one row. `value` is the one of most visits where several have the label. */
interface Group {
  readonly label: string;
  readonly value: string;
  readonly sums: readonly Sums[];
  readonly goals: readonly Sums[];
}

function groupByLabel(shape: ByValueShape, { sums, goals, language }: ValueSums): Group[] {
  const groups = new Map<string, { label: string; value: string; sums: Sums[]; goals: Sums[] }>();
  const groupOf = (one: Sums) => {
    const value = shape.countAs?.(storedValue(one)) ?? storedValue(one);
    const label = labelOf(shape, value, language);
    const group = groups.get(label) ?? { label, value, sums: [], goals: [] };
    groups.set(label, group);
    return group;
  };
  const ranked = [...sums].sort((one, other) => visitsOf([other]) - visitsOf([one]) || compareText(storedValue(one), storedValue(other)));
  for (const one of ranked) groupOf(one).sums.push(one);
  for (const one of goals) groupOf(one).goals.push(one);
  return [...groups.values()];
}

function byRank(one: Group, other: Group): number {
  return visitsOf(other.sums) - visitsOf(one.sums) || compareText(one.value, other.value);
}

/**
 * The order of columns is figures, goals, and last the figures that are sums of days.
 * NOTE matomo: a value with conversions in the period, but with no visit in it, has columns for goals only.
 */
export function figuresOf(
  sums: readonly Sums[],
  goals: readonly Sums[],
  { chosen, metrics }: Pick<ValueSums, "chosen" | "metrics">,
): Cells {
  if (sums.length === 0) return goalColumns(goals);
  const merged = mergeSums(
    metrics,
    sums.map(({ figures }) => figures),
  );
  const ofDays = chosen.filter(({ span }) => span === "severalDays");
  const others = chosen.filter(({ span }) => span !== "severalDays");
  return { ...finishFigures(others, merged), ...goalColumns(goals), ...finishFigures(ofDays, merged) };
}

/** Rows of a closed list for the values that nobody came with. */
function unvisitedRows(shape: ByValueShape, groups: readonly Group[], { language }: ValueSums): readonly Row[] {
  if (!shape.listAllValues) return [];
  const visited = new Set(groups.map(({ label }) => label));
  return (shape.dimension.values ?? [])
    .map(String)
    .sort(compareText)
    .map((value) => ({ columns: { label: labelOf(shape, value, language), nb_visits: 0 }, metadata: metadataOf(shape, value) }))
    .filter(({ columns }) => !visited.has(columns.label));
}

function metadataOf({ dimension, segment, metadata }: ByValueShape, value: string): Cells {
  const ofValue = segment ? segment(value) : segmentForValue(dimension, value);
  return {
    ...metadata?.(value),
    ...(dimension.logo ? { logo: dimension.logo(value) } : {}),
    ...(ofValue === undefined ? {} : { segment: ofValue }),
  };
}

function labelOf({ dimension }: ByValueShape, value: string, language: string | undefined): string {
  return dimension.label?.(value, language) ?? value;
}

function storedValue({ by }: Sums): string {
  return String(by.value);
}

export function visitsOf(sums: readonly Sums[]): number {
  return sums.reduce((visits, { figures }) => visits + (figures.nb_visits ?? 0), 0);
}

export function compareText(one: string, other: string): number {
  const [first, second] = [one.toLowerCase(), other.toLowerCase()];
  return first < second ? -1 : first > second ? 1 : one < other ? -1 : one > other ? 1 : 0;
}
