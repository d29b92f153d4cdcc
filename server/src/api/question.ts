import type { Clock } from "../base/clock.ts";
import { localTime } from "../base/dates.ts";
import { missingParameter, wrongParameter } from "../base/errors.ts";
import type { Caller } from "../catalog/caller.ts";
import { type Raw, readParams } from "../catalog/params.ts";
import type { Query, QuerySite } from "../catalog/query.ts";
import type { Report } from "../catalog/report.ts";
import type { Records } from "../db/records.ts";
import { parsePeriods } from "../reporting/period.ts";
import { meansSeveralSites, type StoredSite, sitesFor } from "./access.ts";
import { checkFilters, isOn } from "./post/filter-params.ts";
import { isPath, labelsIn } from "./post/label.ts";
import { isPivoted } from "./post/pivot.ts";
import { languageOf, textOf } from "./request.ts";

/**
 * Reads what a report is asked for: `idSite`, `period`, `date`, `segment` and the report's own parameters. "Today" is that of the
 * first site. Throws the UserErrors of all of them, and noAccess for sites that the caller may not see.
 */
export async function readQuestion(
  report: Report,
  params: Readonly<Record<string, Raw>>,
  caller: Caller,
  { records, clock }: { readonly records: Records; readonly clock: Clock },
): Promise<Query> {
  const idSite = report.allSites ? "all" : params.idSite;
  if ((idSite ?? "") === "") throw missingParameter("idSite");
  for (const name of ["period", "date"]) if ((params[name] ?? "") === "") throw missingParameter(name);
  checkFilters(params);
  const language = languageOf(params);
  const stored = await sitesFor(records, caller, "view", idSite);
  const sites = stored.map(querySite);
  const now = Math.floor(clock.now() / 1000);
  const today = localTime(now, sites[0]?.timezone ?? "UTC").day;
  const { periods, several } = parsePeriods(textOf(params, "period"), textOf(params, "date"), today);
  return {
    sites,
    severalSites: !report.allSites && meansSeveralSites(params.idSite),
    periods,
    severalPeriods: several,
    today,
    now,
    segment: textOf(params, "segment"),
    ...(language !== undefined && { language }),
    ...levelsOf(params),
    ...(isPivoted(report, params) && { expand: true }),
    params: readParams(report.params ?? {}, params),
  };
}

/** Which rows below others are asked for: all of them, those on the way to a label such as `a > b`, or one table by its number. */
function levelsOf(params: Readonly<Record<string, Raw>>): Pick<Query, "expand" | "flat" | "path" | "subtable"> {
  const number = textOf(params, "idSubtable").trim();
  if (!/^\d*$/.test(number) || !Number.isSafeInteger(Number(number)))
    throw wrongParameter("idSubtable", number, "the number of a subtable, as idsubdatatable tells it");
  return {
    ...(number !== "" && { subtable: Number(number) }),
    ...(isOn(params, "expanded") && { expand: true }),
    ...(labelsIn(params.label).some(isPath) && { expand: true, path: true }),
    ...(textOf(params, "flat") === "1" && { expand: true, flat: true }),
  };
}

function querySite(site: StoredSite): QuerySite {
  const urls = JSON.parse(site.urls) as readonly string[];
  return {
    id: site.id,
    name: site.name,
    timezone: site.timezone,
    currency: site.currency,
    mainUrl: urls[0] ?? "",
    urls,
    ecommerce: site.ecommerce === 1,
    group: site.site_group,
    created: localTime(site.created, site.timezone).day,
  };
}
