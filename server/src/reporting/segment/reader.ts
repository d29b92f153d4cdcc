import { noAccess } from "../../base/errors.ts";
import { groupBy } from "../../base/group-by.ts";
import { type Caller, nobody } from "../../catalog/caller.ts";
import type { Dimension, TableName } from "../../catalog/dimension.ts";
import type { SegmentReader, SegmentScope } from "../../catalog/report.ts";
import { type Records, recordsVersion } from "../../db/records.ts";
import { join, type Sql, sql, typed } from "../../db/sql.ts";
import { bareRowsOf } from "../source.ts";
import type { Expression } from "./expression.ts";
import { fieldsOf, type SegmentField } from "./field.ts";
import { parseSegment } from "./parse.ts";
import { fieldFinder, readSiteFields, type SiteFields } from "./site-fields.ts";
import { ownCondition, visitCondition } from "./visit-condition.ts";

/** Reads segments: knows the names of the catalogue and, from the records, those that are each site's own. */
export interface SegmentReaders {
  /**
   * The reader for a caller, with what the records say now. A segment asked of no site in particular may use the custom dimensions
   * of any.
   */
  readerFor(caller: Caller): Promise<SegmentReader>;
}

export function createSegmentReaders(records: Records, dimensions: readonly Dimension[]): SegmentReaders {
  const fields = fieldsOf(dimensions);
  let known: { readonly version: string; readonly siteFields: Promise<SiteFields> } | undefined;
  const current = async () => {
    const version = await recordsVersion(records);
    if (known?.version !== version) known = { version, siteFields: readSiteFields(records, dimensions) };
    return known.siteFields;
  };
  return {
    readerFor: async (caller) => {
      const siteFields = await current();
      return (segment, table, scope) => readSegment(segment, table, scope, { fields, siteFields, caller });
    },
  };
}

interface Known {
  readonly fields: ReadonlyMap<string, SegmentField>;
  readonly siteFields: SiteFields;
  readonly caller: Caller;
}

function readSegment(segment: string, table: TableName, scope: SegmentScope, known: Known): Sql {
  const expression = parseSegment(segment, namesOn(scope.sites, known));
  const names = new Set(expression.flatMap((alternatives) => alternatives.map(({ name }) => name)));
  requireSignedIn(names, known);
  const own = scope.rowByRow ? table : "visits";
  const condition = onAllSites(expression, names, scope, known, own);
  return table === own
    ? condition
    : sql`visit IN (SELECT visit FROM ${bareRowsOf("visits", { ...scope, segment: "", readSegment: undefined }, condition)})`;
}

function namesOn(sites: readonly number[], { fields, siteFields: { custom } }: Known): ReadonlySet<string> {
  const own = sites.length === 0 ? [...custom.values()] : sites.flatMap((site) => custom.get(site) ?? []);
  return new Set([...fields.keys(), ...own.flatMap((byName) => [...byName.keys()])]);
}

function requireSignedIn(names: Iterable<string>, { fields, caller }: Known): void {
  if (caller.login !== nobody.login) return;
  for (const name of names) if (fields.get(name)?.signedIn) throw noAccess(`a signed-in user to use the segment ${name}`);
}

/**
 * The condition on rows of a table. The same name may mean another column on another site: sites on which all names mean the same go
 * together.
 */
function onAllSites(expression: Expression, names: Iterable<string>, scope: SegmentScope, known: Known, table: TableName): Sql {
  const { fields, siteFields } = known;
  const siteNames = [...names].filter((name) => !fields.has(name));
  const groups = groupBy(scope.sites, (site) => siteNames.map((name) => meaningOf(siteFields.custom.get(site)?.get(name))).join());
  const conditionOn = (sites: readonly number[]) => {
    const ground = { scope: { ...scope, sites }, find: fieldFinder(sites, known.fields, known.siteFields) };
    return table === "visits" ? visitCondition(expression, ground) : ownCondition(table, expression, ground);
  };
  if (groups.size <= 1) return conditionOn(scope.sites);
  const conditions = [...groups.values()].map((sites) => sql`(site IN ${typed("Array(UInt32)", sites)} AND ${conditionOn(sites)})`);
  return sql`(${join(conditions, " OR ")})`;
}

function meaningOf(field: SegmentField | undefined): string {
  return field ? `${field.table} ${field.sql.parts.join()}` : "";
}
