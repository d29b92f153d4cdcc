import type { Day } from "../../base/dates.ts";
import type { Metric } from "../../catalog/metric.ts";
import { firstPeriod, type Query, type QuerySite } from "../../catalog/query.ts";
import type { Report, ReportContext } from "../../catalog/report.ts";
import type { Answer } from "../../catalog/table.ts";
import type { LeafShape, TreeGoals, TreeShape } from "../../catalog/tree.ts";
import { sql } from "../../db/sql.ts";
import { answerFor } from "../answers.ts";
import { chosenMetrics } from "../figures.ts";
import { conversions } from "../goal-columns.ts";
import { readSums, type SumsOf } from "../sums.ts";
import { addFigures, knownNodesTo, type Node, nodesTo } from "./nodes.ts";
import { addPageGoals } from "./page-goal-sums.ts";
import { type PageGoalRow, readPageGoals } from "./page-goals.ts";
import { figureReader, metricsOfPart, type PartRow, readParts } from "./part-figures.ts";
import { type Placement, placementOf, placementOfLeaf, placeReader } from "./placement.ts";
import { tableOfNodes } from "./tree-rows.ts";

/**
 * Runs a report whose rows stand in folders: one level of them, or all the way down where the query expands. Each part of the
 * tree is one statement, whose rows are put in their places in one pass.
 */
export function runTree(report: Report, shape: TreeShape, query: Query, context: ReportContext): Promise<Answer> {
  return runPlaced(report, shape, placementOf(query), query, context);
}

/** Runs a report of one row, that of a leaf, or none. */
export async function runLeaf(report: Report, { tree, path }: LeafShape, query: Query, context: ReportContext): Promise<Answer> {
  return runPlaced(report, tree, placementOfLeaf(await path(query, context.records)), query, context);
}

async function runPlaced(report: Report, shape: TreeShape, placement: Placement, query: Query, context: ReportContext): Promise<Answer> {
  const [{ rows, count }, goals] = await Promise.all([
    readParts(shape, placement, query, context),
    shape.goals ? readGoals(shape.goals, placement, query, context) : noGoals,
  ]);
  const trees = newTrees();
  const placeOf = placeReader(placement, shape);
  addParts(
    trees,
    rows,
    placeOf,
    shape.parts.map((part) => metricsOfPart(part, query)),
  );
  addGoals(trees, goals.rows, placeOf);
  const above = rows[0] ? placeOf(rows[0].place).above : [];
  const shared = { shape, query, above, metrics: chosenMetrics(report.metrics, firstPeriod(query)) };
  return answerFor(query, (site, at) => {
    const all = goals.totals(site, at).map(({ by, figures }) => [Number(by.goal), figures.nb_conversions ?? 0] as const);
    const table = tableOfNodes(trees.of(site, at.from), { ...shared, site: siteOf(query, site), conversions: new Map(all) });
    return count === undefined ? table : { ...table, totalRows: count };
  });
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

function addParts(
  trees: Trees,
  rows: readonly PartRow[],
  placeOf: ReturnType<typeof placeReader>,
  metrics: readonly (readonly Metric[])[],
): void {
  const readers = metrics.map(figureReader);
  for (const row of rows) {
    const figures = readers[row.part]!(row);
    for (const node of nodesTo(trees.of(row.site, row.period), placeOf(row.place))) {
      addFigures(node, figures, metrics[row.part]!);
      if (node.isLeaf) node.leaf = heavier(node.leaf, row);
    }
  }
}

function heavier(before: Node["leaf"], { leaf, prefix, weight }: PartRow): Node["leaf"] {
  return before && before.weight >= weight ? before : { stored: leaf, prefix, weight };
}

/** NOTE matomo: conversions tell only of pages that something else is known of in the period. */
function addGoals(trees: Trees, rows: readonly PageGoalRow[], placeOf: ReturnType<typeof placeReader>): void {
  for (const row of rows)
    for (const node of knownNodesTo(trees.of(row.site, row.period), placeOf(row.place)))
      node.goals.set(row.goal, addPageGoals(node.goals.get(row.goal), row));
}

interface Goals {
  readonly rows: readonly PageGoalRow[];
  /** All conversions, by goal. */
  readonly totals: SumsOf;
}

const noGoals: Goals = { rows: [], totals: () => [] };

/** What pages have to do with conversions is worked out only where there are any. */
async function readGoals(goals: TreeGoals, placement: Placement, query: Query, context: ReportContext): Promise<Goals> {
  const totals = await readSums(query, { table: "conversions", by: { goal: sql`goal` }, metrics: [conversions] }, context);
  const isReached = query.sites.some(({ id }) => query.periods.some((period) => totals(id, period).length > 0));
  return isReached ? { rows: await readPageGoals(goals, placement, query, context), totals } : noGoals;
}

function siteOf({ sites }: Query, id: number): QuerySite {
  const site = sites.find((each) => each.id === id);
  if (!site) throw new Error(`no site ${id} in the query`);
  return site;
}
