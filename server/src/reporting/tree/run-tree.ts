import type { Day } from "../../base/dates.ts";
import type { Metric } from "../../catalog/metric.ts";
import { firstPeriod, type Query, type QuerySite } from "../../catalog/query.ts";
import type { Report, ReportContext } from "../../catalog/report.ts";
import type { Answer } from "../../catalog/table.ts";
import type { LeafShape, TreeShape } from "../../catalog/tree.ts";
import { sql } from "../../db/sql.ts";
import { answerFor } from "../answers.ts";
import { chosenMetrics } from "../figures.ts";
import { conversions } from "../goal-columns.ts";
import { readSums, type SumsOf } from "../sums.ts";
import { type PlacedLeaf, tellLeaves } from "./leaves.ts";
import { addFigures, knownNodesTo, type Node, nodesTo } from "./nodes.ts";
import { addPageGoals } from "./page-goal-sums.ts";
import { type PageGoalRow, readPageGoals } from "./page-goals.ts";
import { figureReader, metricsOfPart, type PartRow, type PartRows, readParts } from "./part-figures.ts";
import { type Placement, placementOf, placementOfLeaf, placeReader } from "./placement.ts";
import { tableOfNodes } from "./tree-rows.ts";

/** Runs a report whose rows stand in folders: one level of them, or all the way down where the query expands. */
export function runTree(report: Report, shape: TreeShape, query: Query, context: ReportContext): Promise<Answer> {
  return runPlaced(report, shape, placementOf(query), query, context);
}

/** Runs a report of one row, that of a leaf, or none. */
export async function runLeaf(report: Report, { tree, path }: LeafShape, query: Query, context: ReportContext): Promise<Answer> {
  return runPlaced(report, tree, placementOfLeaf(await path(query, context.records)), query, context);
}

async function runPlaced(report: Report, shape: TreeShape, placement: Placement, query: Query, context: ReportContext): Promise<Answer> {
  const trees = newTrees();
  const placeOf = placeReader(placement, shape);
  const metrics = shape.parts.map((part) => metricsOfPart(part, query));
  const reading = readParts(shape, placement, query, context);
  const telling = reading.then(({ rows }) => tellLeaves(addParts(trees, rows, placeOf, metrics), shape.parts, placement, query, context));
  const [{ rows, count }, { goals, totals }] = await Promise.all([reading, readGoals(shape, placement, reading, query, context), telling]);
  addGoals(trees, goals, placeOf);
  const above = rows[0] ? placeOf(rows[0].place).above : [];
  const shared = { shape, query, above, metrics: chosenMetrics(report.metrics, firstPeriod(query)) };
  return answerFor(query, (site, at) => {
    const all = totals(site, at).map(({ by, figures }) => [Number(by.goal), figures.nb_conversions ?? 0] as const);
    const table = tableOfNodes(trees.of(site, at.from), { ...shared, site: siteOf(query, site), conversions: new Map(all) });
    return count === undefined ? table : { ...table, totalRows: count };
  });
}

interface Goals {
  readonly goals: readonly PageGoalRow[];
  /** All conversions, by goal. */
  readonly totals: SumsOf;
}

/**
 * What pages have to do with conversions, where there are any. Leaves can be very many, and then it is asked only of those that are shown;
 * in a table with folders there are few places, and nothing to wait for.
 */
async function readGoals(
  { goals, parts }: TreeShape,
  placement: Placement,
  reading: Promise<PartRows>,
  query: Query,
  context: ReportContext,
): Promise<Goals> {
  if (!goals) return { goals: [], totals: () => [] };
  const totals = await readSums(query, { table: "conversions", by: { goal: sql`goal` }, metrics: [conversions] }, context);
  const isReached = query.sites.some(({ id }) => query.periods.some((period) => totals(id, period).length > 0));
  if (!isReached) return { goals: [], totals };
  const hasFolders = !placement.isDeep && parts[0]?.path !== undefined;
  const places = hasFolders ? undefined : shownAlone(await reading);
  return { goals: places?.length === 0 ? [] : await readPageGoals(goals, placement, places, query, context), totals };
}

/** The places that are shown, where others are left out or there are none at all. */
function shownAlone({ rows, count }: PartRows): readonly string[] | undefined {
  const places = [...new Set(rows.map(({ place }) => place))];
  return places.length === 0 || (count !== undefined && count > places.length) ? places : undefined;
}

/** The top level of the tree of each site and period, empty at first. */
interface Trees {
  of(site: number, firstDay: Day): Map<string, Node>;
}

function newTrees(): Trees {
  const trees = new Map<string, Map<string, Node>>();
  return {
    of: (site, firstDay) => {
      const key = `${site} ${firstDay}`;
      const top = trees.get(key) ?? new Map<string, Node>();
      trees.set(key, top);
      return top;
    },
  };
}

/** Puts rows in their places; gives the leaves among these. */
function addParts(
  trees: Trees,
  rows: readonly PartRow[],
  placeOf: ReturnType<typeof placeReader>,
  metrics: readonly (readonly Metric[])[],
): readonly PlacedLeaf[] {
  const readers = metrics.map(figureReader);
  const leaves = new Map<Node, PlacedLeaf>();
  for (const { site, period, place, ...row } of rows) {
    const figures = readers[row.part]!(row);
    for (const node of nodesTo(trees.of(site, period), placeOf(place))) {
      addFigures(node, figures, metrics[row.part]!);
      if (node.isLeaf) leaves.set(node, { site, period, place, node });
    }
  }
  return [...leaves.values()];
}

/** NOTE matomo: conversions tell only of pages that something else is known of in the period. */
function addGoals(trees: Trees, rows: readonly PageGoalRow[], placeOf: ReturnType<typeof placeReader>): void {
  for (const row of rows)
    for (const node of knownNodesTo(trees.of(row.site, row.period), placeOf(row.place)))
      node.goals.set(row.goal, addPageGoals(node.goals.get(row.goal), row));
}

function siteOf({ sites }: Query, id: number): QuerySite {
  const site = sites.find((each) => each.id === id);
  if (!site) throw new Error(`no site ${id} in the query`);
  return site;
}
