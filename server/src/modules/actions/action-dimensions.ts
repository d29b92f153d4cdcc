import { decodeEntities, escapeHtml } from "../../base/html.ts";
import { type Column, type Dimension, dimension } from "../../catalog/dimension.ts";
import type { ActionKind } from "../../catalog/hit.ts";
import { type Sql, sql, trusted } from "../../db/sql.ts";
import { actionTypeName, actionTypeOf, actionTypes } from "./action-types.ts";
import { actionPath, pagePath, topOf } from "./paths.ts";
import { addressText, secondsSinceBefore, stepOf, withoutPrefix } from "./visit-dimensions.ts";

const category = "Behaviour";

export const actionType = dimension({
  id: "actionType",
  name: "Action Type",
  plural: "Action Types",
  column: { table: "actions", name: "type", type: "UInt8" },
  fill: ({ hit }) => hit.action && actionTypes[hit.action.kind],
  values: Object.values(actionTypes),
  segment: {
    name: "actionType",
    category,
    accepts: "pageviews, outlinks, downloads, sitesearches, events, contents",
    // NOTE matomo: a page without an address is not among its pageviews.
    over: { table: "actions", sql: sql`if(type = ${actionTypes.pageview} AND url = '', 0, type)`, type: "UInt8" },
    toStored: actionTypeOf,
  },
  segmentValue: actionTypeName,
});

/** The address of pages and events without its prefix, of all else whole; empty for searches and where it is none. */
export const actionUrl = dimension({
  id: "actionUrl",
  name: "Action URL",
  column: textColumn("url"),
  fill: ({ hit }) => hit.action?.url,
  segment: { name: "actionUrl", category, anyOf: ["pageUrl", "downloadUrl", "outlinkUrl", "eventUrl"] },
});

const pathOfUrl = sql`if(type IN (${kind("pageview")}, ${kind("outlink")}, ${kind("download")}), ${actionPath(sql`url`, sql`type = ${kind("pageview")}`)}, '')`;

/** Where pages and links stand in their trees. */
export const actionUrlPath = dimension({
  id: "actionUrlPath",
  name: "Path of the Action URL",
  column: { ...textColumn("url_path"), computed: pathOfUrl },
});

/** What they have on the top level of these. */
export const actionUrlTop = dimension({
  id: "actionUrlTop",
  name: "Top of the Action URL",
  column: { ...wordColumn("url_top"), computed: topOf(pathOfUrl) },
});

export const actionUrlPrefix = dimension({
  id: "actionUrlPrefix",
  name: "Prefix of the Action URL",
  column: { table: "actions", name: "url_prefix", type: "Nullable(UInt8)" },
  fill: ({ hit }) => hit.action?.urlPrefix,
});

export const pageUrl = dimension({
  id: "pageUrl",
  name: "Page URL",
  plural: "Page URLs",
  column: textColumn("url"),
  segment: {
    name: "pageUrl",
    category,
    suggested: addressText("url", "url_prefix"),
    exact: true,
    toStored: withoutPrefix,
    among: { column: "type", value: actionTypes.pageview },
  },
});

export const outlinkUrl = dimension({
  id: "outlinkUrl",
  name: "Clicked Outlink",
  plural: "Clicked Outlinks",
  column: textColumn("url"),
  segment: { name: "outlinkUrl", category, exact: true, toStored: decodeEntities, among: { column: "type", value: actionTypes.outlink } },
});

export const downloadUrl = dimension({
  id: "downloadUrl",
  name: "Download URL",
  plural: "Download URLs",
  column: textColumn("url"),
  segment: { name: "downloadUrl", category, exact: true, toStored: decodeEntities, among: { column: "type", value: actionTypes.download } },
});

/** The title of a page or the keyword of a search; empty for other actions. */
export const actionName = dimension({
  id: "actionName",
  name: "Action Name",
  column: textColumn("name"),
  fill: (moment) => stepOf(moment)?.name ?? "",
});

export const pageTitle = dimension({
  id: "pageTitle",
  name: "Page Title",
  plural: "Page Titles",
  column: textColumn("name"),
  segment: { name: "pageTitle", category, exact: true, toStored: decodeEntities, among: { column: "type", value: actionTypes.pageview } },
  segmentValue: escapeHtml,
});

export const searchKeyword = dimension({
  id: "siteSearchKeyword",
  name: "Keyword (Site Search)",
  plural: "Keywords (Site Search)",
  column: textColumn("name"),
  segment: {
    name: "siteSearchKeyword",
    category,
    exact: true,
    toStored: decodeEntities,
    among: { column: "type", value: actionTypes.search },
  },
  segmentValue: escapeHtml,
});

export const searchCategory = dimension({
  id: "siteSearchCategory",
  name: "Search Category",
  plural: "Categories (Site Search)",
  column: wordColumn("search_category"),
  fill: ({ hit }) => hit.action?.search?.category ?? "",
  segment: { name: "siteSearchCategory", category, title: "Category (Site Search)", toStored: decodeEntities },
  segmentValue: escapeHtml,
});

const largestCount = 0xffff_ffff;

/** Results that a search found; null where it was not told, and for other actions. */
export const searchCount = dimension({
  id: "siteSearchCount",
  name: "Keyword count (Site Search)",
  plural: "Keyword counts (Site Search)",
  column: { table: "actions", name: "search_count", type: "Nullable(UInt32)" },
  fill: ({ hit }) => {
    const count = hit.action?.search?.count;
    return typeof count === "number" ? Math.min(count, largestCount) : null;
  },
  segment: { name: "siteSearchCount", category },
});

/** What the tracker calls the page view that the action belongs to: six characters, or empty. */
export const pageviewId = dimension({
  id: "pageviewId",
  name: "Pageview ID",
  column: { table: "actions", name: "pageview_id", type: "String" },
  fill: ({ hit }) => hit.params.text("pv_id").slice(0, 6),
});

/** Which of the visit's steps this is, or follows; null before the first. */
export const pageviewPosition = dimension({
  id: "pageviewPosition",
  name: "Pageview Position",
  column: { table: "actions", name: "pageview_position", type: "Nullable(UInt32)" },
  fill: (moment) => Number(moment.before?.total_interactions ?? 0) + (stepOf(moment) ? 1 : 0) || null,
});

/** The visit's exit as it was before the action: what the time spent until it belongs to. */
export const previousUrl = dimension({
  id: "previousUrl",
  name: "Previous Page URL",
  column: textColumn("ref_url"),
  fill: ({ before }) => before?.exit_url ?? "",
});

const pathOfPrevious = sql`if(ref_url = '', '', ${pagePath(sql`ref_url`)})`;

export const previousUrlPath = dimension({
  id: "previousUrlPath",
  name: "Path of the Previous Page URL",
  column: { ...textColumn("ref_url_path"), computed: pathOfPrevious },
});

export const previousUrlTop = dimension({
  id: "previousUrlTop",
  name: "Top of the Previous Page URL",
  column: { ...wordColumn("ref_url_top"), computed: topOf(pathOfPrevious) },
});

export const previousUrlPrefix = dimension({
  id: "previousUrlPrefix",
  name: "Prefix of the Previous Page URL",
  column: { table: "actions", name: "ref_url_prefix", type: "Nullable(UInt8)" },
  fill: ({ before }) => before?.exit_url_prefix ?? null,
});

export const previousName = dimension({
  id: "previousName",
  name: "Previous Page Title",
  column: textColumn("ref_name"),
  fill: ({ before }) => before?.exit_name ?? "",
});

export const previousNameType = dimension({
  id: "previousNameType",
  name: "Kind of the previous name",
  column: { table: "actions", name: "ref_name_type", type: "UInt8" },
  fill: ({ before }) => before?.exit_name_type ?? 0,
});

/** Seconds since the visit's last hit but heartbeats, at most half an hour. */
export const timeSpentBefore = dimension({
  id: "timeSpentBefore",
  name: "Time Spent in Referring Action",
  column: { table: "actions", name: "time_spent_ref", type: "UInt32" },
  fill: secondsSinceBefore,
});

/** Seconds spent on the visit's action before this one, whichever hits came between. */
export const timeSpentOnPreviousAction = dimension({
  id: "timeSpentOnPreviousAction",
  name: "Time spent on the previous action",
  column: { table: "actions", name: "previous_action_spent", type: "UInt32" },
  fill: (moment) => secondsSinceBefore(moment) || Number(moment.before?.last_action_spent ?? 0),
});

/** A kind's number as SQL writes it. */
function kind(of: ActionKind): Sql {
  return trusted(String(actionTypes[of]));
}

/** Texts of which a site has thousands, so that a dictionary of them would only slow reading. */
function textColumn(name: string): Column {
  return { table: "actions", name, type: "String" };
}

/** Texts of which there are few. */
function wordColumn(name: string): Column {
  return { table: "actions", name, type: "LowCardinality(String)" };
}

export const actionDimensions: readonly Dimension[] = [
  actionType,
  actionUrl,
  actionUrlPath,
  actionUrlTop,
  actionUrlPrefix,
  pageUrl,
  outlinkUrl,
  downloadUrl,
  actionName,
  pageTitle,
  searchKeyword,
  searchCategory,
  searchCount,
  pageviewId,
  pageviewPosition,
  previousUrl,
  previousUrlPath,
  previousUrlTop,
  previousUrlPrefix,
  previousName,
  previousNameType,
  timeSpentBefore,
  timeSpentOnPreviousAction,
];
