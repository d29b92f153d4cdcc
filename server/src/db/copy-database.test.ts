import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { copyDatabase } from "./copy-database.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "footfall-copy-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("copies what is committed while others write, and lets the thread go on", async () => {
  const original = new Database(join(folder, "original.db"));
  original.exec("PRAGMA journal_mode = WAL; CREATE TABLE notes (note TEXT); INSERT INTO notes VALUES ('committed'); BEGIN");
  original.exec("INSERT INTO notes VALUES ('not yet')");
  let wentOn = false;
  setImmediate(() => {
    wentOn = true;
  });
  await copyDatabase(join(folder, "original.db"), join(folder, "copy.db"));
  original.exec("COMMIT");
  original.close();
  expect(wentOn).toBe(true);
  const copy = new Database(join(folder, "copy.db"));
  expect(copy.prepare("SELECT note FROM notes").all()).toEqual([{ note: "committed" }]);
  copy.close();
});

it("says why it cannot", async () => {
  await expect(copyDatabase(join(folder, "none", "missing.db"), join(folder, "x.db"))).rejects.toThrow();
});
