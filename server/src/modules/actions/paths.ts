import { type Sql, sql, trusted } from "../../db/sql.ts";

/**
 * Where addresses stand in a tree: the labels on the way from the top down to the leaf, with a line break between two. The warehouse works
 * them out once, when it writes a row; no value of a request comes in.
 */

/** What stands for the page of a folder. */
export const indexPage = "index";

/** NOTE matomo: what comes after so many slashes is one step. */
const mostSteps = 10;

export const unknownAddress = "Page URL not defined";

/** What a label does not begin or end with. */
const space = " \\t\\r\\x0B\\x00";

/** The steps of a page's path, without its host: `blog`, `2026`, `/recovery`. The last begins with a slash, so that it is no folder. */
export function pagePath(stored: Sql): Sql {
  return stepsOf(withoutHost(stored));
}

/** The host of a link, and all that comes after it. */
export function linkPath(stored: Sql): Sql {
  return sql`if(${isLink(stored)}, ${hostAndRest(stored)}, ${stepsOf(stored)})`;
}

/**
 * What a path has on the top level of its tree: the path itself where it has one step, else its first step with a line break behind. There
 * are few, so that reports of that level read and group them quickly. The path has to be given as it is worked out: where rows are changed,
 * the engine follows up columns that hang on those that change, but not columns that hang on these.
 */
export function topOf(path: Sql): Sql {
  const folder = sql`concat(substringIndex(whole, '\\n', 1), '\\n')`;
  return letting("whole", path, sql`if(position(whole, '\\n') = 0, whole, ${folder})`);
}

/** The path of what is a page or a link. */
export function actionPath(stored: Sql, isPage: Sql): Sql {
  return sql`if(NOT (${isPage}) AND ${isLink(stored)}, ${hostAndRest(stored)}, ${stepsOf(sql`if(${isPage}, ${withoutHost(stored)}, ${stored})`)})`;
}

/** The page of a folder gets a name. A line break takes the place of the host. NOTE matomo: a fragment that is empty goes. */
function withoutHost(stored: Sql): Sql {
  const path = replacedOnce(stored, "^[^/]+/?", "\n");
  return replacedOnce(replacedOnce(path, "^(\\n(?:[^#]*/)?)(#.*)?$", `\\1${indexPage}\\2`), "##?$", "");
}

function isLink(stored: Sql): Sql {
  return sql`match(${stored}, '(?i)^https?://[^/]')`;
}

function hostAndRest(stored: Sql): Sql {
  return replacedOnce(replacedOnce(stored, "(?i)^https?://([^/]+)/?", "\\1\n/"), "##?$", "");
}

/** The steps of a path by its slashes. Empty ones go; the last gets a slash. */
function stepsOf(path: Sql): Sql {
  const first = `^(?:[^/]*/){0,${mostSteps - 1}}`;
  const folders = sql`replaceRegexpAll(extract(path, ${text(first)}), ${text(`[${space}]*/[${space}/]*`)}, '\n')`;
  const steps = sql`trim(BOTH '\\n \\t\\r\\x0B\\0' FROM concat(${folders}, ${replacedOnce(sql`path`, first, "")}))`;
  const labels = sql`if(steps = '', ${text(unknownAddress)}, ${replacedOnce(sql`steps`, `[${space}]*([^\\n]*)$`, "/\\1")})`;
  return letting("path", path, letting("steps", steps, labels));
}

function replacedOnce(words: Sql, pattern: string, replacement: string): Sql {
  return sql`replaceRegexpOne(${words}, ${text(pattern)}, ${text(replacement)})`;
}

/** An expression over a value that has a name in it, so that it is worked out once however often it is used. */
function letting(variable: string, value: Sql, expression: Sql): Sql {
  return sql`arrayMap(${trusted(variable)} -> ${expression}, [${value}])[1]`;
}

/** A text of this file as SQL writes it: columns are defined without parameters. */
function text(words: string): Sql {
  return trusted(`'${words.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`);
}
