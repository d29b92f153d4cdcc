import { localTime } from "../base/dates.ts";
import { missingParameter, notAllowed } from "../base/errors.ts";
import { translate } from "../base/translate.ts";
import { requireRole } from "../catalog/caller.ts";
import type { SiteDefinitions } from "../catalog/listing.ts";
import type { MethodContext } from "../catalog/method.ts";
import type { Params, Raw } from "../catalog/params.ts";
import type { Report } from "../catalog/report.ts";
import type { Cells } from "../catalog/table.ts";
import { requireSite } from "../db/sites.ts";
import { parsePeriods } from "../reporting/period.ts";
import { figureFactsOf } from "./figure-facts.ts";
import { type GraphRequest, graphAddresses } from "./graph-addresses.ts";
import { reportsFor } from "./list-reports.ts";
import { actionOf, figuresOf, type ListedReport, moduleOf, ratiosOf } from "./listed-report.ts";
import { reportMetadata } from "./report-metadata.ts";
import { readSiteDefinitions } from "./site-definitions.ts";

/** What reports are told of. */
export interface ListRequest {
  readonly site: number | undefined;
  readonly period: string;
  readonly date: string;
  readonly hideMetricsDoc: boolean;
}

/** All reports for a site, and how each is told of. */
export interface ReportList {
  readonly reports: readonly ListedReport[];
  readonly tell: (listed: ListedReport) => Cells;
  /** What the site defines that they are told of for. */
  readonly site: SiteDefinitions;
  /** Says a name in the language of the request. */
  readonly say: (english: string) => string;
}

type Context = Pick<MethodContext<Params>, "records" | "caller" | "clock" | "baseUrl" | "inquiry">;

/** Lists the reports of a site. Throws the UserErrors missingParameter, noAccess and unknownSite, and those of wrong dates. */
export async function listReports(declared: readonly Report[], request: ListRequest, context: Context): Promise<ReportList> {
  const { records, caller, clock, baseUrl, inquiry } = context;
  if (request.site === undefined) throw missingParameter("idSite");
  requireRole(caller, "view", request.site);
  const site = await requireSite(records, request.site);
  const given = inquiry?.params ?? {};
  const today = localTime(Math.floor(clock.now() / 1000), site.timezone).day;
  const graphs = graphRequest(site.id, request, given, today);
  const names = new Map(declared.map(({ method, name }) => [method, name]));
  const say = (english: string) => translate(english, text(given.language) || undefined);
  const options = {
    say,
    factsOf: figureFactsOf(declared),
    withoutDocs: request.hideMetricsDoc,
    withGoals: text(given.filter_update_columns_when_show_all_goals) !== "",
    isShown: shownColumns(given),
    guideTo: (method: string) => `${baseUrl}index.php?module=API&action=listAllAPI#${method}`,
    graphsOf: (listed: ListedReport) => graphAddresses(listed, graphs),
    nameOf: (method: string) => names.get(method) ?? method,
    withFilters: text(given.showDefaultFilters) === "1",
  };
  const definitions = await readSiteDefinitions(records, site);
  const reports = reportsFor(declared, definitions).map((listed) => countedOver(listed, request.period));
  return { reports, site: definitions, say, tell: (listed) => reportMetadata(listed, options) };
}

/** What is told of a report over such periods. NOTE matomo: figures of visitors are listed for single days only, where it does not say otherwise. */
export function tellFor(period: string, { tell }: ReportList, listed: ListedReport): Cells {
  const metadata = tell(listed);
  if (period === "" || period === "day" || listed.listing.listsVisitors) return metadata;
  const metrics = Object.entries((metadata.metrics ?? {}) as Cells).filter(([id]) => id !== "nb_uniq_visitors" && id !== "nb_users");
  return { ...metadata, metrics: Object.fromEntries(metrics) };
}

/** The report of that method with those parameters. Throws notAllowed where there is none. */
export function requireListed(
  reports: readonly ListedReport[],
  method: string,
  parameters: Readonly<Record<string, string>>,
  site: number | undefined,
): ListedReport {
  const found = findListed(reports, method, parameters);
  if (found) return found;
  throw notAllowed(`The report ${method} for the website id = ${site} was not found in the list of available reports.`);
}

export function findListed(
  reports: readonly ListedReport[],
  method: string,
  given: Readonly<Record<string, string>>,
): ListedReport | undefined {
  return reports.find(({ report, parameters }) => {
    if (`${moduleOf(report)}.${actionOf(report)}` !== method) return false;
    if (!parameters) return Object.keys(given).length === 0;
    return Object.entries(parameters).every(([name, value]) => given[name] === String(value));
  });
}

function countedOver(listed: ListedReport, period: string): ListedReport {
  const isLong = period === "year" || period === "range";
  if (!isLong || !listed.listing.visitorsUpToMonth) return listed;
  const metrics = figuresOf(listed).filter((id) => id !== "nb_uniq_visitors");
  return { ...listed, listing: { ...listed.listing, metrics, processed: ratiosOf(listed) } };
}

/** How many periods a picture over time shows. */
const periodsShown = 30;

function graphRequest(site: number, request: ListRequest, given: Readonly<Record<string, Raw>>, today: string): GraphRequest {
  const period = request.period || "day";
  const date = request.date || "today";
  const { periods, several } = parsePeriods(period, date, today);
  const further = Object.fromEntries(["idSubtable", "segment"].flatMap((name) => (text(given[name]) ? [[name, text(given[name])]] : [])));
  if (several) return { site, single: { period: "range", date }, overTime: { period, date }, further };
  if (period === "range") return { site, single: { period, date }, overTime: { period: "day", date }, further };
  const shown = parsePeriods(period, `last${periodsShown}`, periods[0]!.to).periods;
  return { site, single: { period, date }, overTime: { period, date: `${shown[0]!.from},${shown.at(-1)!.to}` }, further };
}

/** Which columns the request shows. */
function shownColumns(given: Readonly<Record<string, Raw>>): (column: string) => boolean {
  const names = (parameter: string) =>
    text(given[parameter])
      .split(",")
      .filter((name) => name !== "");
  const [hidden, shown] = [names("hideColumns"), names("showColumns")];
  return (column) => !hidden.includes(column) && (shown.length === 0 || column === "label" || shown.includes(column));
}

function text(raw: Raw | undefined): string {
  return typeof raw === "string" ? raw : "";
}
