import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogOf } from "../server/dist/catalog/module.js";
import { tablesOf } from "../server/dist/catalog/tables.js";
import { readConfig } from "../server/dist/config.js";
import { openWarehouse } from "../server/dist/db/warehouse.js";
import { startServer } from "../server/dist/main.js";
import { modules } from "../server/dist/modules/index.js";
import { startServerOn } from "../server/test/server-process.mjs";
import { fillWarehouse, firstDay, smallSites } from "./data.mjs";

const folder = fileURLToPath(new URL(".data/", import.meta.url));
const token = "b".repeat(32);

/**
 * Starts a server on the data of `data.mjs`: 2.5 million visits, 10 million actions. They are made on the first run, which takes some
 * minutes, and kept in `bench/.data` until the tables or the generator change. Gives `ask(params)` (JSON), `get(params)` (the answer as it
 * came), the warehouse and `stop()`. `environment` adds FOOTFALL_* variables; unless it says so, nothing is remembered between two questions.
 */
export async function startBigServer(environment = {}) {
  const isNew = forgetOldData();
  const server = await startServer(
    readConfig({
      FOOTFALL_DATA: folder,
      FOOTFALL_PORT: "0",
      FOOTFALL_BOOTSTRAP_TOKEN: token,
      FOOTFALL_LOG_LEVEL: "error",
      FOOTFALL_REMEMBERED_MEGABYTES: "0",
      FOOTFALL_WARM_UP: "0",
      ...environment,
    }),
  );
  const warehouse = await openWarehouse({ path: `${folder}warehouse` });
  const agent = new Agent({ keepAlive: true });
  const address = new URL("index.php", server.url);
  const formOf = (params) => new URLSearchParams({ module: "API", format: "JSON", token_auth: token, ...params });
  const get = (params) => fetch(address, { method: "POST", body: formOf(params) });
  const ask = async (params) => JSON.parse(await post(address, formOf(params), agent));
  if (isNew) {
    console.log("  making 2.5 million visits and 10 million actions, once …");
    await addSites(ask);
    await fillWarehouse(warehouse);
    writeFileSync(`${folder}fingerprint`, fingerprint());
  }
  const stop = async () => {
    agent.destroy();
    await warehouse.close();
    await server.close();
  };
  return { ask, get, warehouse, stop, url: server.url, token };
}

/** Posts a form and gives the text of the answer. What asks stands in the server's process, and takes far less of it than `fetch` would. */
function post(url, form, agent) {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const asking = request(url, { method: "POST", agent, headers }, (answer) => {
      const pieces = [];
      answer.on("data", (piece) => pieces.push(piece));
      answer.on("end", () => resolve(Buffer.concat(pieces).toString()));
      answer.on("error", reject);
    });
    asking.on("error", reject);
    asking.end(form.toString());
  });
}

/** Starts a server, as a process of its own, on a copy of those data; `stop()` ends it and removes the copy. */
export async function startBigCopy() {
  if (!isCurrent()) await (await startBigServer()).stop();
  const data = await mkdtemp(join(tmpdir(), "footfall-big-"));
  await cp(folder, data, { recursive: true });
  const server = await startServerOn(data, { FOOTFALL_WARM_UP: "0" });
  const stop = async () => {
    await server.end("SIGTERM");
    await rm(data, { recursive: true, force: true });
  };
  return { ...server, token, stop };
}

async function addSites(ask) {
  for (let site = 1; site <= smallSites + 1; site++) {
    await ask({
      method: "SitesManager.addSite",
      siteName: `Site ${site}`,
      urls: `https://site${site}.example.com`,
      timezone: "UTC",
      ecommerce: "1",
      startDate: firstDay,
    });
    for (const name of ["Newsletter", "Contact", "Trial"])
      if (site === 1)
        await ask({ method: "Goals.addGoal", idSite: "1", name, matchAttribute: "manually", pattern: "", patternType: "contains" });
  }
  await ask({ method: "CustomDimensions.configureNewCustomDimension", idSite: "1", name: "Plan", scope: "visit", active: "1" });
  await ask({ method: "CustomDimensions.configureNewCustomDimension", idSite: "1", name: "Author", scope: "action", active: "1" });
}

/** What the data hang on: the tables and the generator. */
function fingerprint() {
  const generator = readFileSync(new URL("data.mjs", import.meta.url), "utf8");
  return createHash("sha256")
    .update(generator)
    .update(JSON.stringify(tablesOf(catalogOf(modules).dimensions)))
    .digest("hex");
}

function isCurrent() {
  return existsSync(`${folder}fingerprint`) && readFileSync(`${folder}fingerprint`, "utf8") === fingerprint();
}

function forgetOldData() {
  if (isCurrent()) return false;
  rmSync(folder, { recursive: true, force: true });
  return true;
}

/** Runs the work some times after a warm-up; gives {p50, p95} in milliseconds. */
export async function measure(work, rounds = 20) {
  for (let warmUp = 0; warmUp < 3; warmUp++) await work();
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const before = performance.now();
    await work();
    times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(rounds - 1, Math.floor(rounds * share))];
  return { p50: at(0.5), p95: at(0.95) };
}

export const show = ({ p50, p95 }) => `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)} ms`;
