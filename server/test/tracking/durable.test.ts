import { spawn, spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { firefox } from "../harness/browsers.ts";
import { type FreshServer, startFreshServer } from "../server-process.mjs";

const reasonToSkip = whyNotTraced();
if (reasonToSkip) console.log(`The system calls of a hit are not looked at: ${reasonToSkip}`);

function whyNotTraced(): string | undefined {
  const { error, status, stderr } = spawnSync("strace", ["-f", "-o", "/dev/null", "true"], { encoding: "utf8" });
  return error ? `strace is not there (${error.message})` : status === 0 ? undefined : `strace cannot run here: ${stderr.trim()}`;
}

let server: FreshServer;
beforeAll(async () => {
  if (reasonToSkip) return;
  server = await startFreshServer();
  const body = new URLSearchParams({ module: "API", method: "SitesManager.addSite", siteName: "Site", token_auth: server.token });
  await fetch(new URL("index.php", server.url), { method: "POST", body });
});
afterAll(() => server?.stop());

/** Lines of strace for what the server does during `work`, in order. */
async function trace(work: () => Promise<unknown>): Promise<readonly string[]> {
  const file = join(tmpdir(), `footfall-trace-${server.pid}`);
  const calls = "trace=read,write,writev,pwrite64,sendto,recvfrom,fsync,fdatasync";
  const tracer = spawn("strace", ["-f", "-y", "-s", "300", "-e", calls, "-o", file, "-p", String(server.pid)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise((resolve) => tracer.once("exit", resolve));
  await new Promise<void>((resolve, reject) => {
    tracer.stderr.on("data", (text) => /attached/.test(String(text)) && resolve());
    tracer.once("exit", () => reject(new Error("strace could not attach")));
  });
  await work();
  tracer.kill("SIGINT");
  await ended;
  const lines = readFileSync(file, "utf8").split("\n");
  rmSync(file);
  return lines;
}

/** Index of the line with which the call that begins on that line ends: strace splits calls during which another thread does something. */
function endOf(lines: readonly string[], start: number): number {
  if (!lines[start]!.includes("<unfinished ...>")) return start;
  const [thread, call] = /^(\d+) +(\w+)/.exec(lines[start]!)!.slice(1);
  return lines.findIndex((line, index) => index > start && new RegExp(`^${thread} +<\\.\\.\\. ${call} resumed>`).test(line));
}

it.skipIf(reasonToSkip)("a hit is on the disk before it is answered", async () => {
  const hit = new URL("matomo.php?idsite=1&rec=1&url=https://site.example.org/traced-page", server.url);
  const lines = await trace(async () => expect((await fetch(hit, { headers: { "user-agent": firefox } })).status).toBe(200));

  const asked = lines.findIndex((line) => line.includes("GET /matomo.php?") && line.includes("traced-page"));
  const written = lines.findIndex((line, index) => index > asked && /p?write(64|v)?\(\d+<[^>]*journal\.db-wal>/.test(line));
  const syncStarts = lines.findIndex((line, index) => index > written && /f(data)?sync\(\d+<[^>]*journal\.db-wal>/.test(line));
  const answered = lines.findIndex((line, index) => index > asked && line.includes("HTTP/1.1 200 OK"));
  expect([asked, written, syncStarts, answered]).not.toContain(-1);
  const synced = endOf(lines, syncStarts);
  expect(lines[synced]).toMatch(/= 0$/);
  expect([asked, written, synced, answered]).toEqual([asked, written, synced, answered].sort((a, b) => a - b));
});
