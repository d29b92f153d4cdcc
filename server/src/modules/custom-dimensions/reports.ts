import { notAllowed, unknownThing } from "../../base/errors.ts";
import { integer } from "../../catalog/params.ts";
import type { Query, QuerySite } from "../../catalog/query.ts";
import { below, byValue, custom, type Report, type ReportContext, report } from "../../catalog/report.ts";
import type { Answer } from "../../catalog/table.ts";
import type { Records } from "../../db/records.ts";
import { name, sql } from "../../db/sql.ts";
import { runReport } from "../../reporting/run.ts";
import { encodeSegmentValue } from "../../reporting/segment-text.ts";
import { actionsPerVisit, averageVisitLength, bounceRate, visitMetrics } from "../../reporting/visit-metrics.ts";
import { actionRatios, actionReportOf } from "./action-reports.ts";
import { type CustomDimension, findCustomDimensions } from "./custom-dimensions.ts";
import { visitCustomDimension } from "./dimensions.ts";
import { listedDimensions } from "./listed-dimensions.ts";

/** Stands for values that are said to be empty. */
const nothingSaid = "Value not defined";

const figures = { metrics: [...visitMetrics, averageVisitLength, bounceRate, actionsPerVisit], goals: true } as const;

/** The report of one custom dimension of visits: visits of which nothing was said are left out. */
function visitReportOf({ dimension: number, slot, name: title }: CustomDimension): Report {
  const dimension = visitCustomDimension(slot);
  return report({
    method: `CustomDimensions.getCustomDimension`,
    name: title,
    docs: `Visits by ${title}.`,
    rows: byValue(dimension, {
      among: sql`${name(dimension.column!.name)} IS NOT NULL`,
      label: (value) => value || nothingSaid,
      segment: (value) => `dimension${number}==${encodeSegmentValue(value)}`,
    }),
    ...figures,
  });
}

async function findActive(records: Records, site: number, number: number): Promise<CustomDimension> {
  const found = (await findCustomDimensions(records, site)).find((each) => each.dimension === number);
  if (!found) throw unknownThing("custom dimension", String(number));
  if (!found.active)
    throw notAllowed(`The custom dimension ${number} of the website id = ${site} is not active, so there is no report of it.`);
  return found;
}

/** The same method answers the table below a row. */
function tableBelow(report: Report): Report {
  return report.rows.shape === "pair" ? { ...report, rows: below(report.rows) } : report;
}

/** Sites say for themselves what a number stands for, so each is asked by itself. */
async function answerOf(query: Query, context: ReportContext): Promise<Answer> {
  if (!context.records) throw new Error("custom dimensions cannot be found without records");
  const number = Number(query.params.idDimension);
  const answerOfSite = async (site: QuerySite) => {
    const found = await findActive(context.records!, site.id, number);
    const ofSite = { ...query, sites: [site], severalSites: false };
    if (found.scope === "visit") return runReport(visitReportOf(found), ofSite, context);
    const ofActions = actionReportOf(found, nothingSaid);
    return runReport(query.subtable === undefined ? ofActions : tableBelow(ofActions), ofSite, context);
  };
  const answers = await Promise.all(query.sites.map(async (site) => [String(site.id), await answerOfSite(site)] as const));
  return query.severalSites ? { kind: "map", key: "idSite", entries: answers } : answers[0]![1];
}

export const getCustomDimension = report({
  method: "CustomDimensions.getCustomDimension",
  name: "Custom Dimension",
  docs: "Visits, or actions, by what the website says of them in a custom dimension of its own.",
  listing: { each: listedDimensions },
  rows: custom(answerOf),
  params: { idDimension: integer(1) },
  ...figures,
  processed: actionRatios,
});

export const reports: readonly Report[] = [getCustomDimension];
