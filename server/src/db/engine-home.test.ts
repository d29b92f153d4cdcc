import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestWarehouse } from "../../test/fixtures/warehouse.ts";
import { sql } from "./sql.ts";

const home = process.env.HOME;

let opened: Awaited<ReturnType<typeof openTestWarehouse>>;
beforeAll(async () => {
  opened = await openTestWarehouse([]);
});
afterAll(() => opened.remove());

it("the embedded engine keeps what it unpacked, within bounds, and the home folder stays as it was", async () => {
  const settings = await opened.warehouse.query<{ name: string; bytes: number }>(
    sql`SELECT name, toUInt64(value) AS bytes FROM system.server_settings WHERE name IN ('uncompressed_cache_size', 'mark_cache_size') ORDER BY name`,
  );
  expect(settings).toEqual([
    { name: "mark_cache_size", bytes: 256 * 2 ** 20 },
    { name: "uncompressed_cache_size", bytes: 256 * 2 ** 20 },
  ]);
  expect(await opened.warehouse.query(sql`SELECT getSetting('use_uncompressed_cache') AS used`)).toEqual([{ used: true }]);
  expect(process.env.HOME).toBe(home);
});
