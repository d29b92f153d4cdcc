import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestWarehouse } from "../../test/fixtures/warehouse.ts";
import { StartError } from "../base/start-error.ts";
import { checkDataVersion, dataVersion, noteDataVersion } from "./data-version.ts";
import { openRecords } from "./records.ts";
import { trusted } from "./sql.ts";

let opened: Awaited<ReturnType<typeof openTestWarehouse>>;
beforeAll(async () => {
  opened = await openTestWarehouse([]);
});
afterAll(() => opened.remove());

describe("a warehouse", () => {
  it("takes the version of the program once, however often it starts", async () => {
    const { warehouse } = opened;
    for (const known of [0, dataVersion]) {
      const written = await checkDataVersion(warehouse);
      expect(written).toBe(known);
      await noteDataVersion(warehouse, written);
    }
    expect(await warehouse.query(trusted("SELECT version FROM data_version"))).toEqual([{ version: dataVersion }]);
  });

  it("of a newer program is left alone", async () => {
    const { warehouse } = opened;
    await warehouse.insert("data_version", [{ version: dataVersion + 1 }]);
    await expect(checkDataVersion(warehouse)).rejects.toThrow(StartError);
    await expect(checkDataVersion(warehouse)).rejects.toThrow("newer Footfall");
  });
});

describe("records", () => {
  it("of a newer program are left alone, those of this one are opened again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "footfall-newer-"));
    const path = join(folder, "records.db");
    for (let time = 0; time < 2; time++) await (await openRecords(path)).destroy();
    const database = new Database(path);
    database.exec("INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-of-tomorrow', '2099-01-01')");
    database.close();
    await expect(openRecords(path)).rejects.toThrow("newer Footfall");
    rmSync(folder, { recursive: true });
  });
});
