import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { firefox } from "../harness/browsers.ts";
import { program, startServerOn } from "../server-process.mjs";

const folder = mkdtempSync(join(tmpdir(), "footfall-backup-server-"));
const token = "0123456789abcdef0123456789abcdef";
const started: ChildProcess[] = [];
afterAll(() => {
  for (const each of started) each.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** The embedded engine behind the HTTP interface of a ClickHouse server; gives its address. */
async function startClickHouse(name: string): Promise<string> {
  const front = fileURLToPath(new URL("../torture/clickhouse-front.mjs", import.meta.url));
  const server = spawn(process.execPath, [front, join(folder, name), "0"], { stdio: ["ignore", "pipe", "inherit"] });
  started.push(server);
  const said = await new Promise<string>((resolve) => server.stdout.once("data", (text) => resolve(String(text))));
  return `http://127.0.0.1:${/\d+/.exec(said)?.[0]}`;
}

const ask = async (url: string, params: Readonly<Record<string, string>>) => {
  const body = new URLSearchParams({
    ...{ module: "API", format: "JSON", token_auth: token, idSite: "1", period: "day", date: "today" },
    ...params,
  });
  return (await fetch(new URL("index.php", url), { method: "POST", body })).json();
};
/** What reports of all tables tell; the clock of the visit log left out. */
const told = async (url: string) => ({
  summary: await ask(url, { method: "VisitsSummary.get" }),
  pages: await ask(url, { method: "Actions.getPageUrls", flat: "1" }),
  orders: await ask(url, { method: "Goals.get", idGoal: "ecommerceOrder" }),
  items: await ask(url, { method: "Goals.getItemsSku" }),
  log: await ask(url, { method: "Live.getLastVisitsDetails", hideColumns: "lastActionDateTime" }),
});

it("a backup with a ClickHouse server has its visits, and restores to another server or to the embedded engine", async () => {
  const data = join(folder, "data");
  const server = await startServerOn(data, { FOOTFALL_BOOTSTRAP_TOKEN: token, FOOTFALL_CLICKHOUSE_URL: await startClickHouse("one") });
  await ask(server.url, { method: "SitesManager.addSite", siteName: "Shop", urls: "https://a.example", ecommerce: "1" });
  const hit = (number: number) =>
    `?idsite=1&rec=1&cid=f00000000000000${number % 8}&url=https://a.example/p${number % 5}&action_name=It's "%7Bp0:String%7D"%0A%C3%BC&ua=${encodeURIComponent(firefox)}`;
  const order = `${hit(1)}&idgoal=0&ec_id=A-1&revenue=20&ec_items=${encodeURIComponent('[["C","Cap",["Hats"],10,2]]')}`;
  const requests = [...Array.from({ length: 60 }, (_, number) => hit(number)), order];
  expect((await fetch(new URL("matomo.php", server.url), { method: "POST", body: JSON.stringify({ requests }) })).status).toBe(200);
  const before = await told(server.url);
  expect(before).toMatchObject({ summary: { nb_visits: 8, nb_actions: 60 }, orders: { nb_conversions: 1 } });
  const answer = await fetch(new URL("backup", server.url), { method: "POST", body: new URLSearchParams({ token_auth: token }) });
  const { path } = (await answer.json()) as { path: string };

  const restore = (to: string, url?: string) =>
    spawnSync(process.execPath, [program, "restore", path, "--data", join(folder, to)], {
      env: { PATH: process.env.PATH, ...(url && { FOOTFALL_CLICKHOUSE_URL: url }) },
      encoding: "utf8",
    });
  const other = await startClickHouse("two");
  for (const [to, url] of [
    ["restored", other],
    ["embedded", undefined],
  ] as const) {
    expect(restore(to, url)).toMatchObject({ status: 0, stderr: "" });
    const restored = await startServerOn(join(folder, to), url ? { FOOTFALL_CLICKHOUSE_URL: url } : {});
    expect(await told(restored.url)).toEqual(before);
    expect(await restored.end("SIGTERM")).toBe(0);
  }
  expect(restore("again", other)).toMatchObject({ status: 2, stderr: expect.stringContaining("has rows already") });
  expect(await server.end("SIGTERM")).toBe(0);
}, 90_000);
