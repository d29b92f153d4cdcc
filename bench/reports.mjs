import { catalogOf } from "../server/dist/catalog/module.js";
import { trusted } from "../server/dist/db/sql.js";
import { modules } from "../server/dist/modules/index.js";
import { measure, show, startBigServer } from "./big-server.mjs";

/** Dates within the data: a day, a month, and the year as a range; and how often each is asked. */
const spans = [
  { name: "day", period: "day", date: "2026-03-10", rounds: 60 },
  { name: "month", period: "month", date: "2026-03-10", rounds: 40 },
  { name: "year", period: "range", date: "2025-07-01,2026-06-30", rounds: 8 },
];

/** What is asked beside site, period and date, for reports that need it. */
const more = { "CustomDimensions.getCustomDimension": { idDimension: "1" } };

const subtable = { param: "idSubtable", of: ({ idsubdatatable }) => idsubdatatable };
const address = { param: "pageUrl", of: ({ url }) => url };
const title = { param: "pageName", of: ({ label }) => label.trim() };

/** Reports about a row of another one, which is asked first: what names the first row that can be named. */
const below = {
  "Actions.getPageUrl": { above: "Actions.getPageUrls", ...address },
  "Actions.getPageTitle": { above: "Actions.getPageTitles", ...title },
  "Actions.getOutlink": { above: "Actions.getOutlinks", ...address, param: "outlinkUrl" },
  "Actions.getDownload": { above: "Actions.getDownloads", ...address, param: "downloadUrl" },
  "Events.getActionFromCategoryId": { above: "Events.getCategory", ...subtable },
  "Events.getNameFromCategoryId": { above: "Events.getCategory", ...subtable },
  "Events.getCategoryFromActionId": { above: "Events.getAction", ...subtable },
  "Events.getNameFromActionId": { above: "Events.getAction", ...subtable },
  "Events.getActionFromNameId": { above: "Events.getName", ...subtable },
  "Events.getCategoryFromNameId": { above: "Events.getName", ...subtable },
  "Referrers.getSearchEnginesFromKeywordId": { above: "Referrers.getKeywords", ...subtable },
  "Referrers.getKeywordsFromSearchEngineId": { above: "Referrers.getSearchEngines", ...subtable },
  "Referrers.getUrlsFromWebsiteId": { above: "Referrers.getWebsites", ...subtable },
  "Referrers.getKeywordsFromCampaignId": { above: "Referrers.getCampaigns", ...subtable },
  "Transitions.getTransitionsForAction": { above: "Actions.getPageUrls", ...address, param: "actionName", actionType: "url" },
  "Transitions.getTransitionsForPageUrl": { above: "Actions.getPageUrls", ...address },
  "Transitions.getTransitionsForPageTitle": { above: "Actions.getPageTitles", ...title, param: "pageTitle" },
};

/** What a report needs beside site, period and date. */
async function needs(server, method, span) {
  if (!below[method]) return more[method];
  const { above, param, of, ...others } = below[method];
  const flat = param === subtable.param ? {} : { flat: "1" };
  const rows = await server.ask({ method: above, idSite: "1", ...span, ...flat });
  return { ...others, [param]: String(rows.map(of).find(Boolean)) };
}

const month = "site = 1 AND start_day BETWEEN '2026-02-28' AND '2026-03-31' AND day BETWEEN '2026-03-01' AND '2026-03-31'";
const monthOfActions = "site = 1 AND day BETWEEN '2026-03-01' AND '2026-03-31'";
const dailyVisitors = { visitors: "bitXor(visitor, intHash64(day))", users: "cityHash64(day, user_id)" };
/** Whoever comes by several referrers is counted for each. */
const cameBy = "referrer_type, referrer_name, referrer_keyword, referrer_url";
const dailyComers = { visitors: `cityHash64(day, visitor, ${cameBy})`, users: `cityHash64(day, user_id, ${cameBy})` };
const visitsBy = (column, among = "1", { visitors, users } = dailyVisitors) =>
  `SELECT ${column}, count(), sum(total_actions), max(total_actions), sum(total_time), countIf(total_actions <= 1), countIf(goal_converted = 1), uniqExact(${visitors}), uniqExactIf(${users}, user_id != '') FROM visits FINAL WHERE ${month} AND ${among} GROUP BY ${column}`;
const goalsBy = (column, among = "1") =>
  `SELECT ${column}, goal, count(), uniqExact(visit), sum(revenue), sum(revenue_subtotal), sum(revenue_tax), sum(revenue_shipping), sum(revenue_discount), sum(items) FROM conversions FINAL WHERE ${month} AND ${among} GROUP BY ${column}, goal`;
const stages = ["network", "server", "transfer", "dom_processing", "dom_completion", "on_load"].map((stage) => `time_${stage}`);
const loading = stages.map((stage) => `sum(${stage}), count(${stage}), min(${stage}), max(${stage})`).join(", ");
const pagesBy = (page, visitors = "0") =>
  `SELECT ${page}, sum(first_of_url), count(), countIf(ref_name_type = 8), ${loading}, ${visitors} FROM actions WHERE ${monthOfActions} AND type = 1 GROUP BY ${page}`;
const entriesBy = (page, among, visitors = "0") =>
  `SELECT ${page}, count(), sum(total_actions), sum(total_time), countIf(total_actions <= 1), ${visitors} FROM visits FINAL WHERE ${month} AND ${among} GROUP BY ${page}`;
const exitsBy = (page, among, visitors = "0") =>
  `SELECT ${page}, count(), ${visitors} FROM visits FINAL WHERE ${month} AND ${among} GROUP BY ${page}`;
const timeBy = (page, among) =>
  `SELECT ${page}, sum(time_spent_ref) FROM actions WHERE ${monthOfActions} AND time_spent_ref > 0 AND type != 10 AND ${among} GROUP BY ${page}`;
const placeOf = (page) => (page === "page" ? page : "if(position(page, '\\n') = 0, page, concat(substringIndex(page, '\\n', 1), '\\n'))");
const pageGoalsBy = (listed, place) =>
  `SELECT ${placeOf(place)} AS place, goal, count(), sum(revenue), sum(1 / pageviews_before), sum(revenue / pageviews_before) FROM conversions FINAL ARRAY JOIN ${listed} AS page WHERE ${month} GROUP BY place, goal`;
const entryGoalsBy = (entry, place) =>
  `SELECT ${placeOf(place)} AS place, goal, sum(number), sum(earned), sum(number / entries), sum(earned / entries) FROM (SELECT cityHash64(day, ${entry}) AS page_of_day, any(${entry}) AS page, goal, count() AS number, sum(revenue) AS earned FROM conversions FINAL WHERE ${month} AND goal >= 0 GROUP BY page_of_day, goal) AS made LEFT JOIN (SELECT cityHash64(day, ${entry}) AS page_of_day, count() AS entries FROM visits FINAL WHERE ${month} GROUP BY page_of_day) AS began USING page_of_day GROUP BY place, goal`;

/** The same figures as somebody would write them by hand, for a month of the big site; statements of one report run side by side. */
const byHand = {
  "VisitsSummary.get": [
    `SELECT uniqExact(visitor), uniqExactIf(user_id, user_id != ''), count(), sum(total_actions), countIf(goal_converted = 1), countIf(total_actions <= 1), sum(total_time), max(total_actions) FROM visits FINAL WHERE ${month}`,
  ],
  "UserCountry.getCountry": [visitsBy("country"), goalsBy("country")],
  "DevicesDetection.getBrowsers": [visitsBy("browser"), goalsBy("browser")],
  "UserLanguage.getLanguage": [visitsBy("language")],
  "Resolution.getResolution": [visitsBy("resolution")],
  "Actions.getPageUrls": [
    pagesBy("url_top"),
    entriesBy("entry_url_top", "entry_url_top != ''"),
    exitsBy("exit_url_top", "exit_url_top != ''"),
    timeBy("ref_url_top", "ref_url_top != ''"),
    pageGoalsBy("met_paths", "folder"),
    entryGoalsBy("entry_url_path", "folder"),
  ],
  "Actions.getPageTitles": [
    `${pagesBy("name", "uniqExact(bitXor(visitor, intHash64(day)))")} ORDER BY sum(first_of_name) DESC LIMIT 100`,
    `${entriesBy("entry_name", "entry_name_type = 4", "uniqExact(bitXor(visitor, intHash64(day)))")} LIMIT 100`,
    `${exitsBy("exit_name", "exit_name_type = 4", "uniqExact(bitXor(visitor, intHash64(day)))")} LIMIT 100`,
    `${timeBy("ref_name", "ref_name_type = 4")} LIMIT 100`,
    `${pageGoalsBy("met_titles", "page")} LIMIT 100`,
    `${entryGoalsBy("entry_name", "page")} LIMIT 100`,
  ],
  "Events.getCategory": [
    `SELECT event_category, count(), count(event_value), sum(event_value), min(event_value), max(event_value), max(event_name <> ''), uniqExact(sipHash64(day, visit, event_category, event_action, event_name)), uniqExact(sipHash64(day, visitor, event_category, event_action, event_name)) FROM actions WHERE ${monthOfActions} AND type = 10 GROUP BY event_category`,
  ],
  "Referrers.getCampaigns": [visitsBy("referrer_name", "referrer_type = 6", dailyComers), goalsBy("referrer_name", "referrer_type = 6")],
  "Goals.get": [
    `SELECT goal, count(), uniqExact(visit), sum(revenue) FROM conversions FINAL WHERE ${month} GROUP BY goal`,
    `SELECT count(), uniqExact(visitor), countIf(visitor_returning = 1), sum(total_actions), sum(total_time) FROM visits FINAL WHERE ${month}`,
  ],
};

/**
 * Every report of the catalogue over a day, a month and a year of the big site, and ten beside SQL written by hand. `only` names some:
 * `UserCountry,DevicesDetection.getBrowsers`. Beside each stands what the smallest statement takes at that moment: machines that are shared
 * change their speed within minutes.
 */
export async function run(print, only = "") {
  const isWanted = (method) => only.split(",").some((part) => method.includes(part));
  const server = await startBigServer();
  try {
    for (const { method } of catalogOf(modules).reports) {
      if (!isWanted(method)) continue;
      const smallest = await measure(() => server.warehouse.query(trusted("SELECT 1")), 20);
      const figures = [];
      for (const { name, period, date, rounds } of spans) {
        const params = { method, idSite: "1", period, date, ...(await needs(server, method, { period, date })) };
        const ask = () => server.ask(params);
        const answer = await ask();
        if (answer?.result === "error") {
          figures.push(`${name}: ${answer.message.slice(0, 60)}`);
          break;
        }
        figures.push(`${name} ${show(await measure(ask, rounds))}`);
      }
      print(method, `smallest ${smallest.p50.toFixed(1)} ms`, figures.join("   "));
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
    if (isWanted("disk")) print("disk, all tables, for each action", await diskPerAction(server));
    if (isWanted("memory")) print("memory of the server after all that", `${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`);
    if (isWanted("MultiSites.getAll")) {
      const ask = () => server.ask({ method: "MultiSites.getAll", period: "month", date: "2026-03-10" });
      print("MultiSites.getAll of 201 sites, a month", "", show(await measure(ask)));
    }
  } finally {
    await server.stop();
  }
}

async function diskPerAction({ warehouse }) {
  const [{ bytes, actions }] = await warehouse.query(
    trusted(
      "SELECT sum(bytes_on_disk) AS bytes, sumIf(rows, table = 'actions') AS actions FROM system.parts WHERE active AND database = currentDatabase()",
    ),
  );
  return `${(bytes / actions).toFixed(1)} bytes`;
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
