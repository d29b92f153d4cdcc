import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { startFreshServer } from "../server/test/server-process.mjs";
import { startBigCopy } from "./big-server.mjs";
import { drive, get, post } from "./load.mjs";

const connections = 64;
const seconds = 8;
const bulkSize = 500;
const bulkConnections = 4;
const visitors = 5000;
const heavyReport = { method: "Actions.getPageUrls", idSite: "1", period: "range", date: "2025-07-01,2026-06-30" };

const agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36";

/** Single hits and bulks per second, beside bare servers that answer the same GIF and keep nothing. */
export async function run(print) {
  const singles = Array.from({ length: visitors }, (_, n) =>
    get(`/matomo.php?${hit(n)}`, { "user-agent": agent, "accept-language": "en-US,en;q=0.9" }),
  );
  const nextSingle = (n) => singles[n % visitors];

  const bareHttp = await measureYardstick("http", nextSingle);
  print("bare node:http, the same GIF", `${rate(bareHttp)}/s`, latency(bareHttp));
  const bareFastify = await measureYardstick("fastify", nextSingle);
  print("bare Fastify, the same GIF", `${rate(bareFastify)}/s`, latency(bareFastify));

  await besideReports(print, nextSingle);

  const server = await startFreshServer();
  try {
    await addSite(server);
    const single = await drive({ url: server.url, connections, seconds, next: nextSingle });
    expectNoFailure(single);
    const share = `${percent(single.perSecond / bareFastify.perSecond)} of bare Fastify, ${percent(single.perSecond / bareHttp.perSecond)} of node:http`;
    print(`single hits, durable, ${connections} connections`, `${rate(single)}/s`, `${latency(single)}; ${share}`);
    const singleLag = await settle(server);
    print("  until the last of them is in the reports", `${singleLag.toFixed(1)} s`);

    const bulks = Array.from({ length: 20 }, (_, n) => {
      const requests = Array.from({ length: bulkSize }, (_, m) => `?${hit(n * bulkSize + m)}`);
      return post("/matomo.php", "application/json", JSON.stringify({ requests, token_auth: server.token }));
    });
    const started = performance.now();
    const bulk = await drive({ url: server.url, connections: bulkConnections, seconds, next: (n) => bulks[n % bulks.length] });
    expectNoFailure(bulk);
    const hits = bulk.count * bulkSize;
    print(
      `bulk hits, durable, ${bulkSize} a call, ${bulkConnections} connections`,
      `${Math.round(bulk.perSecond * bulkSize)}/s`,
      latency(bulk),
    );
    await settle(server);
    const whole = hits / ((performance.now() - started) / 1000);
    print("bulk hits until they are in the reports", `${Math.round(whole)}/s`);
  } finally {
    await server.stop();
  }
}

/** Single hits into a site with two million visits, while reports over its whole year are asked for one after another. */
async function besideReports(print, next) {
  const server = await startBigCopy();
  try {
    let over = false;
    const times = [];
    const reports = (async () => {
      while (!over) {
        const before = performance.now();
        await call(server, heavyReport);
        times.push(performance.now() - before);
      }
    })();
    const single = await drive({ url: server.url, connections, seconds, next });
    over = true;
    expectNoFailure(single);
    await reports;
    print(`single hits beside ${heavyReport.method} of a year`, `${rate(single)}/s`, latency(single));
    print(
      `  ${times.length} such reports meanwhile`,
      `${(times.reduce((sum, time) => sum + time, 0) / times.length / 1000).toFixed(1)} s each`,
    );
  } finally {
    await server.stop();
  }
}

function hit(n) {
  const page = encodeURIComponent(`https://bench.example.org/page/${n % 97}?n=${n % 13}`);
  const visitor = (n % visitors).toString(16).padStart(16, "b");
  return `idsite=1&rec=1&cid=${visitor}&url=${page}&action_name=Page+${n % 97}&res=1920x1080&lang=en-US&rand=${n}`;
}

async function measureYardstick(kind, next) {
  const server = spawn(process.execPath, [fileURLToPath(new URL("yardstick-server.mjs", import.meta.url)), kind], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const url = await new Promise((resolve) => server.stdout.once("data", (text) => resolve(String(text).trim())));
    return await drive({ url, connections, seconds: seconds / 2, next });
  } finally {
    server.kill();
  }
}

async function call(server, params) {
  const body = new URLSearchParams({ module: "API", format: "JSON", token_auth: server.token, ...params });
  const response = await fetch(new URL("index.php", server.url), { method: "POST", body });
  return response.json();
}

async function addSite(server) {
  await call(server, { method: "SitesManager.addSite", siteName: "bench", urls: "https://bench.example.org", timezone: "UTC" });
}

/** The seconds until every hit is in the reports. */
async function settle(server) {
  const started = performance.now();
  await server.settled();
  return (performance.now() - started) / 1000;
}

function expectNoFailure({ failed, count }) {
  if (failed > 0) throw new Error(`${failed} of ${count} requests were refused`);
}

const rate = ({ perSecond }) => Math.round(perSecond).toString();
const latency = ({ p50, p99 }) => `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
const percent = (share) => `${Math.round(share * 100)} %`;
