import { measure, show, startBigServer } from "./big-server.mjs";

const about = { idSite: "1", period: "month", date: "2026-03-10" };
const countries = { apiModule: "UserCountry", apiAction: "getCountry" };
const bulk = [
  ...["VisitsSummary.get", "Actions.get", "VisitFrequency.get", "Goals.get", "UserCountry.getCountry"],
  ...[
    "DevicesDetection.getType",
    "DevicesDetection.getBrowsers",
    "Referrers.getReferrerType",
    "Resolution.getResolution",
    "VisitTime.getByDayOfWeek",
  ],
];

/**
 * What answers tell about reports, and the log of visits, on the big site: lists of reports, what a processed report costs beside its
 * report, twenty calls in one beside the same one by one, and a hundred visits with all that was done in them.
 */
export async function run(print) {
  const server = await startBigServer();
  const ask = (params) => async () => {
    const answer = await server.ask(params);
    if (answer?.result === "error") throw new Error(answer.message);
    return answer;
  };
  try {
    const list = { method: "API.getReportMetadata", idSite: "1", period: "day", date: "2026-03-10" };
    print("API.getReportMetadata (wanted: under 30 ms)", "", show(await measure(ask(list), 60)));

    const report = await measure(ask({ ...about, method: "UserCountry.getCountry", filter_add_columns_when_show_all_columns: "1" }), 60);
    const processed = await measure(ask({ ...about, ...countries, method: "API.getProcessedReport" }), 60);
    print(
      "API.getProcessedReport beyond its report (wanted: at most 10 ms)",
      `${(processed.p50 - report.p50).toFixed(1)} ms`,
      `${show(processed)} against ${show(report)}`,
    );

    const calls = ["2026-03-10", "2026-03-11"].flatMap((date) => bulk.map((method) => ({ method, idSite: "1", period: "day", date })));
    const urls = Object.fromEntries(calls.map((call, index) => [`urls[${index}]`, new URLSearchParams(call).toString()]));
    const inOne = await measure(ask({ method: "API.getBulkRequest", ...urls }), 20);
    const oneByOne = await measure(async () => {
      for (const call of calls) await ask(call)();
    }, 20);
    print(
      `API.getBulkRequest of ${calls.length} calls, beside the calls one by one`,
      `${(inOne.p50 / oneByOne.p50).toFixed(2)} ×`,
      `${show(inOne)} against ${show(oneByOne)}`,
    );

    const log = { method: "Live.getLastVisitsDetails", ...about, filter_limit: "100" };
    print("Live.getLastVisitsDetails, 100 visits (wanted: under 100 ms)", "", show(await measure(ask(log), 30)));
  } finally {
    await server.stop();
  }
}
