import { type Sql, sql } from "../../db/sql.ts";

/**
 * How addresses, titles and keywords stand in a tree: each adds the column `path`, the labels on the way to a leaf, to rows with
 * `by_leaf`, what is stored of it. Step by step, as layers of selects: one deep expression would take long to analyse.
 */

/** What stands for the page of a folder. */
export const indexPage = "index";

/** NOTE matomo: what comes after so many slashes is one step. */
const mostSteps = 10;

export const unknownAddress = "Page URL not defined";
const unknownTitle = " Page Name not defined";

/** The steps of a page's path, without its host: `blog`, `2026`, `/recovery`. The last begins with a slash, so that it is no folder. */
export function pagePath(rows: Sql): Sql {
  const file = sql`if(parts[2] = '' OR endsWith(parts[2], '/'), concat(parts[2], ${indexPage}), parts[2])`;
  const whole = sql`if(empty(parts), address, concat(${file}, fragment)) AS whole`;
  return withSteps(adding(whole, withParts(rows, "^([^/]+)/?([^#]*)#?(.*)$")), sql`path`);
}

/** The host of a link, and all that comes after it. */
export function linkPath(rows: Sql): Sql {
  const parts = withParts(rows, "(?i)^https?://([^/]+)/?([^#]*)#?(.*)$");
  const link = sql`[${trimmed(sql`parts[1]`)}, concat('/', ${trimmed(sql`parts[2]`)}, fragment)]`;
  return adding(
    sql`if(empty(parts), steps_of_other, ${link}) AS path`,
    withSteps(adding(sql`address AS whole`, parts), sql`steps_of_other`),
  );
}

/** Titles have one level. The blank tells a title from a folder. */
export function titlePath(rows: Sql): Sql {
  const title = sql`${trimmed(sql`replaceAll(by_leaf, '\n', '')`)} AS title`;
  return adding(sql`[if(title = '', ${unknownTitle}, concat(' ', title))] AS path`, adding(title, rows));
}

export function keywordPath(rows: Sql): Sql {
  return adding(sql`[by_leaf] AS path`, rows);
}

/**
 * Takes addresses apart: `address`, `parts` (host, path and fragment; none where it is no address) and `fragment` with its hash.
 * NOTE matomo: a trailing hash goes, and with it a fragment that is empty.
 */
function withParts(rows: Sql, pattern: string): Sql {
  const address = adding(sql`replaceAll(by_leaf, '\n', '') AS address`, rows);
  const parts = adding(sql`extractGroups(address, ${pattern}) AS parts`, address);
  return adding(sql`if(parts[3] IN ('', '#'), '', concat('#', replaceRegexpOne(parts[3], '#$', ''))) AS fragment`, parts);
}

/** The steps of `whole` by its slashes. Empty ones go; the last gets a slash. */
function withSteps(rows: Sql, column: Sql): Sql {
  const rest = sql`arrayStringConcat(arraySlice(pieces, ${mostSteps}), '/')`;
  const limited = sql`if(length(pieces) > ${mostSteps}, arrayPushBack(arraySlice(pieces, 1, ${mostSteps - 1}), ${rest}), pieces)`;
  const pieces = adding(sql`splitByChar('/', whole) AS pieces`, rows);
  const kept = adding(sql`arrayFilter(step -> step <> '', arrayMap(piece -> ${trimmed(sql`piece`)}, ${limited})) AS kept`, pieces);
  const steps = sql`arrayPushBack(arrayPopBack(kept), concat('/', kept[-1]))`;
  return adding(sql`if(empty(kept), [${unknownAddress}], ${steps}) AS ${column}`, kept);
}

/** Without white space on either side. */
function trimmed(text: Sql): Sql {
  return sql`replaceRegexpAll(${text}, ${"^[ \\t\\r\\x0B\\x00]+|[ \\t\\r\\x0B\\x00]+$"}, '')`;
}

function adding(column: Sql, rows: Sql): Sql {
  return sql`SELECT *, ${column} FROM (${rows})`;
}
