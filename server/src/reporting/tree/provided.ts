import type { Day } from "../../base/dates.ts";
import type { Query } from "../../catalog/query.ts";
import type { Report, ReportContext } from "../../catalog/report.ts";
import type { TreeShape } from "../../catalog/tree.ts";
import { join, name, nothing, type Sql, sql } from "../../db/sql.ts";
import { bareRowsOf, scopeOf } from "../source.ts";
import { laneFor, type PlacedRow, placesOf } from "../sums.ts";
import { providersOf } from "../unprovided.ts";
import { isLeaf, type Placement, placeIn, rowsIn } from "./placement.ts";
import { figureOf, narrowed, type PlacedFigure } from "./ranking.ts";

/** The figures which some row of a table has, of those on which others hang: what `Table.provided` says. */
export type ProvidedOf = (site: number, firstDay: Day) => readonly string[];

/** Looks for them in all rows of the table, whichever are told. */
export async function readProvided(
  { metrics }: Report,
  shape: TreeShape,
  placement: Placement,
  query: Query,
  context: ReportContext,
): Promise<ProvidedOf> {
  const figures = figuresOf(providersOf(metrics), shape, query);
  if (figures.length === 0) return () => [];
  const { of } = placesOf(query);
  const rows = await context.warehouse.query<PlacedRow & Readonly<Record<string, number>>>(
    providedStatement(figures, shape, placement, query, context),
    laneFor(query),
  );
  const found = new Map(
    rows.map((row) => {
      const { site, period } = of(row);
      return [`${site} ${period}`, figures.flatMap(({ metric: { id } }) => (Number(row[id]) > 0 ? [id] : []))];
    }),
  );
  return (site, firstDay) => found.get(`${site} ${firstDay}`) ?? [];
}

function figuresOf(ids: readonly string[], { parts }: TreeShape, query: Query): readonly PlacedFigure[] {
  return ids.flatMap((wanted) => figureOf(parts, query, ({ id }) => id === wanted) ?? []);
}

/** By place only where it hangs on the place whether its row is shown. */
function providedStatement(
  figures: readonly PlacedFigure[],
  shape: TreeShape,
  placement: Placement,
  query: Query,
  context: ReportContext,
): Sql {
  const { columns, keys, names } = placesOf(query);
  const top = { ...placement, isDeep: false };
  const having = figuresOf(shape.having === undefined ? [] : [shape.having], shape, query);
  const all = [...figures, ...having];
  const place = having.length > 0 ? [sql`place`] : [];
  const ofParts = [...new Set(all.map(({ part }) => part))].map((index) => {
    const part = shape.parts[index]!;
    const at = placeIn(top, part);
    const told = all.map(({ part: of, metric }) => {
      const figure = of === index ? narrowed(metric.sql!, metric.inTree?.leafOnly ? isLeaf(top, part, at) : undefined) : sql`0`;
      return sql`ifNull(${figure}, 0) AS ${name(`part_${metric.id}`)}`;
    });
    const source = bareRowsOf(part.table, scopeOf(query, context), rowsIn(top, part));
    const cells = [...columns, ...place.map(() => sql`${at} AS place`), ...told];
    return sql`SELECT ${join(cells)} FROM ${source}${groupedBy([...keys, ...place])}`;
  });
  const sums = all.map(({ metric: { id } }) => sql`sum(${name(`part_${id}`)}) AS ${name(`sum_${id}`)}`);
  const shown = having.map(({ metric: { id } }) => sql` HAVING ${name(`sum_${id}`)} > 0`);
  const byPlace = sql`SELECT ${join([...names, ...place, ...sums])} FROM (${join(ofParts, " UNION ALL ")})${groupedBy([...names, ...place])}${shown[0] ?? nothing}`;
  const most = figures.map(({ metric: { id } }) => sql`max(${name(`sum_${id}`)}) AS ${name(id)}`);
  return sql`SELECT ${join([...names, ...most])} FROM (${byPlace})${groupedBy(names)}`;
}

function groupedBy(keys: readonly Sql[]): Sql {
  return keys.length > 0 ? sql` GROUP BY ${join(keys)}` : nothing;
}
