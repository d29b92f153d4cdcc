import { name, type Sql, sql } from "../../db/sql.ts";

/** How addresses, titles and keywords stand in a tree: the labels on the way to each, as SQL over what is stored. */

/** What stands for the page of a folder. */
export const indexPage = "index";

/** NOTE matomo: what comes after so many slashes is one step. */
const mostSteps = 10;

export const unknownAddress = "Page URL not defined";
const unknownTitle = " Page Name not defined";

/** The steps of a page's path, without its host: `blog`, `2026`, `/recovery`. The last begins with a slash, so that it is no folder. */
export function pagePath(stored: Sql): Sql {
  const file = sql`if(parts[2] = '' OR endsWith(parts[2], '/'), concat(parts[2], ${indexPage}), parts[2])`;
  const path = sql`if(empty(parts), address, concat(${file}, ${fragment}))`;
  return withParts(stored, "^([^/]+)/?([^#]*)#?(.*)$", steps(path));
}

/** The host of a link, and all that comes after it. */
export function linkPath(stored: Sql): Sql {
  const rest = sql`concat('/', ${trimmed(sql`parts[2]`)}, ${fragment})`;
  const link = sql`if(empty(parts), ${steps(sql`address`)}, [${trimmed(sql`parts[1]`)}, ${rest}])`;
  return withParts(stored, "(?i)^https?://([^/]+)/?([^#]*)#?(.*)$", link);
}

/** Titles have one level. The blank tells a title from a folder. */
export function titlePath(stored: Sql): Sql {
  return bind("title", trimmed(withoutBreaks(stored)), sql`[if(title = '', ${unknownTitle}, concat(' ', title))]`);
}

export function keywordPath(stored: Sql): Sql {
  return sql`[${stored}]`;
}

/** Takes an address apart for `body`, which finds it as `address`, and in `parts` its host, path and fragment: none where it is no address. */
function withParts(stored: Sql, pattern: string, body: Sql): Sql {
  return bind("address", withoutBreaks(stored), bind("parts", sql`extractGroups(address, ${pattern})`, body));
}

/** NOTE matomo: a trailing hash goes, and with it a fragment that is empty. */
const fragment = bind("fragment", sql`replaceRegexpOne(parts[3], '#$', '')`, sql`if(fragment = '', '', concat('#', fragment))`);

/** A path by its slashes. Empty steps go; the last gets a slash. */
function steps(path: Sql): Sql {
  const limited = sql`if(length(pieces) > ${mostSteps}, arrayPushBack(arraySlice(pieces, 1, ${mostSteps - 1}), arrayStringConcat(arraySlice(pieces, ${mostSteps}), '/')), pieces)`;
  const kept = sql`arrayFilter(step -> step <> '', arrayMap(piece -> ${trimmed(sql`piece`)}, ${limited}))`;
  const leaf = sql`arrayPushBack(arrayPopBack(kept), concat('/', kept[-1]))`;
  return bind("pieces", sql`splitByChar('/', ${path})`, bind("kept", kept, sql`if(empty(kept), [${unknownAddress}], ${leaf})`));
}

/** Without white space on either side. */
function trimmed(text: Sql): Sql {
  return sql`replaceRegexpAll(${text}, ${"^[ \\t\\r\\x0B\\x00]+|[ \\t\\r\\x0B\\x00]+$"}, '')`;
}

function withoutBreaks(text: Sql): Sql {
  return sql`replaceAll(${text}, '\n', '')`;
}

/** Works out the value once and gives it a name in the body. */
function bind(variable: string, value: Sql, body: Sql): Sql {
  return sql`arrayMap(${name(variable)} -> ${body}, [${value}])[1]`;
}
