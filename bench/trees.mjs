import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { trusted } from "../server/dist/db/sql.js";
import { openWarehouse } from "../server/dist/db/warehouse.js";
import { startServerOn } from "../server/test/server-process.mjs";
import { measure, show } from "./big-server.mjs";

const token = "d".repeat(32);
const day = "2026-03-10";
const pages = 50_000;
const views = 1_000_000;
const page = (of) => `concat('bench.example.org/catalogue/item-', toString(cityHash64(${of}) % ${pages}))`;

/** What is asked of the pages; `below` asks for the table of the folder. */
const questions = [
  ["Actions.getPageUrls, the folder", {}],
  ["Actions.getPageUrls, 100 pages of the folder", { below: true }],
  ["Actions.getPageUrls, all pages of the folder", { below: true, filter_limit: "-1" }],
  ["Actions.getPageUrls, flat, 100 pages", { flat: "1" }],
  ["Actions.getPageUrls, flat, all pages", { flat: "1", filter_limit: "-1" }],
  ["Actions.getPageUrls, expanded", { expanded: "1", filter_limit: "-1" }],
  ["Actions.getPageUrls, a search all the way down", { filter_pattern_recursive: "item-777", expanded: "1" }],
  ["Actions.getPageTitles, 100 titles", { method: "Actions.getPageTitles" }],
  ["Actions.getPageTitles, all titles", { method: "Actions.getPageTitles", filter_limit: "-1" }],
  ["Actions.getPageUrl, one page", { method: "Actions.getPageUrl", pageUrl: "https://bench.example.org/catalogue/item-777" }],
];

/** A day with a million views of 50,000 pages in one folder: how long their reports take, and how many rows these have. */
export async function run(print) {
  const data = await mkdtemp(join(tmpdir(), "footfall-trees-"));
  try {
    const first = await startServerOn(data, { FOOTFALL_BOOTSTRAP_TOKEN: token });
    await ask(first, { method: "SitesManager.addSite", siteName: "bench", urls: "https://bench.example.org", timezone: "UTC" });
    await first.end("SIGTERM");
    await fill(data);
    const server = await startServerOn(data, { FOOTFALL_REMEMBERED_MEGABYTES: "0", FOOTFALL_WARM_UP: "0" });
    const [folder] = await ask(server, { method: "Actions.getPageUrls" });
    for (const [what, { below, ...params }] of questions) {
      const asked = { method: "Actions.getPageUrls", ...params, ...(below && { idSubtable: String(folder.idsubdatatable) }) };
      const rows = await ask(server, asked);
      print(what, `${rows.length} rows`, show(await measure(() => ask(server, asked), 5)));
    }
    await server.end("SIGTERM");
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

async function ask({ url }, params) {
  const body = new URLSearchParams({ module: "API", format: "JSON", token_auth: token, idSite: "1", period: "day", date: day, ...params });
  return (await fetch(new URL("index.php", url), { method: "POST", body })).json();
}

/** Visits of ten views each. */
async function fill(data) {
  const warehouse = await openWarehouse({ path: join(data, "warehouse") });
  const start = `toDateTime('${day} 00:00:00', 'UTC')`;
  const visits = `SELECT number + 1 AS n, ${page("(n, 0)")} AS first, ${page("(n, 9)")} AS last FROM numbers(${views / 10})`;
  for (const text of [
    `INSERT INTO visits (site, start_day, visit, position, day, visitor, fingerprint, first_time, last_time, total_actions, total_interactions, total_time,
       entry_url, entry_url_prefix, entry_name, entry_name_type, exit_url, exit_url_prefix, exit_name, exit_name_type)
     SELECT 1, toDate('${day}'), n, n * 10 + 9, toDate('${day}'), cityHash64(n), n, ${start} + n % 80000, ${start} + n % 80000 + 90, 10, 10, 90,
       first, 2, first, 4, last, 2, last, 4 FROM (${visits})`,
    `INSERT INTO actions (site, day, visit, position, visitor, start_day, time, first_of_url, first_of_name, type, url, url_prefix, name, pageview_position,
       ref_url, ref_url_prefix, ref_name, ref_name_type, time_spent_ref)
     SELECT 1, toDate('${day}'), n, n * 10 + step, cityHash64(n), toDate('${day}'), ${start} + n % 80000 + step * 10, 1, 1, 1, ${page("(n, step)")} AS seen, 2, seen, step + 1,
       if(step = 0, '', ${page("(n, step - 1)")}) AS before, if(step = 0, NULL, 2), before, if(step = 0, 0, 4), if(step = 0, 0, 10)
     FROM (SELECT number + 1 AS n, arrayJoin(range(10)) AS step FROM numbers(${views / 10}))`,
  ])
    await warehouse.command(trusted(text), { lane: "upkeep" });
  await warehouse.close();
}
