import { findCurrency } from "../../base/currencies.ts";
import { firstPeriod, type Period, type Query, type QuerySite } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { Cells } from "../../catalog/table.ts";
import type { TableName } from "../../catalog/tables.ts";
import { periodBefore } from "../../reporting/period.ts";
import { shortPeriodName } from "../../reporting/period-name.ts";
import { round } from "../../reporting/rounding.ts";
import { readSums } from "../../reporting/sums.ts";
import { comparisonOf, growth, shareOver } from "./compare.ts";
import { type Figure, figures } from "./figures.ts";

/** The figures of a website in a period by the id of their metric; 0 where nothing happened. */
export type FiguresOf = (site: number, period: Period) => Readonly<Record<string, number>>;

/** The figures that a request asks for. */
export function figuresFor(query: Query): readonly Figure[] {
  return figures.filter(({ enhanced }) => !enhanced || query.params.enhanced);
}

/** Reads figures of all sites and periods: a statement for each table that they are in. */
export async function readFigures(query: Query, wanted: readonly Figure[], context: ReportContext): Promise<FiguresOf> {
  const tables = [...new Set(wanted.map(({ table }) => table))];
  const metricsIn = (table: TableName) => wanted.filter((figure) => figure.table === table).map(({ metric }) => metric);
  const sums = await Promise.all(tables.map((table) => readSums(query, { table, metrics: metricsIn(table) }, context)));
  return (site, period) => {
    const found = Object.assign({}, ...sums.map((sumsOf) => sumsOf(site, period)[0]?.figures)) as Record<string, number>;
    return Object.fromEntries(
      wanted.map(({ metric: { id, unit } }) => [id, unit === "money" ? round(found[id] ?? 0, 2) : (found[id] ?? 0)]),
    );
  };
}

/** What is told of one site: its figures, how they compare with those of the period before, and what is told besides. */
export interface SiteCells {
  readonly columns: Cells;
  readonly metadata: Cells;
}

/** The cells of a site over one period, compared with the one before. */
export async function readComparison(query: Query, context: ReportContext): Promise<(site: QuerySite) => SiteCells> {
  const wanted = figuresFor(query);
  const period = firstPeriod(query);
  const before = periodBefore(period);
  const [figuresOf, earlierOf] = await Promise.all([
    readFigures(query, wanted, context),
    readFigures({ ...query, periods: [before] }, wanted, context),
  ]);
  const ratio = shareOver(period, before, query.now);
  return (site) => {
    const told = wanted.filter(({ ofShops }) => !ofShops || site.ecommerce);
    const [now, earlier] = [figuresOf(site.id, period), earlierOf(site.id, before)];
    return {
      columns: { ...only(now, told), ...Object.assign({}, ...told.map((figure) => compare(figure, now, earlier, ratio))) },
      metadata: {
        idsite: site.id,
        ratio,
        currencySymbol: findCurrency(site.currency)?.symbol ?? site.currency,
        periodName: period.kind,
        previousRange: shortPeriodName(before, query.language),
        ...Object.fromEntries(told.map((figure) => [figure.before, earlier[figure.metric.id] ?? 0])),
        ...siteMetadata(site),
      },
    };
  };
}

/** What is told of a site whatever the period. */
export function siteMetadata({ group, mainUrl }: QuerySite): Cells {
  return { group, main_url: mainUrl };
}

/** The figures of those names. */
export function only(of: Readonly<Record<string, number>>, told: readonly Figure[]): Cells {
  return Object.fromEntries(told.map(({ metric: { id } }) => [id, of[id] ?? 0]));
}

function compare(figure: Figure, now: Readonly<Record<string, number>>, earlier: Readonly<Record<string, number>>, ratio: number): Cells {
  const [change, trend] = comparisonOf(figure);
  const { id } = figure.metric;
  const value = growth(now[id] ?? 0, (earlier[id] ?? 0) * ratio);
  return { [change.id]: value, [trend.id]: Math.sign(value) };
}
