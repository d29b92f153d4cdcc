import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { changeRows } from "../../src/db/erase.ts";
import { sql } from "../../src/db/sql.ts";
import { openTrackingLine, type TrackingLine } from "../harness/tracking-line.ts";

let line: TrackingLine;
beforeAll(async () => {
  line = await openTrackingLine();
});
afterAll(() => line.close());
beforeEach(() => {
  line.site += 1;
});

const noon = 1_780_000_000;
const visitor = { _id: "00000000000000aa", url: "https://example.org/" };

const actionsStored = async () =>
  (await line.warehouse.query<{ count: number }>(sql`SELECT count() AS count FROM actions WHERE site = ${line.site}`))[0]?.count;

it("applies nothing while the work lasts, takes hits all the same, and writes back nothing that the work changed", async () => {
  await line.track(noon, visitor);
  await line.settle();
  await line.whileStill(async () => {
    await line.track(noon + 10, visitor);
    await sleep(300);
    expect(await actionsStored()).toBe(1);
    await changeRows(line.warehouse, "visits", sql`user_id = 'changed'`, sql`site = ${line.site}`);
  });
  expect(await line.visits()).toMatchObject([{ total_actions: 2, user_id: "changed" }]);
});

it("lets one work wait for the other, and goes on after one that fails", async () => {
  const done: string[] = [];
  const slow = line.whileStill(async () => {
    await sleep(50);
    done.push("first");
    throw new Error("no luck");
  });
  const second = line.whileStill(async () => done.push("second"));
  await expect(slow).rejects.toThrow("no luck");
  await second;
  expect(done).toEqual(["first", "second"]);
  await line.track(noon, visitor);
  expect(await line.visits()).toHaveLength(1);
});
