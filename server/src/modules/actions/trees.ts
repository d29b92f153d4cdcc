import { escapeHtml } from "../../base/html.ts";
import { wholeAddress, withSiteScheme } from "../../base/page-address.ts";
import { type Metric, metric } from "../../catalog/metric.ts";
import type { QuerySite } from "../../catalog/query.ts";
import type { Cells } from "../../catalog/table.ts";
import { type TreePart, type TreeShape, tree } from "../../catalog/tree.ts";
import { name, type Sql, sql } from "../../db/sql.ts";
import { encodeSegmentValue } from "../../reporting/segment-text.ts";
import { actionTypes, nameTypes } from "./action-types.ts";
import { loadFigures } from "./load-metrics.ts";
import { entries, entryFigures, exitFigures, hits, hitsFollowingSearch, timeSpent, visitors, visitsWith } from "./page-metrics.ts";
import { indexPage, unknownAddress } from "./paths.ts";

/** What tells of the rows of a tree: the segment of the visits with it by that name, and the figure without which it is not shown. */
export interface TreeOptions {
  /** Not told where not said. */
  readonly segment?: string;
  readonly having?: string;
}

const isPage = sql`type = ${actionTypes.pageview}`;

/** Page views by address. NOTE matomo: the segment of a folder is always about pages, also among entry and exit pages. */
export function pageUrlTree({ segment, ...options }: TreeOptions): TreeShape {
  const met = { ...address("url"), where: isPage };
  const entered = { ...address("entry_url"), where: hasAddress("entry_url") };
  return tree({
    flatLabel: flatPage,
    parts: [
      actionPart(met, visitsWith(sql`first_of_url`), loadFigures),
      { table: "visits", ...entered, metrics: entryFigures },
      { table: "visits", ...address("exit_url"), where: hasAddress("exit_url"), metrics: exitFigures },
      timePart({ ...address("ref_url"), where: hasAddress("ref_url") }),
    ],
    goals: { met: { listed: sql`met_paths`, action: met, unnamed: unknownAddress }, entered, entries: entries.id },
    told: {
      leaf: ({ stored, prefix }, site) => toldOfAddress(segment, wholeAddress(stored, prefix), site),
      folder: (steps, site) => ({ segment: `pageUrl=^${encodedTwice([site.mainUrl.replace(/\/+$/, ""), ...steps].join("/"))}` }),
    },
    ...options,
  });
}

/** Page views by title. Titles have one level. */
export function pageTitleTree({ segment, ...options }: TreeOptions): TreeShape {
  const met = { leaf: sql`name`, where: isPage };
  const entered = named("entry_name", nameTypes.title);
  return tree({
    label: titleLabel,
    parts: [
      actionPart(met, visitsWith(sql`first_of_name`), loadFigures),
      { table: "visits", ...entered, metrics: entryFigures },
      { table: "visits", ...named("exit_name", nameTypes.title), metrics: exitFigures },
      timePart(named("ref_name", nameTypes.title)),
    ],
    goals: { met: { listed: sql`met_titles`, action: met, unnamed: "" }, entered, entries: entries.id },
    told: { leaf: ({ stored }) => segmentOf(segment, escapeHtml(stored.trim())) },
    ...options,
  });
}

/** Downloads, or links to other sites, by host and the rest of their address. */
export function linkTree(type: number, { segment, ...options }: TreeOptions): TreeShape {
  const clicked = { leaf: sql`url`, path: sql`url_path`, top: sql`url_top`, where: sql`type = ${type}` };
  return tree({
    parts: [actionPart(clicked, visitsWith(sql`first_of_url`))],
    told: { leaf: ({ stored }, site) => toldOfAddress(segment, stored, site) },
    ...options,
  });
}

/** Whether there was a day on which no search for the keyword found anything. */
const noResult = metric({
  id: "no_result",
  name: "Without results",
  unit: "count",
  merge: "max",
  sql: sql`arrayExists(most -> most = 0, mapValues(maxMapIf(map(day, assumeNotNull(search_count)), isNotNull(search_count))))`,
});

/** Searches within the site by keyword. With `withoutResults` those that found nothing. */
export function keywordTree({ withoutResults = false } = {}): TreeShape {
  const searched = { leaf: sql`name`, where: sql`type = ${actionTypes.search}` };
  return tree({
    parts: [
      actionPart(searched, visitsWith(sql`first_of_name`), [noResult]),
      { table: "visits", ...named("exit_name", nameTypes.keyword), metrics: exitFigures },
      timePart(named("ref_name", nameTypes.keyword)),
    ],
    goals: { entered: named("entry_name", nameTypes.keyword) },
    told: { leaf: ({ stored }) => ({ segment: `siteSearchKeyword==${encodeSegmentValue(escapeHtml(stored))}` }) },
    ...(withoutResults && { having: noResult.id }),
  });
}

/** The blank tells a title from a folder. */
function titleLabel(stored: string): string {
  const title = stored.trim();
  return title === "" ? " Page Name not defined" : ` ${title}`;
}

/** All levels on one: `/blog/` for the page of a folder. */
function flatPage(label: string, isTop: boolean): string {
  if (label === `/${indexPage}`) return "/";
  return isTop && !label.startsWith("/") && label !== unknownAddress ? `/${label}` : label;
}

function actionPart(rows: Omit<TreePart, "table" | "metrics">, visits: Metric, more: readonly Metric[] = []): TreePart {
  return { table: "actions", ...rows, metrics: [visits, ...visitors, hits, hitsFollowingSearch, ...more] };
}

/** Time spent on what was there before an action. Time before an event does not count. */
function timePart({ where, ...rows }: Omit<TreePart, "table" | "metrics">): TreePart {
  const counts = sql`time_spent_ref > 0 AND type <> ${actionTypes.event}`;
  return { table: "actions", ...rows, where: sql`${where} AND ${counts}`, metrics: [timeSpent] };
}

/** An address of pages, with what is stored beside it. */
function address(column: string): { readonly leaf: Sql; readonly path: Sql; readonly top: Sql; readonly prefix: Sql } {
  return { leaf: name(column), path: name(`${column}_path`), top: name(`${column}_top`), prefix: name(`${column}_prefix`) };
}

/** Whether there is one. What it has on the top level is empty where it is, and far quicker to read. */
function hasAddress(column: string): Sql {
  return sql`${name(`${column}_top`)} <> ''`;
}

/** A name of that kind. */
function named(column: string, type: number): { readonly leaf: Sql; readonly where: Sql } {
  return { leaf: name(column), where: sql`${name(`${column}_type`)} = ${type} AND ${name(column)} <> ''` };
}

/** NOTE matomo: segments carry addresses with the scheme of the view, links that of the site; both are encoded twice in segments. */
function toldOfAddress(segment: string | undefined, address: string, site: QuerySite): Cells {
  return { url: withSiteScheme(address, site.urls ?? [site.mainUrl]), ...segmentOf(segment, address) };
}

function segmentOf(segment: string | undefined, value: string): Cells {
  return segment === undefined ? {} : { segment: `${segment}==${encodedTwice(value)}` };
}

function encodedTwice(value: string): string {
  return encodeSegmentValue(encodeSegmentValue(value));
}
