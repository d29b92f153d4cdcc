import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshServer, startFreshServer } from "./server-process.mjs";

const program = fileURLToPath(new URL("../bin/footfall.js", import.meta.url));

/** Runs the program to its end, with nothing of this process's settings. */
function footfall(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH ?? "", ...environment },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("a running server", () => {
  let server: FreshServer;
  const client = () => ({ FOOTFALL_URL: server.url, FOOTFALL_TOKEN: server.token });
  const ask = async (params: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams({ module: "API", format: "JSON", token_auth: server.token, ...params });
    return (await fetch(new URL("index.php", server.url), { method: "POST", body })).json();
  };

  beforeAll(async () => {
    server = await startFreshServer();
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  it("is well, and keeps its data to itself", async () => {
    expect((await fetch(new URL("healthz", server.url))).status).toBe(200);
    expect(statSync(server.data).mode & 0o777).toBe(0o700);
  });

  it("is administered from the shell, tracks, and reports what was tracked", async () => {
    const added = footfall(["site", "add", "Shell", "--address", "https://shell.example.org", "--timezone", "Europe/Berlin"], client());
    expect(added).toMatchObject({ status: 0, stdout: "1\n" });
    expect(footfall(["site", "list"], client()).stdout).toMatch(/1 +Shell +https:\/\/shell\.example\.org +Europe\/Berlin/);

    const hit = new URL("matomo.php?idsite=1&rec=1&url=https://shell.example.org/&action_name=Home", server.url);
    const answer = await fetch(hit, {
      headers: { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" },
    });
    expect((await answer.arrayBuffer()).byteLength).toBe(43);
    expect(await ask({ method: "VisitsSummary.getVisits", idSite: "1", period: "range", date: "last3" })).toEqual({ value: 1 });
  });

  it("tells a command what it refuses, and exits with 1", () => {
    const refused = footfall(["site", "add", "Nowhere", "--timezone", "Mars/Olympus"], client());
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("Mars/Olympus");
  });

  it("takes the demonstration", async () => {
    const filled = footfall(["demo", "--days", "2", "--visits", "40"], client());
    expect(filled).toMatchObject({ status: 0, stdout: expect.stringContaining("curl ") });
    const { value } = (await ask({ method: "VisitsSummary.getActions", idSite: "2", period: "range", date: "last4" })) as { value: number };
    expect(value).toBeGreaterThan(100);
  });

  it("has its data folder and its port for itself", () => {
    const port = new URL(server.url).port;
    const sameFolder = footfall(["serve"], { FOOTFALL_DATA: server.data, FOOTFALL_PORT: "0" });
    expect(sameFolder).toMatchObject({ status: 2, stderr: expect.stringContaining("in use by another Footfall") });
    const samePort = footfall(["serve"], { FOOTFALL_DATA: `${server.data}/other`, FOOTFALL_PORT: port });
    expect(samePort).toMatchObject({ status: 2, stderr: expect.stringContaining(`Port ${port}`) });
  });
});

describe("the program", () => {
  it.each([
    [["serve", "--port", "abc"], {}, "--port is 'abc'"],
    [["serve"], { FOOTFALL_NOW: "noon" }, "FOOTFALL_NOW is 'noon'"],
    [["serve"], { FOOTFALL_DATABASE_URL: "postgres://db/" }, "not supported yet"],
    [["site", "list"], {}, "FOOTFALL_TOKEN"],
    [["site", "list"], { FOOTFALL_TOKEN: "x", FOOTFALL_URL: "http://127.0.0.1:9/" }, "No Footfall answers"],
    [["nonsense"], {}, "unknown command"],
  ])("refuses %j with %j and exits with 2", (args, environment, words) => {
    expect(footfall(args, environment as Record<string, string>)).toMatchObject({ status: 2, stderr: expect.stringContaining(words) });
  });

  it("tells its version and lists its settings", () => {
    expect(footfall(["--version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(footfall(["serve", "--help"]).stdout).toContain("FOOTFALL_TRUSTED_PROXIES");
  });
});
