import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { firefox } from "../harness/browsers.ts";
import { startServerOn } from "../server-process.mjs";

const data = mkdtempSync(join(tmpdir(), "footfall-broken-"));
const token = "0123456789abcdef0123456789abcdef";
afterAll(() => rmSync(data, { recursive: true }));

const ask = async (url: string, params: Readonly<Record<string, string>>) => {
  const body = new URLSearchParams({
    module: "API",
    format: "JSON",
    token_auth: token,
    idSite: "1",
    period: "day",
    date: "today",
    ...params,
  });
  return (await (await fetch(new URL("index.php", url), { method: "POST", body })).json()) as Record<string, number>;
};
const view = async (url: string, page: string) => {
  const hit = new URL(`matomo.php?idsite=1&rec=1&cid=00000000000000a1&url=https://a.example/${page}`, url);
  expect((await fetch(hit, { headers: { "user-agent": firefox } })).status).toBe(200);
};

/** Files that hold a part's columns, the largest first. */
function partsOnDisk(): readonly string[] {
  const store = join(data, "warehouse", "store");
  const files = (readdirSync(store, { recursive: true }) as string[]).filter((file) => /\d+_\d+_\d+_\d+\/data\.bin$/.test(file));
  return files.map((file) => join(store, file)).sort((a, b) => statSync(b).size - statSync(a).size);
}

it("a part that was cut short is told of and left out; the server takes hits and answers", async () => {
  const before = await startServerOn(data, { FOOTFALL_BOOTSTRAP_TOKEN: token });
  await ask(before.url, { method: "SitesManager.addSite", siteName: "Site" });
  await view(before.url, "one");
  await before.settled();
  expect(await before.end("SIGKILL")).toBe(null);

  const [part] = partsOnDisk();
  truncateSync(part!, Math.floor(statSync(part!).size / 2));

  const after = await startServerOn(data);
  expect(after.said()).toContain("Parts of tables are broken");
  await view(after.url, "two");
  await view(after.url, "three");
  await after.settled();
  expect((await ask(after.url, { method: "VisitsSummary.get" })).nb_actions).toBeGreaterThanOrEqual(2);
  expect(await after.end("SIGTERM")).toBe(0);
}, 60_000);
