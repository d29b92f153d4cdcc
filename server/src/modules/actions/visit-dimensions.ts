import { decodeEntities, escapeHtml } from "../../base/html.ts";
import { type Column, type Dimension, dimension, type Moment } from "../../catalog/dimension.ts";
import type { Action, ActionKind } from "../../catalog/hit.ts";
import { name, type Sql, sql, typed } from "../../db/sql.ts";
import { nameTypes } from "./action-types.ts";
import { pagePath, topOf } from "./paths.ts";

/** What stands before addresses, by the number under which it is stored. */
const addressPrefixes: readonly string[] = ["http://", "http://www.", "https://", "https://www."];

/** A visit counts actions of these kinds; content blocks are shown, not done. */
const countedKinds: readonly ActionKind[] = ["pageview", "outlink", "download", "search", "event"];

/** Kinds by which a visitor gets on within the site: they are the visit's interactions, and where it is entered and left. */
const stepKinds: readonly ActionKind[] = ["pageview", "search"];

/** The hit's action where it is a step within the site. */
export function stepOf({ hit }: Moment): Action | undefined {
  return hit.action && stepKinds.includes(hit.action.kind) ? hit.action : undefined;
}

export const totalActions = countOf("totalActions", "Actions In Visit", "total_actions", "actions", countedKinds);

export const totalInteractions = countOf(
  "totalInteractions",
  "Number of Interactions",
  "total_interactions",
  "interactions",
  stepKinds,
  "a whole number",
);

export const totalSearches = countOf(
  "totalSearches",
  "Number of Internal Searches",
  "total_searches",
  "searches",
  ["search"],
  "a count: searches>0 for visits with a search within the site",
);

/** A count of the visit's actions of some kinds. */
export function countOf(
  id: string,
  name: string,
  column: string,
  segment: string,
  kinds: readonly ActionKind[],
  accepts?: string,
): Dimension {
  const isCounted = ({ hit }: Moment) => hit.action !== undefined && kinds.includes(hit.action.kind);
  return dimension({
    id,
    name,
    column: { table: "visits", name: column, type: "UInt32" },
    fill: (moment) => (isCounted(moment) ? 1 : 0),
    update: (moment) => (isCounted(moment) ? Number(moment.before?.[column] ?? 0) + 1 : undefined),
    segment: { name: segment, type: "metric", ...(accepts && { accepts }) },
  });
}

/**
 * Whether it is settled where the visit was entered. A visit that began with something else than a step within the site, such as an event
 * or a conversion, takes the next page that has an address for its entry.
 */
export const entryKnown = dimension({
  id: "entryKnown",
  name: "Entry known",
  column: { table: "visits", name: "entry_known", type: "UInt8" },
  fill: (moment) => (stepOf(moment) ? 1 : 0),
  update: (moment) => (isLateEntry(moment) ? 1 : undefined),
});

function isLateEntry(moment: Moment): boolean {
  return !moment.before?.entry_known && Boolean(stepOf(moment)?.url);
}

export const entryPageUrl = dimension({
  id: "entryPageUrl",
  name: "Entry Page URL",
  plural: "Entry Page URLs",
  column: textColumn("entry_url"),
  onConversions: "current",
  fill: (moment) => stepOf(moment)?.url ?? "",
  update: (moment) => (isLateEntry(moment) ? moment.hit.action?.url : undefined),
  segment: {
    name: "entryPageUrl",
    category: "Behaviour",
    suggested: addressText("entry_url", "entry_url_prefix"),
    exact: true,
    toStored: withoutPrefix,
  },
});

export const entryPageUrlPath = onConversions(pathOf("entryPageUrlPath", "Path of the Entry Page URL", "entry_url"));

export const entryPageUrlTop = onConversions(topOfPage("entryPageUrlTop", "Top of the Entry Page URL", "entry_url"));

export const entryPageUrlPrefix = dimension({
  id: "entryPageUrlPrefix",
  name: "Prefix of the Entry Page URL",
  column: prefixColumn("entry_url_prefix"),
  fill: (moment) => stepOf(moment)?.urlPrefix ?? null,
  update: (moment) => (isLateEntry(moment) ? (moment.hit.action?.urlPrefix ?? null) : undefined),
});

/** NOTE matomo: a visit that did not begin with a step within the site never gets an entry title. */
export const entryPageTitle = dimension({
  id: "entryPageTitle",
  name: "Entry Page title",
  plural: "Entry Page Titles",
  column: textColumn("entry_name"),
  onConversions: "current",
  fill: (moment) => stepOf(moment)?.name ?? "",
  segment: {
    name: "entryPageTitle",
    category: "Behaviour",
    exact: true,
    toStored: decodeEntities,
    among: { column: "entry_name_type", value: nameTypes.title },
  },
  segmentValue: escapeHtml,
});

export const entryNameType = dimension({
  id: "entryNameType",
  name: "Kind of the entry's name",
  column: { table: "visits", name: "entry_name_type", type: "UInt8" },
  onConversions: "current",
  fill: (moment) => nameTypeOf(stepOf(moment)),
});

export const exitPageUrl = dimension({
  id: "exitPageUrl",
  name: "Exit Page URL",
  plural: "Exit Page URLs",
  column: textColumn("exit_url"),
  fill: (moment) => stepOf(moment)?.url ?? "",
  update: (moment) => stepOf(moment)?.url,
  segment: {
    name: "exitPageUrl",
    category: "Behaviour",
    suggested: addressText("exit_url", "exit_url_prefix"),
    exact: true,
    toStored: withoutPrefix,
  },
});

export const exitPageUrlPath = pathOf("exitPageUrlPath", "Path of the Exit Page URL", "exit_url");

export const exitPageUrlTop = topOfPage("exitPageUrlTop", "Top of the Exit Page URL", "exit_url");

export const exitPageUrlPrefix = dimension({
  id: "exitPageUrlPrefix",
  name: "Prefix of the Exit Page URL",
  column: prefixColumn("exit_url_prefix"),
  fill: (moment) => stepOf(moment)?.urlPrefix ?? null,
  update: (moment) => stepOf(moment)?.urlPrefix,
});

/** NOTE matomo: a page without a title leaves the exit title as it was. */
export const exitPageTitle = dimension({
  id: "exitPageTitle",
  name: "Exit Page Title",
  plural: "Exit Page Titles",
  column: textColumn("exit_name"),
  fill: (moment) => stepOf(moment)?.name ?? "",
  update: (moment) => stepOf(moment)?.name || undefined,
  segment: {
    name: "exitPageTitle",
    category: "Behaviour",
    exact: true,
    toStored: decodeEntities,
    among: { column: "exit_name_type", value: nameTypes.title },
  },
  segmentValue: escapeHtml,
});

export const exitNameType = dimension({
  id: "exitNameType",
  name: "Kind of the exit's name",
  column: { table: "visits", name: "exit_name_type", type: "UInt8" },
  fill: (moment) => nameTypeOf(stepOf(moment)),
  update: (moment) => nameTypeOf(stepOf(moment)) || undefined,
});

function nameTypeOf(step: Action | undefined): number {
  if (!step || step.name === "") return nameTypes.none;
  return step.kind === "search" ? nameTypes.keyword : nameTypes.title;
}

/** Position of the visit's last action; 0 where it has none. */
export const lastAction = dimension({
  id: "lastAction",
  name: "Last action",
  column: { table: "visits", name: "last_action", type: "UInt64" },
  fill: ({ hit }) => (hit.action ? hit.position : 0),
  update: ({ hit }) => (hit.action ? hit.position : undefined),
});

/** Seconds known to be spent on the visit's last action: up to whatever came after it and was no action, a conversion or a heartbeat. */
export const timeSpentOnLastAction = dimension({
  id: "timeSpentOnLastAction",
  name: "Time spent on the last action",
  column: { table: "visits", name: "last_action_spent", type: "UInt32" },
  fill: () => 0,
  update: (moment) => (moment.hit.action ? 0 : secondsSinceBefore(moment) || undefined),
});

/** Seconds after which a visit without a hit has ended. */
const visitLength = 1800;

/** Seconds since the visit's last hit but heartbeats, at most half an hour; 0 where this hit began the visit. */
export function secondsSinceBefore({ hit, before }: Moment): number {
  return before ? Math.min(Math.max(hit.time - before.last_time, 0), visitLength) : 0;
}

/** The address of a page as it is stored, without `https://www.`, from one that a segment names. */
export function withoutPrefix(url: string): string {
  return decodeEntities(url).replace(/^https?:\/\/(www\.)?/i, "");
}

/** The whole address again, out of the columns that hold it without its prefix and the number of that. Text. */
export function addressText(address: string, prefix: string): Sql {
  const numbers = addressPrefixes.map((_, number) => number);
  const texts = typed("Array(String)", addressPrefixes);
  return sql`concat(transform(ifNull(toInt64(${name(prefix)}), -1), ${numbers}, ${texts}, ''), ${name(address)})`;
}

/** Texts of which a site has thousands, so that a dictionary of them would only slow reading. */
function textColumn(column: string): Column {
  return { table: "visits", name: column, type: "String" };
}

/** Where the page of a column stands in the tree of pages. */
function pathOf(id: string, title: string, url: string): Dimension {
  return dimension({ id, name: title, column: { ...textColumn(`${url}_path`), computed: pathOfPage(url) } });
}

/** What that page has on the top level of the tree. */
function topOfPage(id: string, title: string, url: string): Dimension {
  const column: Column = { table: "visits", name: `${url}_top`, type: "LowCardinality(String)", computed: topOf(pathOfPage(url)) };
  return dimension({ id, name: title, column });
}

/** The same, on conversions too. */
function onConversions(of: Dimension): Dimension {
  return dimension({ ...of, onConversions: "current" });
}

function pathOfPage(url: string): Sql {
  return sql`if(${name(url)} = '', '', ${pagePath(name(url))})`;
}

function prefixColumn(column: string): Column {
  return { table: "visits", name: column, type: "Nullable(UInt8)" };
}

export const visitDimensions: readonly Dimension[] = [
  totalActions,
  totalInteractions,
  totalSearches,
  entryKnown,
  entryPageUrl,
  entryPageUrlPath,
  entryPageUrlTop,
  entryPageUrlPrefix,
  entryPageTitle,
  entryNameType,
  exitPageUrl,
  exitPageUrlPath,
  exitPageUrlTop,
  exitPageUrlPrefix,
  exitPageTitle,
  exitNameType,
  lastAction,
  timeSpentOnLastAction,
];
