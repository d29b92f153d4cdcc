import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { startServerOn } from "../server-process.mjs";

const folder = mkdtempSync(join(tmpdir(), "footfall-reload-"));
const token = "0123456789abcdef0123456789abcdef";
afterAll(() => rmSync(folder, { recursive: true }));

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Waits until the figures are answered by that status, as they are where settings have been read. */
async function figuresAnswer(url: string, status: number): Promise<void> {
  for (;;) {
    const answer = await fetch(new URL("metrics", url)).catch(() => undefined);
    if (answer?.status === status) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Keeps asking from four sides, with connections that are kept and with new ones, until it is told to stop; gives what was answered. */
function keepAsking(url: string) {
  const answered: (number | string)[] = [];
  let isOver = false;
  const ask = async (number: number) => {
    while (!isOver) {
      const hit = new URL(`matomo.php?idsite=1&rec=1&send_image=0&url=https://a.example/${answered.length}`, url);
      const headers = { "user-agent": "Mozilla/5.0 Firefox/140.0", ...(number % 2 === 0 && { connection: "close" }) };
      answered.push(await fetch(hit, { headers }).then(({ status }) => status, String));
    }
  };
  const asking = Promise.all([1, 2, 3, 4].map(ask));
  return async () => {
    isOver = true;
    await asking;
    return answered;
  };
}

it("SIGHUP reads the settings again and refuses no request meanwhile; what cannot be changed or used is told, and stays as it was", async () => {
  const file = join(folder, "settings.env");
  writeFileSync(file, "FOOTFALL_METRICS_FROM=loopback\n");
  const port = String(await freePort());
  const server = await startServerOn(join(folder, "data"), {
    FOOTFALL_PORT: port,
    FOOTFALL_SETTINGS: file,
    FOOTFALL_BOOTSTRAP_TOKEN: token,
  });
  const body = new URLSearchParams({ module: "API", method: "SitesManager.addSite", siteName: "Site", token_auth: token });
  await fetch(new URL("index.php", server.url), { method: "POST", body });
  await figuresAnswer(server.url, 200);
  const stop = keepAsking(server.url);

  for (const [from, status] of [
    ["10.0.0.1", 403],
    ["loopback", 200],
    ["10.0.0.2", 403],
  ] as const) {
    writeFileSync(file, `FOOTFALL_METRICS_FROM=${from}\nFOOTFALL_JOURNAL_HITS=5\n`);
    process.kill(server.pid, "SIGHUP");
    await figuresAnswer(server.url, status);
  }
  expect(server.said()).toContain("FOOTFALL_JOURNAL_HITS: changed only when");

  writeFileSync(file, "FOOTFALL_METRICS_FROM=nobody\n");
  process.kill(server.pid, "SIGHUP");
  while (!server.said().includes("stay as they were")) await new Promise((resolve) => setTimeout(resolve, 50));
  await figuresAnswer(server.url, 403);

  const answered = await stop();
  expect(answered.length).toBeGreaterThan(20);
  expect(new Set(answered)).toEqual(new Set([204]));
  expect(await server.end("SIGTERM")).toBe(0);
}, 40_000);
