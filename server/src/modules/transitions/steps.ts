import { type Sql, sql } from "../../db/sql.ts";
import { actionTypes, nameTypes } from "../actions/dimensions.ts";
import { isAfter, isView, type Page } from "./page.ts";
import type { Countable } from "./ranked.ts";

/** Parts under which steps are told; what is in `unlisted` counts, but is in no list. */
export const parts = {
  loops: "loops",
  previousPages: "previousPages",
  previousSearches: "previousSiteSearches",
  followingPages: "followingPages",
  followingSearches: "followingSiteSearches",
  outlinks: "outlinks",
  downloads: "downloads",
  unlisted: "",
} as const;

/** Views of the page by what came before them, as `countRanked` wants them. */
export function previousSteps(page: Page, views: (where: Sql) => Sql): Countable {
  const isPage = page.by === "url" ? sql`ref_url <> ''` : sql`ref_name_type = ${nameTypes.title}`;
  // NOTE matomo: a search with which the visit began is told as the step before a title, not before an address.
  const isKnown = page.by === "url" ? sql`pageview_position > 2` : sql`1`;
  const isSearch = sql`ref_name_type = ${nameTypes.keyword} AND ${isKnown}`;
  const part = sql`multiIf(${isAfter(page)}, ${parts.loops}, ${isPage}, ${parts.previousPages}, ${isSearch}, ${parts.previousSearches}, ${parts.unlisted})`;
  const label = page.by === "url" ? sql`if(${isPage}, ref_url, ref_name)` : sql`ref_name`;
  return { rows: sql`SELECT ${part} AS part, ${label} AS label FROM ${views(isView(page))}`, tie: byName };
}

/** What came after views of the page, as `countRanked` wants it; views of the same page again only where that is asked for. */
export function followingSteps(page: Page, withLoops: boolean, actions: (where: Sql) => Sql): Countable {
  const label = page.by === "url" ? sql`url` : sql`name`;
  const isType = (type: number) => sql`type = ${type}`;
  // NOTE matomo: pages without an address are no steps, not even by their title.
  const isPage = sql`${isType(actionTypes.pageview)} AND url <> '' AND ${label} <> ''`;
  const part = sql`multiIf(${isPage}, ${parts.followingPages}, ${isType(actionTypes.search)}, ${parts.followingSearches}, ${isType(actionTypes.outlink)}, ${parts.outlinks}, ${isType(actionTypes.download)}, ${parts.downloads}, ${parts.unlisted})`;
  const text = sql`multiIf(${isType(actionTypes.pageview)}, ${label}, ${isType(actionTypes.search)}, name, url)`;
  const where = withLoops ? isAfter(page) : sql`${isAfter(page)} AND NOT (${isView(page)})`;
  return { rows: sql`SELECT ${part} AS part, ${text} AS label FROM ${actions(where)}`, tie: byName };
}

const byName = sql`upperUTF8(label)`;
