import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { startServerOn } from "../server-process.mjs";

const folder = mkdtempSync(join(tmpdir(), "footfall-reload-"));
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

it("SIGHUP reads the settings again, and goes on with the old ones where they cannot be used", async () => {
  const file = join(folder, "settings.env");
  writeFileSync(file, "FOOTFALL_METRICS_FROM=loopback\n");
  const port = String(await freePort());
  const server = await startServerOn(join(folder, "data"), { FOOTFALL_PORT: port, FOOTFALL_SETTINGS: file });
  await figuresAnswer(server.url, 200);

  writeFileSync(file, "FOOTFALL_METRICS_FROM=10.0.0.1\n");
  process.kill(server.pid, "SIGHUP");
  await figuresAnswer(server.url, 403);

  writeFileSync(file, "FOOTFALL_METRICS_FROM=nobody\n");
  process.kill(server.pid, "SIGHUP");
  while (!server.said().includes("stay as they were")) await new Promise((resolve) => setTimeout(resolve, 50));
  await figuresAnswer(server.url, 403);

  expect(await server.end("SIGTERM")).toBe(0);
}, 40_000);
