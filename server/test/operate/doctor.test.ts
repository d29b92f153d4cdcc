import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { examine } from "../../src/cli/doctor/examine.ts";
import { readConfig } from "../../src/config.ts";
import { type FreshServer, program, startFreshServer } from "../server-process.mjs";

let server: FreshServer;
beforeAll(async () => {
  server = await startFreshServer();
});
afterAll(() => server.stop());

const folder = mkdtempSync(join(tmpdir(), "footfall-doctor-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is not well with those settings, as `state what`. */
async function complaints(settings: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const findings = await examine(readConfig({ FOOTFALL_DATA: join(folder, "none"), FOOTFALL_PORT: "9", ...settings }));
  return findings.filter(({ state, mend }) => state !== "well" && mend).map(({ state, what }) => `${state} ${what}`);
}

function dataFolder(files: Readonly<Record<string, string>>): string {
  const data = mkdtempSync(join(folder, "data-"));
  chmodSync(data, 0o700);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(data, name, ".."), { recursive: true });
    writeFileSync(join(data, name), text, { mode: 0o600 });
  }
  return data;
}

describe("footfall doctor", () => {
  it("finds nothing wrong with a server that runs, and says so", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, "doctor", "--port", new URL(server.url).port], {
      env: { PATH: process.env.PATH, FOOTFALL_DATA: server.data },
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
    for (const words of ["records.db is whole", "journal.db is whole", "the server runs and takes hits", "Nothing is wrong."])
      expect(stdout).toContain(words);
  });

  const secret = "ab".repeat(32);
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ["a secret that is cut", { secret: "abc" }, "ill the file"],
    [
      "a damaged store",
      { secret, "records.db": "this is no database, whatever its name says ".repeat(100) },
      "ill records.db cannot be read",
    ],
    ["a journal set aside", { secret, "journal.db.damaged-17": "" }, "odd journal.db.damaged-17 was set aside"],
    ["a broken part", { secret, "warehouse/store/abc/abcd/detached/broken-on-start_202601_1_1_0/x": "" }, "odd 1 broken parts"],
    ["no backup", { secret }, "odd no backup"],
  ])("tells of %s", async (_what, files, words) => {
    expect(await complaints({ FOOTFALL_DATA: dataFolder(files) })).toContainEqual(expect.stringContaining(words));
  });

  it("tells who else may read the secret", async () => {
    const data = dataFolder({ secret });
    chmodSync(join(data, "secret"), 0o644);
    chmodSync(data, 0o755);
    const found = await complaints({ FOOTFALL_DATA: data });
    expect(found).toContainEqual(expect.stringMatching(/^ill others may read .*secret$/));
    expect(found).toContainEqual(expect.stringMatching(/^odd others may read .*data/));
  });

  it.each([
    [{ FOOTFALL_HOST: "0.0.0.0" }, "odd it listens on 0.0.0.0"],
    [{ FOOTFALL_NOW: "2026-01-01T00:00:00Z" }, "ill FOOTFALL_NOW"],
    [{ FOOTFALL_CITY_DATABASE: "/nowhere.mmdb" }, "ill the city database /nowhere.mmdb"],
    [{ FOOTFALL_CLICKHOUSE_URL: "http://me:secret@127.0.0.1:9" }, "ill the ClickHouse server at 127.0.0.1:9 does not answer"],
    [{}, "odd no server runs on port 9"],
  ])("tells what is to be thought of %j", async (settings, words) => {
    const found = await complaints(settings);
    expect(found).toContainEqual(expect.stringContaining(words));
    expect(found.join()).not.toContain("secret");
  });

  it("tells another program on the port from a server", async () => {
    const other = createServer((_request, response) => response.end("hello")).listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    expect(await complaints({ FOOTFALL_PORT: String(port) })).toContain(`ill port ${port} is taken by another program`);
    other.close();
  });
});
