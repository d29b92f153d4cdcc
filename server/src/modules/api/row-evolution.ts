import { type Inquiry, type Method, method } from "../../catalog/method.ts";
import { flag, type Raw, site, structure, text } from "../../catalog/params.ts";
import type { Report } from "../../catalog/report.ts";
import type { Row, Table } from "../../catalog/table.ts";
import { requireSite, urlsOf } from "../../db/sites.ts";
import { askEvolution, labelsIn, methodOf } from "../../derive/ask-report.ts";
import { reportParams } from "../../derive/report-choice.ts";
import { type Evolution, inSeries, oneRow, severalRows, type TablesByPeriod } from "../../derive/row-evolution.ts";

/** How rows of a report changed from period to period; `reports` are all there are. */
export function getRowEvolution(reports: readonly Report[]): Method {
  return method({
    method: "API.getRowEvolution",
    docs: "Tells how the figures of a row of a report, or one figure of several rows, changed from period to period.",
    access: { role: "view", site: "idSite" },
    params: {
      idSite: site(),
      period: text(),
      date: text(),
      ...reportParams,
      label: structure().or(""),
      segment: text().or(""),
      column: text().or(""),
      language: text().or(""),
      legendAppendMetric: flag().or(true),
      labelUseAbsoluteUrl: flag().or(true),
      labelSeries: text().or(""),
      labelPretty: structure().or(""),
      showGoalMetricsForGoal: text().or(""),
    },
    run: async ({ params, inquiry, ...context }) => {
      if (!inquiry) throw new Error("an evolution needs a way to ask for the report");
      const period = params.period === "range" ? "day" : params.period;
      const series = numbersIn(params.labelSeries);
      const labels = labelsIn(inquiry.params.label, { repeated: series.length > 0 });
      const titles = textsIn(inquiry.params.labelPretty);
      const goals = ["", "false"].includes(params.showGoalMetricsForGoal) ? undefined : params.showGoalMetricsForGoal;
      const choice = { ...params, period, hideMetricsDoc: true, goals };
      const { tables, metrics, dimension } = await askEvolution(reports, choice, labels, { ...context, inquiry });
      const name = methodOf(choice);
      const evolution: Evolution = {
        metrics,
        dimension,
        titleOf: (row) => (params.labelUseAbsoluteUrl ? addressOf(row, name) : undefined),
      };
      if (tables.length === 0) return [];
      const lines = labels.length > 0 ? labels : labelsOf(tables, limitIn(inquiry.params));
      if (lines.length === 1) {
        const address = urlsOf(await requireSite(context.records, params.idSite))[0] ?? "";
        return oneRow(inSeriesOf(tables, series[0]), evolution, titleOf(titles[0] || lines[0]!, name, address));
      }
      const findByLabel = labels.length > 0 ? byIndex : (table: Table, index: number) => byLabel(table, lines[index]);
      const find = (table: Table, index: number) => inSeries(findByLabel(table, index), series[index]);
      const column = params.column in evolution.metrics ? params.column : (Object.keys(evolution.metrics)[0] ?? "");
      return severalRows(tables, evolution, { labels: lines, find, column, namesFigure: params.legendAppendMetric, titles });
    },
  });
}

/** The tables with each row as that series of a comparison has it. */
function inSeriesOf(tables: TablesByPeriod, series: number | undefined): TablesByPeriod {
  return tables.map(([period, table]) => [period, { ...table, rows: table.rows.flatMap((row) => inSeries(row, series) ?? []) }]);
}

function numbersIn(words: string): readonly number[] {
  return words.split(",").flatMap((word) => (/^\s*\d+\s*$/.test(word) ? [Number(word)] : []));
}

/** Texts by their index; empty where there is none. */
function textsIn(raw: Raw | undefined): readonly string[] {
  const all = raw === undefined ? [] : typeof raw === "string" ? raw.split(",") : Object.values(raw);
  return all.map((text) => (typeof text === "string" ? text.trim() : ""));
}

/** The labels of all tables in the order in which they turn up. */
function labelsOf(tables: TablesByPeriod, limit: number): readonly string[] {
  return [...new Set(tables.flatMap(([, { rows }]) => rows.map(({ columns }) => String(columns.label))))].slice(0, limit);
}

function limitIn({ filter_limit: raw }: Inquiry["params"]): number {
  return typeof raw === "string" && /^[1-9]\d*$/.test(raw) ? Number(raw) : Number.POSITIVE_INFINITY;
}

function byIndex({ rows }: Table, index: number): Row | undefined {
  return rows.find(({ metadata }) => metadata?.label_index === index);
}

function byLabel({ rows }: Table, label: string | undefined): Row | undefined {
  return rows.find(({ columns }) => columns.label === label);
}

/** The address of a page, or of a website, without its scheme. */
function addressOf({ metadata }: Row, name: string): string | undefined {
  const isPage = name.startsWith("Actions.") || name === "Referrers.getWebsites";
  return isPage && typeof metadata?.url === "string" ? metadata.url.replace(/^https?:\/\/(www\.)?/i, "") : undefined;
}

/** NOTE matomo: a folder of pages is told of as an address of the site. */
function titleOf(label: string, name: string, mainUrl: string): string {
  const plain = label.replaceAll("@", "");
  if (!/^Actions\.get(Page|Entry|Exit)(Page)?Urls?(FollowingSiteSearch)?$/.test(name)) return plain.replaceAll(">", " - ");
  return `${URL.canParse(mainUrl) ? new URL(mainUrl).host : ""}/${plain.replace(/\s*>\s*/g, "/")}/`;
}
