import type { Query } from "../../catalog/query.ts";
import type { ReportContext } from "../../catalog/report.ts";
import type { TableName } from "../../catalog/tables.ts";
import { type Sql, sql } from "../../db/sql.ts";
import { rowsOf, scopeOf } from "../../reporting/source.ts";
import { actionTypes, nameTypes } from "../actions/dimensions.ts";

/** The page that transitions lead to and from: known by its address, without its prefix, or by its title. */
export interface Page {
  readonly by: "url" | "title";
  readonly stored: string;
}

/** Which actions are views of the page. */
export function isView({ by, stored }: Page): Sql {
  return sql`type = ${actionTypes.pageview} AND ${by === "url" ? sql`url` : sql`name`} = ${stored}`;
}

/** Which actions came after a view of the page. */
export function isAfter({ by, stored }: Page): Sql {
  return by === "url" ? sql`ref_url = ${stored}` : sql`ref_name_type = ${nameTypes.title} AND ref_name = ${stored}`;
}

/** Which visits began with the page. */
export function isEntry({ by, stored }: Page): Sql {
  return by === "url" ? sql`entry_url = ${stored}` : sql`entry_name_type = ${nameTypes.title} AND entry_name = ${stored}`;
}

/** NOTE matomo: in transitions a segment that speaks of actions chooses single actions, where in other reports it chooses visits. */
export function rowsFor(query: Query, context: ReportContext, table: TableName, where: Sql): Sql {
  return rowsOf(table, { ...scopeOf(query, context), rowByRow: table === "actions" }, where);
}
