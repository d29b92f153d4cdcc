import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { sql } from "../db/sql.ts";
import type { ApiParts } from "./ask.ts";
import { startStopwatch } from "./stopwatch.ts";

/** Parts whose statements and waiting take that many milliseconds. */
function partsTaking(milliseconds: number): ApiParts {
  const query = async () => {
    await sleep(milliseconds);
    return [];
  };
  return { warehouse: { query }, settle: () => sleep(milliseconds) } as unknown as ApiParts;
}

it("tells where the time went, statements side by side once", async () => {
  const { parts, onto } = startStopwatch(partsTaking(100));
  await Promise.all([1, 2, 3, 4].map(() => parts.warehouse.query(sql`SELECT 1`)));
  await parts.settle();
  await parts.warehouse.query(sql`SELECT 1`);
  const { headers } = onto({ status: 200, headers: { etag: "x" }, body: "" });
  expect(headers.etag).toBe("x");
  const [wait, statements, total] = /^wait;dur=([\d.]+), sql;dur=([\d.]+), total;dur=([\d.]+)$/
    .exec(headers["server-timing"]!)!
    .slice(1)
    .map(Number);
  expect(wait).toBeGreaterThan(95);
  expect(statements).toBeGreaterThan(190);
  expect(statements).toBeLessThan(500);
  expect(total).toBeGreaterThanOrEqual(wait! + statements! - 1);
});
