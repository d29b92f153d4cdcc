// npm run soak: a server under mixed load for minutes, with its memory, its errors and its p99 told.
// FOOTFALL_SOAK_MINUTES (10), FOOTFALL_SOAK_HITS (single hits a second, 4000) and FOOTFALL_SOAK_REPORTS (reports a second, 5) set the load.
// Ends with 1 where a call fails, or memory in the last third is more than in the second.

import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { startFreshServer } from "../server/test/server-process.mjs";
import { get, openConnection } from "./load.mjs";

const minutes = numberOf("FOOTFALL_SOAK_MINUTES", 10);
const hitsPerSecond = numberOf("FOOTFALL_SOAK_HITS", 4000);
const reportsPerSecond = numberOf("FOOTFALL_SOAK_REPORTS", 5);
const connections = 32;
const readers = 4;
const visitors = 20_000;
/** The median of memory in the last third may be so many times that in the second; single samples go up and down by a fifth. */
const growth = 1.15;

const agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36";
const reports = [
  "VisitsSummary.get",
  "Actions.getPageUrls",
  "DevicesDetection.getType",
  "Referrers.getReferrerType",
  "UserCountry.getCountry",
  "Live.getLastVisitsDetails",
];

const server = await startFreshServer();
const lines = [];
try {
  await call({ method: "SitesManager.addSite", siteName: "soak", urls: "https://soak.example.org", timezone: "UTC" });
  const end = performance.now() + minutes * 60_000;
  const { hostname, port } = new URL(server.url);
  const hits = pace(end, connections, hitsPerSecond, async () => {
    const ask = await openConnection(hostname, Number(port));
    return { send: (number) => ask(nextHit(number)), close: () => ask.close() };
  });
  const asked = pace(end, readers, reportsPerSecond, async () => ({ send: askReport, close: () => {} }));
  const memory = await watchMemory(end);
  const [tracking, reading] = await Promise.all([hits, asked]);
  await server.settled();
  tell("tracking", tracking, hitsPerSecond);
  tell("reports", reading, reportsPerSecond);
  const third = Math.floor(memory.length / 3);
  const before = median(memory.slice(third, -third));
  const last = median(memory.slice(-third));
  console.log(
    `memory: ${megabytes(before)} in the second third, ${megabytes(last)} in the last, ${megabytes(Math.max(...memory))} at most`,
  );
  if (tracking.failed + reading.failed > 0) lines.push(`${tracking.failed} hits and ${reading.failed} reports failed`);
  if (last > before * growth) lines.push("memory goes on growing");
  if (server.said() !== "") lines.push(`the server complained: ${server.said().slice(0, 2000)}`);
} finally {
  await server.stop();
}
if (lines.length > 0) {
  console.error(lines.join("\n"));
  process.exitCode = 1;
}

/** Sends `rate` requests a second over some connections; those that are late are sent as soon as one is free, but none after `end`. */
async function pace(end, count, rate, open) {
  const began = performance.now();
  const latencies = [];
  let sent = 0;
  let failed = 0;
  await Promise.all(
    Array.from({ length: count }, async () => {
      const { send, close } = await open();
      for (;;) {
        const number = sent++;
        const due = began + (number * 1000) / rate;
        if (Math.max(due, performance.now()) >= end) break;
        if (due > performance.now()) await sleep(due - performance.now());
        const before = performance.now();
        const status = await send(number);
        latencies.push(performance.now() - before);
        if (status > 299) failed++;
      }
      close();
    }),
  );
  return { perSecond: latencies.length / ((performance.now() - began) / 1000), latencies: latencies.sort((a, b) => a - b), failed };
}

function nextHit(number) {
  const page = encodeURIComponent(`https://soak.example.org/page/${number % 997}`);
  const visitor = (1 + (Math.imul(number, 7919) % visitors)).toString(16).replace("-", "").padStart(16, "c");
  return get(`/matomo.php?idsite=1&rec=1&_id=${visitor}&url=${page}&action_name=Page+${number % 997}`, { "user-agent": agent });
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}

/** Asks for one report after the other, of a day and of a week. */
async function askReport(number) {
  const params = { method: reports[number % reports.length], idSite: "1", period: number % 2 === 0 ? "day" : "week", date: "today" };
  const body = new URLSearchParams({ module: "API", format: "JSON", filter_limit: "50", token_auth: server.token, ...params });
  const answer = await fetch(new URL("index.php", server.url), { method: "POST", body });
  const text = await answer.text();
  return text.includes('"result":"error"') ? 500 : answer.status;
}

/** The resident memory of the server every ten seconds, in bytes. */
async function watchMemory(end) {
  const seen = [];
  while (performance.now() < end) {
    await sleep(Math.min(10_000, Math.max(0, end - performance.now())));
    const pages = Number(readFileSync(`/proc/${server.pid}/statm`, "utf8").split(" ")[1]);
    seen.push(pages * 4096);
    console.log(`  ${seen.length * 10} s: ${megabytes(seen.at(-1))}`);
  }
  return seen;
}

function tell(what, { perSecond, latencies, failed }, wanted) {
  const at = (share) => (latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN).toFixed(1);
  console.log(
    `${what}: ${perSecond.toFixed(1)}/s of ${wanted}/s, ${latencies.length} calls, ${failed} failed, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
  );
}

async function call(params) {
  const body = new URLSearchParams({ module: "API", format: "JSON", token_auth: server.token, ...params });
  return (await fetch(new URL("index.php", server.url), { method: "POST", body })).json();
}

function numberOf(variable, fallback) {
  const number = Number(process.env[variable] || fallback);
  if (!(number > 0)) throw new Error(`${variable} must be a number above 0`);
  return number;
}

function megabytes(bytes) {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}
