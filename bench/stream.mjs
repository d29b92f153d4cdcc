import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { trusted } from "../server/dist/db/sql.js";
import { openWarehouse } from "../server/dist/db/warehouse.js";
import { startFreshServer } from "../server/test/server-process.mjs";

const token = "b".repeat(32);
const values = 500_000;
const day = "2026-06-01";
const report = { method: "UserId.getUsers", idSite: "1", period: "day", date: day };

/**
 * A report of half a million rows. Printed as a whole it must not need memory for all of them, beside what it takes to work the report out,
 * which asking for a single row shows; and it must begin to come out before it has been read to its end.
 */
export async function run(print) {
  const data = await mkdtemp(join(tmpdir(), "footfall-stream-"));
  try {
    await inServer(data, async ({ ask }) => {
      await ask({ method: "SitesManager.addSite", siteName: "bench", urls: "https://bench.example.org", timezone: "UTC" });
    });
    await fill(data);
    await inServer(data, async (server) => {
      const idle = memoryOf(server.pid);
      const oneRow = await measure(server, { ...report, format: "JSON", filter_limit: "1" });
      print(`one row of ${values}`, show(oneRow), `at rest ${idle} MB`);
      for (const format of ["JSON", "CSV", "XML"]) {
        const whole = await measure(server, { ...report, format, filter_limit: "-1" });
        print(
          `all rows as ${format}, ${(whole.bytes / 1e6).toFixed(0)} MB`,
          show(whole),
          `${(whole.peak / oneRow.peak).toFixed(2)} × the memory`,
        );
      }
    });
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

async function inServer(data, work) {
  const server = await startFreshServer({ FOOTFALL_DATA: data, FOOTFALL_BOOTSTRAP_TOKEN: token });
  const get = (params) =>
    fetch(new URL("index.php", server.url), { method: "POST", body: new URLSearchParams({ module: "API", token_auth: token, ...params }) });
  const ask = async (params) => (await get({ format: "JSON", ...params })).json();
  try {
    await work({ ...server, get, ask });
  } finally {
    await server.stop();
  }
}

async function fill(data) {
  const warehouse = await openWarehouse({ path: join(data, "warehouse") });
  await warehouse.command(
    trusted(`
    INSERT INTO visits (site, start_day, visit, position, day, visitor, fingerprint, first_time, last_time, user_id, total_actions, total_time)
    SELECT 1, toDate('${day}'), number + 1, number + 1, toDate('${day}'), cityHash64(number), cityHash64(number),
      toDateTime('${day} 12:00:00', 'UTC'), toDateTime('${day} 12:10:00', 'UTC'), concat('user-', toString(number), '@example.org'), 1 + number % 7, number % 900
    FROM numbers(${values})`),
    { lane: "upkeep" },
  );
  await warehouse.close();
}

/** Milliseconds to the first byte and to the last, bytes, and the most memory that the server had meanwhile (MB). */
async function measure(server, params) {
  forgetPeak(server.pid);
  const start = performance.now();
  const response = await server.get(params);
  let [bytes, first] = [0, 0];
  for await (const chunk of response.body) {
    first ||= performance.now() - start;
    bytes += chunk.length;
  }
  return { bytes, first, total: performance.now() - start, peak: memoryOf(server.pid, "VmHWM") };
}

const show = ({ first, total, peak }) => `first ${first.toFixed(0)}, last ${total.toFixed(0)} ms, ${peak} MB`;

function memoryOf(pid, line = "VmRSS") {
  const [, kilobytes] = new RegExp(`${line}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Math.round(Number(kilobytes) / 1024);
}

/** The greatest memory of a process is counted anew from here on. */
function forgetPeak(pid) {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}
