import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { sql } from "../../src/db/sql.ts";
import { openWarehouse } from "../../src/db/warehouse.ts";
import { firefox } from "../harness/browsers.ts";
import { type ServerProcess, startServerOn } from "../server-process.mjs";

const kills = 3;
const token = "0123456789abcdef0123456789abcdef";
const data = await mkdtemp(join(tmpdir(), "footfall-crash-"));
afterAll(() => rm(data, { recursive: true, force: true }));

/** Pages that were asked to be counted, and those of them of which the server said that they are. */
const sent = new Set<string>();
const acknowledged = new Set<string>();

const page = () => {
  const path = `/page/${sent.size}`;
  sent.add(path);
  return path;
};
const hit = (path: string) => {
  const cid = (Number(path.slice(6)) % 40).toString(16).padStart(16, "0");
  return `idsite=1&rec=1&cid=${cid}&url=https://crash.example.org${path}&ua=${encodeURIComponent(firefox)}`;
};

/** Sends one hit after the other, single or in bulk, until the server is gone. */
async function load(url: string, size: number): Promise<void> {
  for (;;) {
    const pages = Array.from({ length: size }, page);
    const requests = pages.map((path) => `?${hit(path)}`);
    try {
      const answer = await (size === 1
        ? fetch(new URL(`matomo.php${requests[0]}`, url))
        : fetch(new URL("matomo.php", url), { method: "POST", body: JSON.stringify({ requests }) }));
      await answer.arrayBuffer();
      if (answer.status === 200) for (const path of pages) acknowledged.add(path);
    } catch {
      return;
    }
  }
}

async function addSite({ url }: ServerProcess): Promise<void> {
  const body = new URLSearchParams({ module: "API", method: "SitesManager.addSite", siteName: "Crash", token_auth: token });
  await fetch(new URL("index.php", url), { method: "POST", body });
}

it("a server that is killed under load has every hit that it acknowledged once, and none twice", async () => {
  let server = await startServerOn(data, { FOOTFALL_BOOTSTRAP_TOKEN: token });
  await addSite(server);
  for (let kill = 0; kill < kills; kill++) {
    const loads = [1, 1, 1, 1, 25, 25].map((size) => load(server.url, size));
    await new Promise((resolve) => setTimeout(resolve, 300 + 150 * kill));
    expect(await server.end("SIGKILL")).toBe(null);
    await Promise.all(loads);
    server = await startServerOn(data);
  }
  await server.settled();
  expect(await server.end("SIGTERM")).toBe(0);
  expect(server.said()).toBe("");

  const warehouse = await openWarehouse({ path: join(data, "warehouse") });
  const rows = await warehouse.query<{ url: string; times: number }>(sql`SELECT url, count() AS times FROM actions GROUP BY url`);
  const [totals] = await warehouse.query(sql`SELECT sum(total_actions) AS total, uniqExact(visitor) AS visitors FROM visits FINAL`);
  await warehouse.close();
  const times = new Map(rows.map((row) => [row.url.replace("crash.example.org", ""), row.times]));
  expect(acknowledged.size).toBeGreaterThan(100);
  expect([...acknowledged].filter((path) => times.get(path) !== 1)).toEqual([]);
  expect([...times].filter(([path, count]) => count !== 1 || !sent.has(path))).toEqual([]);
  expect(totals).toEqual({ total: times.size, visitors: 40 });
}, 60_000);
