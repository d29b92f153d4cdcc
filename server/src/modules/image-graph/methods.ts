import { findCurrency } from "../../base/currencies.ts";
import { localTime } from "../../base/dates.ts";
import { UserError } from "../../base/errors.ts";
import { canNameLanguage } from "../../base/languages.ts";
import { translate } from "../../base/translate.ts";
import type { ChartLook, DrawChart } from "../../catalog/chart.ts";
import { type FileResult, type Inquiry, type Method, type MethodContext, method } from "../../catalog/method.ts";
import { flag, integer, oneOf, site, text } from "../../catalog/params.ts";
import { requireSite } from "../../db/sites.ts";
import { tellReport } from "../../derive/ask-report.ts";
import { reportParams } from "../../derive/report-choice.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { figuresNamed } from "./figures.ts";
import { findGraphType, suitingGraphType, usualGraphType } from "./graph-types.ts";
import { lookParams, readLook } from "./look.ts";
import { chartOf, type Plot } from "./plot.ts";

const params = {
  idSite: site(),
  period: text(),
  date: text(),
  ...reportParams,
  graphType: text().or(""),
  outputType: oneOf("0", "1", "2").or("0"),
  columns: text().or(""),
  labels: text().or(""),
  legendAppendMetric: flag().or(true),
  ...lookParams,
  idSubtable: integer(0).optional(),
  segment: text().or(""),
  language: text().or(""),
};

type Context = MethodContext<typeof params>;

const get = method({
  method: "ImageGraph.get",
  docs: "Draws a report as a picture: over time (evolution), as bars or as a pie. What is wrong with the question is told in the picture.",
  access: { role: "view", site: "idSite" },
  params,
  run: async ({ inquiry, drawChart, ...context }) => {
    if (!inquiry || !drawChart) throw new Error("a picture needs a way to ask for the report, and something that draws");
    const content = await draw(context, inquiry, drawChart);
    return fileOf(context.params, content);
  },
});

export const methods: readonly Method[] = [get];

/**
 * NOTE matomo: what cannot be drawn is told in a picture too, for it stands in pages where nobody sees another answer. Only who may not
 * see the report, and sizes and colours in which nothing can be drawn, are refused.
 */
async function draw(context: Context, inquiry: Inquiry, drawChart: DrawChart): Promise<Buffer> {
  const { params } = context;
  const look = (graphType: string) => readLook(params, findGraphType(graphType), languageOf(params));
  const plain = look(usualGraphType);
  try {
    const plot = await plotOf(context, inquiry, look);
    return await drawChart(await chartOf(plot, { ...context, inquiry }), plot.look);
  } catch (error) {
    if (!(error instanceof UserError) || error.status !== 200) throw error;
    return drawChart({ kind: "notice", text: error.message }, plain);
  }
}

async function plotOf({ params, ...context }: Context, inquiry: Inquiry, look: (graphType: string) => ChartLook): Promise<Plot> {
  const { timezone, currency } = await requireSite(context.records, params.idSite);
  const today = localTime(Math.floor(context.clock.now() / 1000), timezone).day;
  const { several, periods } = parsePeriods(params.period, params.date, today);
  const choice = { ...params, hideMetricsDoc: true };
  const { metadata } = await tellReport(inquiry.reports, choice, { ...context, inquiry });
  const graphType = params.graphType || suitingGraphType(metadata, several);
  return {
    choice,
    metadata,
    severalPeriods: several,
    periods: periods.length,
    type: findGraphType(graphType),
    figures: figuresNamed(params.columns, metadata),
    look: look(graphType),
    labels: params.labels,
    namesFigure: params.legendAppendMetric,
    currency: findCurrency(currency)?.symbol ?? currency,
    nothing: translate("There is no data for this graph.", languageOf(params)),
  };
}

function languageOf({ language }: Context["params"]): string | undefined {
  return canNameLanguage(language) ? language : undefined;
}

function fileOf({ apiModule, apiAction, idGoal, idDimension, date, idSite, outputType }: Context["params"], content: Buffer): FileResult {
  const words = [apiModule, apiAction, idGoal, idDimension, date, String(idSite)].filter((word) => word !== "");
  const name = `${words.join("_").replace(/[^\w-]+/g, "-")}.png`;
  return { kind: "file", type: "image/png", name, content, isDownload: outputType === "1" };
}
