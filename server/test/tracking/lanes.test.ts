import { afterAll, beforeAll, expect, it } from "vitest";
import { sql, trusted } from "../../src/db/sql.ts";
import { openTrackingLine, type TrackingLine } from "../harness/tracking-line.ts";

const start = Date.UTC(2026, 2, 2, 10) / 1000;
/** Seconds for which the slow report would like to run; the engine stops it then. */
const slow = 5;

let line: TrackingLine;
beforeAll(async () => {
  line = await openTrackingLine();
  line.site = 1;
  await line.track(start, { url: "https://blog.example.org/" });
  await line.settle();
});
afterAll(() => line.close());

const slowReport = () =>
  line.warehouse.query(
    sql`SELECT sum(cityHash64(number)) AS s FROM numbers_mt(1000000000000) SETTINGS max_execution_time = ${trusted(String(slow))}`,
    { lane: "heavy" },
  );

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1]!;

it("a slow report holds up neither hits nor quick reports", async () => {
  let isRunning = true;
  const report = slowReport()
    .then(
      () => "done",
      (error: Error) => error.message,
    )
    .finally(() => {
      isRunning = false;
    });
  const sameLane = milliseconds(() => line.warehouse.query(sql`SELECT 1`, { lane: "heavy" }));

  const hits: number[] = [];
  const quick: number[] = [];
  const shown: number[] = [];
  for (let round = 1; round <= 10; round++) {
    hits.push(await milliseconds(() => line.track(start + round, { url: `https://blog.example.org/${round}` })));
    quick.push(await milliseconds(() => line.warehouse.query(sql`SELECT sum(total_actions) AS actions FROM visits FINAL WHERE site = 1`)));
    shown.push(await milliseconds(() => line.settle()));
  }
  expect(isRunning).toBe(true);
  expect(await line.visits()).toMatchObject([{ total_actions: 11 }]);
  expect(median(hits)).toBeLessThan(150);
  expect(median(quick)).toBeLessThan(250);
  expect(median(shown)).toBeLessThan(slow * 100);
  // The report did run for as long as it was let, and what stands behind it in its own lane did wait.
  expect(await report).toContain("Timeout");
  expect(await sameLane).toBeGreaterThan((slow - 1) * 1000);
});
