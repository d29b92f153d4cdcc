import type { Metric } from "../../catalog/metric.ts";
import { list, text } from "../../catalog/params.ts";
import type { Query } from "../../catalog/query.ts";
import { custom, type Report, type ReportContext, report } from "../../catalog/report.ts";
import type { Answer, Cells } from "../../catalog/table.ts";
import { actionOf } from "../../derive/listed-report.ts";
import { answerFor, emptyTable } from "../../reporting/answers.ts";
import { runReport } from "../../reporting/run.ts";

/** NOTE matomo: sums of some visits only, which the report of new and returning visits tells by itself, are not told here. */
const leftOut = /^(nb_visits_converted|bounce_count|sum_visit_length)_(new|returning)$/;

/** NOTE matomo: ratios that are 0 here where a period of several has no such visit; other figures are not told then. */
const toldOfNothing = /^((bounce_rate|nb_actions_per_visit|avg_time_on_site)_(new|returning)|avg_page_load_time)$/;

/** The main figures of all modules in one row; `reports` are those of all modules. */
export function overviewOf(reports: readonly Report[]): Report {
  const sources = mainReports(reports);
  return report({
    method: "API.get",
    name: "Main metrics",
    place: ["API", "", 1],
    docs: "The main figures of visits, referrers, page speed, goals and actions in one answer.",
    listing: { metrics: "all", visitorsUpToMonth: true },
    rows: custom((query, context) => runOverview(sources, query, context)),
    metrics: sources.flatMap(toldMetrics),
    params: { columns: list(text()).or([]) },
  });
}

/** The report `get` of each module. NOTE matomo: from the last name to the first, and a column that several have is told by the last of them. */
function mainReports(reports: readonly Report[]): readonly Report[] {
  return reports.filter((each) => actionOf(each) === "get").sort((one, other) => (one.method < other.method ? 1 : -1));
}

/** Those that the overview tells: what is carried for ratios only shows here too. */
function toldMetrics({ metrics }: Report): readonly Metric[] {
  return metrics.filter(({ id }) => !leftOut.test(id)).map(({ hidden: _, ...metric }) => metric);
}

async function runOverview(sources: readonly Report[], query: Query, context: ReportContext): Promise<Answer> {
  const asked = Array.isArray(query.params.columns) ? query.params.columns.map(String) : [];
  const isTold = (id: string) => !leftOut.test(id) && (asked.length === 0 || asked.includes(id));
  const zeros = Object.fromEntries(
    sources.flatMap(toldMetrics).flatMap(({ id }) => (isTold(id) && toldOfNothing.test(id) ? [[id, 0]] : [])),
  );
  const needed = sources.filter((source) => source.metrics.some(({ id }) => isTold(id)));
  const answers = await Promise.all(needed.map((source) => runReport(source, { ...query, params: {} }, context)));
  return answerFor(query, (site, at) => {
    const labels = [...(query.severalSites ? [String(site)] : []), ...(query.severalPeriods ? [at.label] : [])];
    const cells = answers.flatMap((answer) => Object.entries(cellsAt(answer, labels))).filter(([id]) => isTold(id));
    return cells.length === 0 ? emptyTable : { kind: "single", columns: { ...zeros, ...Object.fromEntries(cells) } };
  });
}

/** The row under those labels of maps. */
function cellsAt(answer: Answer, [label, ...rest]: readonly string[]): Cells {
  if (answer.kind === "single") return answer.columns;
  const inner = answer.kind === "map" ? answer.entries.find(([each]) => each === label)?.[1] : undefined;
  return inner ? cellsAt(inner, rest) : {};
}
