import { naturalKey, naturalOrder } from "../base/natural-order.ts";
import { textOrder } from "../base/text-order.ts";
import type { Metric } from "../catalog/metric.ts";
import type { Query } from "../catalog/query.ts";
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
  /** Whether a closed list is told of whole, where the report says so. */
  readonly listsAll: boolean;
  /** The language of labels. */
  readonly language: string | undefined;
  /** Which rows are going to be looked at; all where not said. */
  readonly most?: Query["most"];
  /** Whether the sums were read in the order of the rows, each of which has one. */
  readonly areInOrder?: boolean;
}

/**
 * The table of a report by a dimension. Values of one label are one row. Rows stand by visits, falling, then by label as
 * people order texts; those that a closed list adds come last.
 */
export function tableOfValues(shape: ByValueShape, read: ValueSums): Table {
  const groups = groupByLabel(shape, read);
  const shown = read.areInOrder ? groups : inOrder(mostOf(groups, read));
  const rows = shown.map(({ label, values, sums, goals }) => ({
    columns: { label, ...figuresOf(sums, goals, read) },
    metadata: { ...sums[0]?.told, ...metadataOf(shape, values, read.language) },
  }));
  const unvisited = rows.length > 0 && read.listsAll ? unvisitedRows(shape, groups, read) : [];
  const left = groups.length - shown.length;
  return { kind: "table", rows: [...rows, ...unvisited], ...(left > 0 && { totalRows: groups.length + unvisited.length }) };
}

/** Those that are going to be looked at, before anything is worked out of their sums. Of equals all count. */
function mostOf(groups: readonly Group[], { most, metrics }: ValueSums): readonly Group[] {
  const by = metrics.find(({ id }) => id === most?.of);
  if (!most || !by?.sql || by.nullable || groups.length <= most.rows) return groups;
  const ranked = groups.map(({ sums }) => {
    const all = sums.map(({ figures }) => figures);
    return mergeSums([by], all)[by.id] ?? 0;
  });
  const least = Float64Array.from(ranked).sort().at(-most.rows) ?? 0;
  return groups.filter((_, index) => ranked[index]! >= least);
}

/** All that makes one row. `values` are those of most visits where several have the label. */
interface Group {
  readonly label: string;
  readonly values: Values;
  readonly sums: readonly Sums[];
  readonly goals: readonly Sums[];
}

/** The stored values of a report's dimensions. */
type Values = readonly [string, ...string[]];

/** What sums are grouped by: a name for the value of each dimension. */
export function valueGroup(index: number): string {
  return `value${index}`;
}

function groupByLabel(shape: ByValueShape, { sums, goals, language }: ValueSums): readonly Group[] {
  const groups = new Map<string, { sums: Sums[]; goals: Sums[] }>();
  const groupOf = (one: Sums) => {
    const label = labelOf(shape, valuesOf(shape, one), language);
    const group = groups.get(label) ?? { sums: [], goals: [] };
    groups.set(label, group);
    return group;
  };
  for (const one of sums) groupOf(one).sums.push(one);
  for (const one of goals) groupOf(one).goals.push(one);
  return [...groups].map(([label, { sums, goals }]) => {
    const ranked = sums.length > 1 ? sums.sort((one, other) => byVisits(shape, one, other)) : sums;
    return { label, sums: ranked, goals, values: valuesOf(shape, ranked[0] ?? goals[0]!) };
  });
}

function byVisits(shape: ByValueShape, one: Sums, other: Sums): number {
  return visitsOf([other]) - visitsOf([one]) || naturalOrder(storedValues(shape, one).join(), storedValues(shape, other).join());
}

/** The values that make a row, as far as they are told apart. */
function valuesOf(shape: ByValueShape, sums: Sums): Values {
  const [stored, ...others] = storedValues(shape, sums);
  return [shape.countAs?.(stored) ?? stored, ...others];
}

/** By visits, falling, then by label as people order texts. */
function inOrder(groups: readonly Group[]): readonly Group[] {
  const ranked = groups.map((group) => ({ group, visits: visitsOf(group.sums), key: naturalKey(group.label) }));
  ranked.sort((one, other) => other.visits - one.visits || textOrder(one.key, other.key) || textOrder(one.group.label, other.group.label));
  return ranked.map(({ group }) => group);
}

/**
 * The order of columns is figures, goals, and last the figures that are sums of days.
 * NOTE matomo: a value with conversions in the period, but with no visit in it, has columns for goals only, and that number of visits.
 */
export function figuresOf(
  sums: readonly Sums[],
  goals: readonly Sums[],
  { chosen, metrics }: Pick<ValueSums, "chosen" | "metrics">,
): Cells {
  if (sums.length === 0) return goals.length === 0 ? {} : { ...goalColumns(goals), nb_visits: 0 };
  const merged = mergeSums(
    metrics,
    sums.map(({ figures }) => figures),
  );
  if (goals.length === 0 && !chosen.some(isOfDays)) return finishFigures(chosen, merged);
  const ofDays = chosen.filter(isOfDays);
  const others = chosen.filter((metric) => !isOfDays(metric));
  return { ...finishFigures(others, merged), ...goalColumns(goals), ...finishFigures(ofDays, merged) };
}

function isOfDays({ span }: Metric): boolean {
  return span === "severalDays";
}

/** Rows of a closed list for the values that nobody came with. */
function unvisitedRows(shape: ByValueShape, groups: readonly Group[], { language }: ValueSums): readonly Row[] {
  if (!shape.listAllValues) return [];
  const visited = new Set(groups.map(({ label }) => label));
  return (shape.dimension.values ?? [])
    .map(String)
    .sort(compareText)
    .map((value) => ({
      columns: { label: labelOf(shape, [value], language), nb_visits: 0 },
      metadata: metadataOf(shape, [value], language),
    }))
    .filter(({ columns }) => !visited.has(columns.label));
}

function metadataOf({ dimension, segment, metadata, logo }: ByValueShape, values: Values, language: string | undefined): Cells {
  const ofValues = segment ? segment(...values) : segmentForValue(dimension, values[0]);
  const picture = logo ? logo(...values) : dimension.logo?.(values[0]);
  return {
    ...metadata?.(...values, language),
    ...(picture === undefined ? {} : { logo: picture }),
    ...(ofValues === undefined ? {} : { segment: ofValues }),
  };
}

function labelOf({ dimension, label }: ByValueShape, values: Values, language: string | undefined): string {
  return label ? label(...values, language) : (dimension.label?.(values[0], language) ?? values[0]);
}

function storedValues({ others }: ByValueShape, { by }: Sums): Values {
  return [String(by[valueGroup(0)]), ...others.map((_, index) => String(by[valueGroup(index + 1)]))];
}

export function visitsOf(sums: readonly Sums[]): number {
  return sums.reduce((visits, { figures }) => visits + (figures.nb_visits ?? 0), 0);
}

export function compareText(one: string, other: string): number {
  return textOrder(one.toLowerCase(), other.toLowerCase()) || textOrder(one, other);
}
