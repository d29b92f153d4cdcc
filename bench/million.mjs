import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServerOn } from "../server/test/server-process.mjs";
import { drive, post } from "./load.mjs";

const token = "c".repeat(32);
const bulkSize = 500;
const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const firstVisitor = 2 ** 40;

/** A million hits, or `part`, by as many visitors: what memory the server takes for them, and how soon it is there again with all of them known. */
export async function run(print, part = "1000000") {
  const visits = Number(part);
  const data = await mkdtemp(join(tmpdir(), "footfall-million-"));
  try {
    const first = await startServerOn(data, { FOOTFALL_BOOTSTRAP_TOKEN: token });
    await call(first, { method: "SitesManager.addSite", siteName: "bench", urls: "https://bench.example.org", timezone: "UTC" });
    const started = performance.now();
    const { failed } = await drive({ url: first.url, connections: 4, requests: visits / bulkSize, next: bulk });
    if (failed > 0) throw new Error(`${failed} bulks were refused`);
    await first.settled();
    const seconds = (performance.now() - started) / 1000;
    print(`${visits} hits by as many visitors, until in the reports`, `${Math.round(visits / seconds)}/s`);
    print("  memory of the server then, and at most", `${memory(first, "VmRSS")} MB`, `at most ${memory(first, "VmHWM")} MB`);
    await first.end("SIGTERM");

    const before = performance.now();
    const again = await startServerOn(data);
    const listening = performance.now() - before;
    await fetch(new URL(`matomo.php?${hit(7)}&new_visit=1`, again.url), { headers: { "user-agent": agent } });
    const answer = await call(again, {
      method: "VisitFrequency.get",
      idSite: "1",
      period: "day",
      date: "today",
    });
    const known = performance.now() - before;
    if (answer.nb_visits_returning !== 1)
      throw new Error(`a visitor who came back was not known: ${JSON.stringify(answer)} ${again.said()}`);
    print("restart, until it takes hits", `${(listening / 1000).toFixed(2)} s`);
    print("restart, until a returning visitor is in a report as such", `${(known / 1000).toFixed(2)} s`);
    await again.end("SIGTERM");
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

function hit(n) {
  return `idsite=1&rec=1&cid=${(firstVisitor + n).toString(16).padStart(16, "0")}&url=${encodeURIComponent(`https://bench.example.org/page/${n % 997}`)}&action_name=Page+${n % 997}`;
}

function bulk(n) {
  const requests = Array.from({ length: bulkSize }, (_, m) => `?${hit(n * bulkSize + m)}`);
  return post("/matomo.php", "application/json", JSON.stringify({ requests }));
}

async function call(server, params) {
  const body = new URLSearchParams({ module: "API", format: "JSON", token_auth: token, ...params });
  return (await fetch(new URL("index.php", server.url), { method: "POST", body })).json();
}

function memory({ pid }, line) {
  return Math.round(Number(new RegExp(`${line}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024);
}
