import type { Day } from "../../base/dates.ts";
import { firstPeriod, type Query, type QuerySite } from "../../catalog/query.ts";
import type { Report, ReportContext } from "../../catalog/report.ts";
import type { Answer } from "../../catalog/table.ts";
import type { LeafShape, TreeShape } from "../../catalog/tree.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { answerFor } from "../answers.ts";
import { chosenMetrics } from "../figures.ts";
import { daysOf } from "../sums.ts";
import { type FirstPlaces, readFirstPlaces } from "./first-places.ts";
import { labelledIn } from "./labelled.ts";
import { type PlacedLeaf, readLeaves, type StoredLeaves, tellLeaves } from "./leaves.ts";
import { knownNodesTo, type Node, nodesTo } from "./nodes.ts";
import { addPageGoals } from "./page-goal-sums.ts";
import { type EntriesOf, noPageGoals, type PageGoals, readPageGoals } from "./page-goals.ts";
import { type PartRow, type PartRows, readFirstParts, readParts } from "./part-figures.ts";
import { hasFolders, mostNames, type Placement, placementOf, placementOfLeaf, placeReader } from "./placement.ts";
import { readProvided } from "./provided.ts";
import { rankingOf } from "./ranking.ts";
import { type TreeFigures, treeFigures } from "./tree-figures.ts";
import { tableOfNodes, withoutHaving } from "./tree-rows.ts";

/** Runs a report whose rows stand in folders: one level of them, or all the way down where the query expands. */
export function runTree(report: Report, shape: TreeShape, query: Query, context: ReportContext): Promise<Answer> {
  return runPlaced(report, shape, placementOf(query), query, context);
}

/** Runs a report of one row, that of a leaf, or none. */
export async function runLeaf(report: Report, { tree, path }: LeafShape, query: Query, context: ReportContext): Promise<Answer> {
  const named = await path(query, context.records);
  return runPlaced(report, tree, placementOfLeaf(typeof named === "string" ? named : await workedOut(named, context)), query, context);
}

/** Worked out by itself, and once: the engine plans it again wherever a statement has it, which takes longer than the whole rest. */
async function workedOut(path: Sql, { warehouse }: ReportContext): Promise<string> {
  const [found = { path: "" }] = await warehouse.query<{ readonly path: string }>(sql`SELECT ${path} AS path`);
  return found.path;
}

async function runPlaced(report: Report, shape: TreeShape, table: Placement, query: Query, context: ReportContext): Promise<Answer> {
  const placement = labelledIn(table, shape, query);
  const providing = placement === table ? undefined : readProvided(report, shape, table, query, context);
  const trees = newTrees();
  const placeOf = placeReader(placement, shape);
  const figures = treeFigures(shape.parts, query);
  const ranking = rankingOf(shape, placement, query);
  // Leaves can be very many: which of them are shown is found first, and the rest asked of these alone. Over few days that takes longer, unless
  // one part tells alone which they are.
  const atOnce = hasFolders(placement, shape) || (isShort(query) && ranking?.having?.part !== ranking?.rank.part);
  const choosing = ranking && !atOnce ? readFirstPlaces(shape, placement, ranking, query, context) : undefined;
  const shown = Promise.resolve(choosing).then((first) => shownOf(placement, first, ranking?.isOfFolders));
  const reading =
    ranking && atOnce
      ? readFirstParts(shape, placement, ranking, query, context)
      : shown.then((placed) => (placed ? readParts(shape, placed, query, context) : nothingRead));
  const telling = Promise.all([reading, shown.then((placed) => firstLeaves(shape, placed, query, context))]).then(([{ rows }, stored]) =>
    tellLeaves(addParts(trees, rows, placeOf, figures), stored, shape.parts, placement, query, context),
  );
  const [first, { rows, count = first?.count }, goals, providedOf] = await Promise.all([
    choosing,
    reading,
    readGoals(shape, shown, query, context),
    providing,
    telling,
  ]);
  addGoals(trees, goals, entriesIn(rows, figures, shape), placeOf);
  const above = rows[0] ? placeOf(rows[0].place).above : [];
  // Of the folders there is too little to tell once more which of them are shown.
  const shownShape = ranking?.isOfFolders ? withoutHaving(shape) : shape;
  const shared = { shape: shownShape, query, above, figures, metrics: chosenMetrics(report.metrics, firstPeriod(query)) };
  return answerFor(query, (site, at) => {
    const conversions = goals.conversionsOf(site, at.from);
    const told = tableOfNodes(trees.of(site, at.from), { ...shared, site: siteOf(query, site), conversions });
    return { ...told, ...(count !== undefined && { totalRows: count }), ...(providedOf && { provided: providedOf(site, at.from) }) };
  });
}

/** Up to so many days it takes longer to ask one statement after the other than to ask all of them for more than is needed. */
const fewDays = 7;

function isShort(query: Query): boolean {
  return daysOf(query) <= fewDays;
}

/** What the pages that are shown have to do with conversions. */
async function readGoals(
  { goals }: TreeShape,
  shown: Promise<Placement | undefined>,
  query: Query,
  context: ReportContext,
): Promise<PageGoals> {
  const placed = goals && (await shown);
  return placed ? readPageGoals(goals, isShort(query), placed, query, context) : noPageGoals;
}

/** What is stored of leaves, asked beside their figures where it is known which they are. */
async function firstLeaves(
  { parts: [part] }: TreeShape,
  placed: Placement | undefined,
  query: Query,
  context: ReportContext,
): Promise<StoredLeaves | undefined> {
  return part?.path && placed?.isDeep && placed.places && placed.places.length <= mostNames
    ? readLeaves(part, placed, query, context)
    : undefined;
}

/**
 * What is asked for once the first places are known: these alone where there are others, or may be (`isOfFolders`); undefined where there are
 * none at all.
 */
function shownOf(placement: Placement, first: FirstPlaces | undefined, isOfFolders = false): Placement | undefined {
  if (first?.count === 0) return undefined;
  return first && (isOfFolders || first.count > first.places.length) ? { ...placement, places: first.places } : placement;
}

const nothingRead: PartRows = { rows: [] };

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
  { add }: TreeFigures,
): readonly PlacedLeaf[] {
  const leaves = new Map<Node, PlacedLeaf>();
  for (const { site, period, place, told } of rows)
    for (const node of nodesTo(trees.of(site, period), placeOf(place))) {
      add(node.figures, told);
      if (node.isLeaf) leaves.set(node, { site, period, place, node });
    }
  return [...leaves.values()];
}

/** How many visits began with a page, as one of the parts tells it. */
function entriesIn(rows: readonly PartRow[], { readerOf }: TreeFigures, { goals }: TreeShape): EntriesOf {
  const keyOf = ({ site, period, place }: Parameters<EntriesOf>[0]) => `${site} ${period} ${place}`;
  const read = readerOf(goals?.entries ?? "");
  const count = () => {
    const entries = new Map<string, number>();
    for (const row of rows) {
      const began = read(row.told);
      if (began !== undefined) entries.set(keyOf(row), began);
    }
    return entries;
  };
  // Mostly nobody asks.
  let entries: ReadonlyMap<string, number> | undefined;
  return (place) => {
    entries ??= count();
    return entries.get(keyOf(place)) ?? 0;
  };
}

/** NOTE matomo: conversions tell only of pages that something else is known of in the period. */
function addGoals(trees: Trees, { rows, withRates }: PageGoals, entriesOf: EntriesOf, placeOf: ReturnType<typeof placeReader>): void {
  for (const row of rows) {
    const nodes = knownNodesTo(trees.of(row.site, row.period), placeOf(row.place));
    if (nodes.length === 0) continue;
    const told = withRates(row, entriesOf);
    for (const node of nodes) node.goals.set(row.goal, addPageGoals(node.goals.get(row.goal), told));
  }
}

function siteOf({ sites }: Query, id: number): QuerySite {
  const site = sites.find((each) => each.id === id);
  if (!site) throw new Error(`no site ${id} in the query`);
  return site;
}
