import { catalogOf } from "../server/dist/catalog/module.js";
import { trusted } from "../server/dist/db/sql.js";
import { modules } from "../server/dist/modules/index.js";
import { measure, show, startBigServer } from "./big-server.mjs";

/** Dates within the data: a day, a month, and the year as a range. */
const spans = [
  { name: "day", period: "day", date: "2026-03-10" },
  { name: "month", period: "month", date: "2026-03-10" },
  { name: "year", period: "range", date: "2025-07-01,2026-06-30" },
];

/** What is asked beside site, period and date, for reports that need it. */
const more = { "CustomDimensions.getCustomDimension": { idDimension: "1" } };

const month = "site = 1 AND start_day BETWEEN '2026-02-28' AND '2026-03-31' AND day BETWEEN '2026-03-01' AND '2026-03-31'";
const visitsBy = (column) =>
  `SELECT ${column}, count(), sum(total_actions), max(total_actions), sum(total_time), countIf(total_actions <= 1), countIf(goal_converted = 1), uniqExact(bitXor(visitor, intHash64(day))), uniqExactIf(cityHash64(day, user_id), user_id != '') FROM visits FINAL WHERE ${month} GROUP BY ${column}`;
const goalsBy = (column) =>
  `SELECT ${column}, goal, count(), uniqExact(visit), sum(revenue), sum(revenue_subtotal), sum(revenue_tax), sum(revenue_shipping), sum(revenue_discount), sum(items) FROM conversions FINAL WHERE ${month} GROUP BY ${column}, goal`;

/** The same figures as somebody would write them by hand, for a month of the big site; statements of one report run side by side. */
const byHand = {
  "VisitsSummary.get": [
    `SELECT uniqExact(visitor), uniqExactIf(user_id, user_id != ''), count(), sum(total_actions), countIf(goal_converted = 1), countIf(total_actions <= 1), sum(total_time), max(total_actions) FROM visits FINAL WHERE ${month}`,
  ],
  "UserCountry.getCountry": [visitsBy("country"), goalsBy("country")],
  "DevicesDetection.getBrowsers": [visitsBy("browser"), goalsBy("browser")],
  "UserLanguage.getLanguage": [visitsBy("language")],
  "Resolution.getResolution": [visitsBy("resolution")],
};

/**
 * Every report of the catalogue over a day, a month and a year of the big site, and five beside SQL written by hand. `only` names some:
 * `UserCountry,DevicesDetection.getBrowsers`.
 */
export async function run(print, only = "") {
  const isWanted = (method) => only.split(",").some((part) => method.includes(part));
  const server = await startBigServer();
  try {
    for (const { method } of catalogOf(modules).reports) {
      if (!isWanted(method)) continue;
      const figures = [];
      for (const { name, period, date } of spans) {
        const ask = () => server.ask({ method, idSite: "1", period, date, ...more[method] });
        const answer = await ask();
        if (answer?.result === "error") {
          figures.push(`${name}: ${answer.message.slice(0, 60)}`);
          break;
        }
        figures.push(`${name} ${show(await measure(ask, name === "year" ? 8 : 20))}`);
      }
      print(method, "", figures.join("   "));
    }
    for (const [method, statements] of Object.entries(byHand)) {
      if (!isWanted(method)) continue;
      const yardstick = await measure(() => Promise.all(statements.map((text) => server.warehouse.query(trusted(text)))), 40);
      const report = await measure(() => server.ask({ method, idSite: "1", period: "month", date: "2026-03-10" }), 40);
      print(
        `${method}, a month, beside hand-written SQL`,
        `${(report.p50 / yardstick.p50).toFixed(2)} ×`,
        `${show(report)} against ${show(yardstick)}`,
      );
    }
    if (isWanted(ownTime.method)) print(`${ownTime.method}, 100 rows, beyond its SQL`, "", show(await measureOwnTime(server)));
    if (isWanted("MultiSites.getAll")) {
      const ask = () => server.ask({ method: "MultiSites.getAll", period: "month", date: "2026-03-10" });
      print("MultiSites.getAll of 201 sites, a month", "", show(await measure(ask)));
    }
  } finally {
    await server.stop();
  }
}

const ownTime = { method: "DevicesDetection.getModel", idSite: "1", period: "month", date: "2026-03-10", filter_limit: "100" };

/** What a report takes beside its statements, as the server tells it; {p50, p95} in milliseconds. */
async function measureOwnTime({ get }) {
  const times = [];
  for (let round = 0; round < 60; round++) {
    const response = await get(ownTime);
    const rows = (await response.json()).length;
    const [, sql, total] = /sql;dur=([\d.]+), total;dur=([\d.]+)/.exec(response.headers.get("server-timing"));
    if (rows < 10) throw new Error(`only ${rows} rows`);
    if (round >= 20) times.push(total - sql);
  }
  times.sort((a, b) => a - b);
  return { p50: times[20], p95: times[38] };
}
