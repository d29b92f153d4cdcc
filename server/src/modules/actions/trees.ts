import { escapeHtml } from "../../base/html.ts";
import { wholeAddress, withSiteScheme } from "../../base/page-address.ts";
import { metric } from "../../catalog/metric.ts";
import type { QuerySite } from "../../catalog/query.ts";
import type { Cells } from "../../catalog/table.ts";
import { type TreePart, type TreeShape, tree } from "../../catalog/tree.ts";
import { name, type Sql, sql } from "../../db/sql.ts";
import { encodeSegmentValue } from "../../reporting/segment-text.ts";
import { actionTypes, nameTypes } from "./action-types.ts";
import { loadFigures } from "./load-metrics.ts";
import { entryFigures, exitFigures, hits, hitsFollowingSearch, timeSpent, visitors, visitsWith } from "./page-metrics.ts";
import { indexPage, keywordPath, linkPath, pagePath, titlePath, unknownAddress } from "./paths.ts";

/** What tells of the rows of a tree: the segment of the visits with it by that name, and the figure without which it is not shown. */
export interface TreeOptions {
  /** Not told where not said. */
  readonly segment?: string;
  readonly having?: string;
}

const isPage = sql`type = ${actionTypes.pageview}`;

/** Page views by address. NOTE matomo: the segment of a folder is always about pages, also among entry and exit pages. */
export function pageUrlTree({ segment, ...options }: TreeOptions): TreeShape {
  return tree(pagePath, {
    flatLabel: flatPage,
    parts: [
      actionPart(sql`url`, isPage, sql`first_of_url`, { prefix: sql`url_prefix`, more: loadFigures }),
      { table: "visits", leaf: sql`entry_url`, prefix: sql`entry_url_prefix`, where: sql`entry_url <> ''`, metrics: entryFigures },
      { table: "visits", leaf: sql`exit_url`, prefix: sql`exit_url_prefix`, where: sql`exit_url <> ''`, metrics: exitFigures },
      { ...timePart(sql`ref_url`, sql`ref_url <> ''`), prefix: sql`ref_url_prefix` },
    ],
    goals: {
      met: { leaf: sql`url`, where: sql`${isPage} AND url <> ''` },
      entered: { leaf: sql`entry_url`, where: sql`entry_url <> ''` },
    },
    told: {
      leaf: ({ stored, prefix }, site) => toldOfAddress(segment, wholeAddress(stored, prefix), site),
      folder: (steps, site) => ({ segment: `pageUrl=^${encodedTwice([site.mainUrl.replace(/\/+$/, ""), ...steps].join("/"))}` }),
    },
    ...options,
  });
}

/** Page views by title. */
export function pageTitleTree({ segment, ...options }: TreeOptions): TreeShape {
  return tree(titlePath, {
    parts: [
      actionPart(sql`name`, isPage, sql`first_of_name`, { more: loadFigures }),
      { table: "visits", ...named("entry_name", nameTypes.title), metrics: entryFigures },
      { table: "visits", ...named("exit_name", nameTypes.title), metrics: exitFigures },
      timePart(...columnsOf(named("ref_name", nameTypes.title))),
    ],
    goals: { met: { leaf: sql`name`, where: sql`${isPage} AND name <> ''` }, entered: named("entry_name", nameTypes.title) },
    told: { leaf: ({ stored }) => segmentOf(segment, escapeHtml(stored.trim())) },
    ...options,
  });
}

/** Downloads, or links to other sites, by host and the rest of their address. */
export function linkTree(type: number, { segment, ...options }: TreeOptions): TreeShape {
  return tree(linkPath, {
    parts: [actionPart(sql`url`, sql`type = ${type}`, sql`first_of_url`)],
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
  return tree(keywordPath, {
    parts: [
      actionPart(sql`name`, sql`type = ${actionTypes.search}`, sql`first_of_name`, { more: [noResult] }),
      { table: "visits", ...named("exit_name", nameTypes.keyword), metrics: exitFigures },
      timePart(...columnsOf(named("ref_name", nameTypes.keyword))),
    ],
    goals: { entered: named("entry_name", nameTypes.keyword) },
    told: { leaf: ({ stored }) => ({ segment: `siteSearchKeyword==${encodeSegmentValue(escapeHtml(stored))}` }) },
    ...(withoutResults && { having: noResult.id }),
  });
}

/** All levels on one: `/blog/` for the page of a folder. */
function flatPage(label: string, isTop: boolean): string {
  if (label === `/${indexPage}`) return "/";
  return isTop && !label.startsWith("/") && label !== unknownAddress ? `/${label}` : label;
}

function actionPart(
  leaf: Sql,
  where: Sql,
  first: Sql,
  { prefix, more = [] }: { readonly prefix?: Sql; readonly more?: TreePart["metrics"] } = {},
): TreePart {
  const metrics = [visitsWith(first), ...visitors, hits, hitsFollowingSearch, ...more];
  return { table: "actions", leaf, where, metrics, ...(prefix && { prefix }) };
}

/** Time spent on what was there before an action. Time before an event does not count. */
function timePart(leaf: Sql, where: Sql): TreePart {
  const counts = sql`time_spent_ref > 0 AND type <> ${actionTypes.event}`;
  return { table: "actions", leaf, where: sql`${where} AND ${counts}`, metrics: [timeSpent] };
}

/** A name of that kind. */
function named(column: string, type: number): { readonly leaf: Sql; readonly where: Sql } {
  return { leaf: name(column), where: sql`${name(`${column}_type`)} = ${type} AND ${name(column)} <> ''` };
}

function columnsOf({ leaf, where }: ReturnType<typeof named>): readonly [Sql, Sql] {
  return [leaf, where];
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
