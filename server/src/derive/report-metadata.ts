import { usualLimit } from "../catalog/report.ts";
import type { Cells } from "../catalog/table.ts";
import { type FigureFacts, isExplained, typeOf } from "./figure-facts.ts";
import { goalMetadata } from "./goal-metadata.ts";
import type { ListedReport } from "./listed-report.ts";
import { actionOf, dimensionNameOf, figuresOf, goalKindOf, moduleOf, ratiosOf, uniqueIdOf } from "./listed-report.ts";

export interface MetadataOptions {
  readonly factsOf: (report: ListedReport["report"], id: string) => FigureFacts;
  readonly withoutDocs: boolean;
  /** Whether figures of goals are going to be shown, so that their rates stay. */
  readonly withGoals: boolean;
  /** Which columns the request shows. */
  readonly isShown: (column: string) => boolean;
  /** The page that explains a method. */
  readonly guideTo: (method: string) => string;
  /** Addresses of pictures of the report. */
  readonly graphsOf: (listed: ListedReport) => Cells;
  /** Finds other reports by their method. */
  readonly nameOf: (method: string) => string;
  /** Says a name in the language of the request. */
  readonly say: (english: string) => string;
  /** Whether it is told how rows are sorted and cut where a request does not say so. */
  readonly withFilters: boolean;
}

/** What a client is told of a report: whatever would be empty is left out. */
export function reportMetadata(listed: ListedReport, options: MetadataOptions): Cells {
  const { report, listing, parameters, category, subcategory, name } = listed;
  const { say } = options;
  const dimension = dimensionNameOf(listed);
  const goals = goalMetadata(goalKindOf(listed));
  return withoutEmpty({
    category: say(category),
    subcategory: say(subcategory),
    name: say(name),
    module: moduleOf(report),
    action: actionOf(report),
    parameters: parameters ?? null,
    dimension: dimension === undefined ? null : say(dimension),
    documentation: listing.unexplained ? null : report.docs,
    onlineGuideUrl: listing.guide ? options.guideTo(report.method) : null,
    isSubtableReport: listing.isBelow ?? null,
    dimensions: listing.dimensions ?? null,
    ...figureMetadata(listed, options),
    actionToLoadSubTables: listing.below ?? null,
    constantRowsCount: listing.constantRows ?? null,
    relatedReports: (listing.related ?? []).map((method) => relatedReport(method, options)),
    ...goals,
    ...options.graphsOf(listed),
    defaultFilters: options.withFilters && dimension !== undefined ? defaultFilters(listed) : null,
    uniqueId: uniqueIdOf(listed),
  });
}

function figureMetadata(listed: ListedReport, { factsOf, withoutDocs, withGoals, isShown, say }: MetadataOptions): Cells {
  const { report, listing } = listed;
  const [figures, ratios] = [figuresOf(listed), ratiosOf(listed)];
  const hasGoals = goalKindOf(listed) !== "none";
  const all = [...new Set([...figures, ...ratios])];
  const nameOf = (id: string) => say(listing.names?.[id] ?? factsOf(report, id).name);
  const told = (ids: readonly string[], tell: (id: string) => string) =>
    Object.fromEntries(ids.filter(isShown).map((id) => [id, tell(id)]));
  // NOTE matomo: the rate of all goals goes where those of each goal can be asked for; what was said of it stays.
  const shownRatios = hasGoals && !withGoals ? ratios.filter((id) => id !== "conversion_rate") : ratios;
  const explained = listing.explained ?? all.filter(isExplained);
  const typed = [...all, ...(listing.alsoTyped ?? [])].filter((id) => id !== "label" && !listing.untyped?.includes(id));
  return {
    metrics: told(figures, nameOf),
    metricsDocumentation: withoutDocs ? null : told(explained, (id) => factsOf(report, id).docs),
    processedMetrics: told(shownRatios, nameOf),
    metricTypes: told(typed, typeOf),
  };
}

function relatedReport(method: string, { nameOf, say }: MetadataOptions): Cells {
  const [module = "", action = ""] = method.split(".");
  return { name: say(nameOf(method)), module, action };
}

/** What the filters of a report do where the request does not say. */
function defaultFilters(listed: ListedReport): Cells {
  const [first = "nb_visits"] = figuresOf(listed);
  const { report } = listed;
  const sorted = figuresOf(listed).includes("nb_visits") ? "nb_visits" : first;
  return {
    filter_limit: usualLimit,
    filter_offset: 0,
    ...(!report.fixedOrder && { filter_sort_column: sorted, filter_sort_order: "desc" }),
  };
}

function withoutEmpty(cells: Cells): Cells {
  const isEmpty = (value: Cells[string]) =>
    value === null || value === "" || value === false || (typeof value === "object" && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== undefined && !isEmpty(value)));
}
