import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../server/dist/config.js";
import { trusted } from "../server/dist/db/sql.js";
import { openWarehouse } from "../server/dist/db/warehouse.js";
import { startServer } from "../server/dist/main.js";

const visits = 1_000_000;
const days = 30;
const rounds = 60;

/** What VisitsSummary.get answers for the month, as somebody would write it by hand. */
const handWritten = `
  SELECT uniqExact(visitor) AS nb_uniq_visitors, count() AS nb_visits, sum(total_actions) AS nb_actions, max(total_actions) AS max_actions,
    sum(total_time) AS sum_visit_length, countIf(total_actions <= 1) AS bounce_count, countIf(goal_converted = 1) AS nb_visits_converted,
    uniqExactIf(user_id, user_id != '') AS nb_users
  FROM visits FINAL WHERE site = 1 AND start_day BETWEEN '2026-05-31' AND '2026-06-30' AND day BETWEEN '2026-06-01' AND '2026-06-30'`;

/** VisitsSummary.get over a month of a million visits: asked over HTTP, beside SQL written by hand on the same data. */
export async function run(print) {
  const data = await mkdtemp(join(tmpdir(), "footfall-bench-"));
  const token = "b".repeat(32);
  const server = await startServer(
    readConfig({ FOOTFALL_DATA: data, FOOTFALL_PORT: "0", FOOTFALL_BOOTSTRAP_TOKEN: token, FOOTFALL_LOG_LEVEL: "error" }),
  );
  const warehouse = await openWarehouse({ path: join(data, "warehouse") });
  try {
    const call = (params) => ask(server.url, token, params);
    await call({ method: "SitesManager.addSite", siteName: "bench", urls: "https://bench.example.org", timezone: "UTC" });
    await fill(warehouse);
    const month = { method: "VisitsSummary.get", idSite: "1", period: "month", date: "2026-06-15" };
    const [byHand] = await warehouse.query(trusted(handWritten));
    expectSame(await call(month), byHand);

    const yardstick = await measure(() => warehouse.query(trusted(handWritten)));
    print(`hand-written SQL, a month of ${visits / 1e6} M visits`, show(yardstick));
    const report = await measure(() => call(month));
    print("VisitsSummary.get over HTTP", show(report), `${(report.p50 / yardstick.p50).toFixed(2)} × the SQL`);
    const day = await measure(() => call({ ...month, period: "day" }));
    print("VisitsSummary.get of a day over HTTP", show(day));
    const series = await measure(() => call({ ...month, period: "day", date: "2026-06-01,2026-06-30" }));
    print(`VisitsSummary.get of ${days} days one by one over HTTP`, show(series), `${(series.p50 / yardstick.p50).toFixed(2)} × the SQL`);
  } finally {
    await warehouse.close();
    await server.close();
    await rm(data, { recursive: true, force: true });
  }
}

async function fill(warehouse) {
  await warehouse.command(
    trusted(`
    INSERT INTO visits (site, start_day, visit, position, day, visitor, fingerprint, first_time, last_time, total_actions, total_time, goal_converted)
    SELECT 1, toDate('2026-06-01') + number % ${days} AS date, number + 1, number + 1, date, cityHash64(intDiv(number, 3)), cityHash64(number),
      toDateTime(date, 'UTC') + number % 80000, toDateTime(date, 'UTC') + number % 80000 + number % 900, 1 + number % 7, number % 900, number % 11 = 0
    FROM numbers(${visits})`),
    { timeLimit: 600 },
  );
}

async function ask(url, token, params) {
  const body = new URLSearchParams({ module: "API", format: "JSON", token_auth: token, ...params });
  const response = await fetch(new URL("index.php", url), { method: "POST", body });
  return response.json();
}

/** A figure that is fast and wrong is worth nothing. */
function expectSame(answer, byHand) {
  for (const [name, value] of Object.entries(byHand))
    if (answer[name] !== value) throw new Error(`${name} is ${answer[name]} by the report and ${value} by hand: ${JSON.stringify(answer)}`);
}

async function measure(work) {
  for (let warmUp = 0; warmUp < 5; warmUp++) await work();
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const before = performance.now();
    await work();
    times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(rounds / 2)], p95: times[Math.floor(rounds * 0.95)] };
}

const show = ({ p50, p95 }) => `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)} ms`;
