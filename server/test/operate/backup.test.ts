import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { firefox } from "../harness/browsers.ts";
import { type FreshServer, program, startFreshServer, startServerOn } from "../server-process.mjs";

const folder = mkdtempSync(join(tmpdir(), "footfall-backup-"));
let server: FreshServer;
let backup: string;

const footfall = (...args: readonly string[]) =>
  spawnSync(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, FOOTFALL_URL: server.url, FOOTFALL_TOKEN: server.token },
    encoding: "utf8",
  });
const ask = async (url: string, method: string) => {
  const body = new URLSearchParams({
    module: "API",
    format: "JSON",
    method,
    idSite: "1",
    period: "day",
    date: "today",
    token_auth: server.token,
  });
  return (await (await fetch(new URL("index.php", url), { method: "POST", body })).json()) as Record<string, number>;
};
const pages = async (url: string, from: number, count: number) => {
  const requests = Array.from(
    { length: count },
    (_, n) => `?idsite=1&rec=1&cid=00000000000000a${n % 10}&url=https://a.example/${from + n}&ua=${encodeURIComponent(firefox)}`,
  );
  const answer = await fetch(new URL("matomo.php", url), { method: "POST", body: JSON.stringify({ requests }) });
  expect(answer.status).toBe(200);
};

beforeAll(async () => {
  server = await startFreshServer();
  expect(footfall("site", "add", "Site").status).toBe(0);
  await pages(server.url, 0, 500);
  await server.settled();
  // Hits go on coming while the backup is made.
  let stop = false;
  const load = (async () => {
    for (let from = 500; !stop; from += 20) await pages(server.url, from, 20);
  })();
  // Not by the program, for this process has to go on meanwhile.
  const answer = await fetch(new URL("backup", server.url), { method: "POST", body: new URLSearchParams({ token_auth: server.token }) });
  backup = ((await answer.json()) as { path: string }).path;
  stop = true;
  await load;
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

it("a backup of a running server restores to the same reports, with the hits that waited", async () => {
  const data = join(folder, "restored");
  const { status, stderr } = footfall("restore", backup, "--data", data);
  expect([status, stderr]).toEqual([0, ""]);
  expect(statSync(data).mode & 0o777).toBe(0o700);
  const restored = await startServerOn(data);
  await restored.settled();
  const { nb_actions: actions } = await ask(restored.url, "VisitsSummary.get");
  const { nb_actions: now } = await ask(server.url, "VisitsSummary.get");
  expect(actions).toBeGreaterThanOrEqual(500);
  expect(actions).toBeLessThanOrEqual(now!);
  expect(await ask(restored.url, "VisitsSummary.getUniqueVisitors")).toEqual({ value: 10 });
  // Visits of the backup go on as the same visits.
  await pages(restored.url, 100_000, 10);
  expect(await ask(restored.url, "VisitsSummary.get")).toMatchObject({ nb_visits: 10, nb_actions: actions! + 10 });
  expect(await restored.end("SIGTERM")).toBe(0);
  expect(restored.said()).toBe("");
});

it("a second backup stands beside the first, and neither holds the server's tables", () => {
  expect(footfall("backup").status).toBe(0);
  expect(readdirSync(join(server.data, "backups"))).toHaveLength(2);
  expect(readdirSync(join(server.data, "warehouse", "shadow"), { withFileTypes: true }).filter((entry) => entry.isDirectory())).toEqual([]);
});

it("nothing is restored over what is there, from a changed backup, or from what is none", () => {
  const restore = (from: string, to: string) => footfall("restore", from, "--data", join(folder, to));
  expect(restore(backup, "restored")).toMatchObject({ status: 2, stderr: expect.stringContaining("already") });
  expect(restore(folder, "other")).toMatchObject({ status: 2, stderr: expect.stringContaining("is no backup") });
  const changed = join(folder, "changed");
  cpSync(backup, changed, { recursive: true });
  appendFileSync(join(changed, "records.db"), "x");
  expect(restore(changed, "other")).toMatchObject({ status: 2, stderr: expect.stringContaining("records.db is changed") });
});

it("only superusers may make one", async () => {
  for (const body of [undefined, new URLSearchParams({ token_auth: "" }), new URLSearchParams({ token_auth: "0".repeat(32) })])
    expect((await fetch(new URL("backup", server.url), { method: "POST", ...(body && { body }) })).status).toBe(401);
  expect((await fetch(new URL(`backup?token_auth=${server.token}`, server.url), { method: "POST" })).status).toBe(401);
});
