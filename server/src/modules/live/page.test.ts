import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { figureColumns, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import { dayFromNumber, dayNumber } from "../../base/dates.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { findPage } from "./page.ts";
import { everything, type LogQuestion } from "./question.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

/** Days of visits, far apart and close together; on each, three visits of which two end within one second. */
const days = [0, 1, 2, 9, 40, 41, 200, 900].map((number) => dayFromNumber(dayNumber("2025-11-30") - number));
const rows = days.flatMap((day, index) =>
  ["10:00:00", "10:00:00", "23:59:59"].map((time, each) => {
    const number = 1000 - 10 * index + each;
    return visitRow(number, day, { first_time: `${day} 09:00:00`, last_time: `${day} ${time}` });
  }),
);
const latestFirst = rows
  .toSorted((one, other) => (one.last_time < other.last_time ? 1 : one.last_time > other.last_time ? -1 : other.visit - one.visit))
  .map(({ visit }) => visit);

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse(figureColumns));
  await warehouse.insert("visits", rows);
  await warehouse.insert("visits", [visitRow(1, "2025-11-30", { site: 2 })]);
});
afterAll(() => remove());

/** Off the mark, as it may be. */
const startsAbout = days[1]!;

async function ask(changes: Partial<LogQuestion>): Promise<readonly number[]> {
  const question = { scope: everything([1]), since: undefined, oldestFirst: false, startsAbout, offset: 0, limit: -1, ...changes };
  return (await findPage(warehouse, question)).map(({ visit }) => visit);
}

describe("a walk through the log", () => {
  it.each([2, 7])("by pages of %i loses and repeats no visit, in either direction", async (limit) => {
    for (const [oldestFirst, expected] of [
      [false, latestFirst],
      [true, latestFirst.toReversed()],
    ] as const) {
      const walked: number[] = [];
      for (let offset = 0; offset < rows.length + limit; offset += limit) walked.push(...(await ask({ limit, offset, oldestFirst })));
      expect(walked).toEqual(expected);
    }
  });

  it("has all visits at once for a negative limit, and none for 0", async () => {
    expect(await ask({})).toEqual(latestFirst);
    expect(await ask({ limit: 0 })).toEqual([]);
  });

  it("has visits from an instant on, that instant included", async () => {
    const instant = Date.parse(`${days[3]}T23:59:59Z`) / 1000;
    const expected = latestFirst.slice(0, 10);
    expect(await ask({ since: instant })).toEqual(expected);
    expect(await ask({ since: instant, limit: 100 })).toEqual(expected);
    expect(await ask({ since: instant, limit: 2, oldestFirst: true })).toEqual(expected.toReversed().slice(0, 2));
    expect(await ask({ since: instant + 1, limit: 100 })).toEqual(expected.slice(0, 9));
  });

  it("keeps to the days and sites that are asked for", async () => {
    const scope = { ...everything([1]), from: days[4]!, to: days[3]! };
    expect(await ask({ scope, limit: 5 })).toEqual(latestFirst.slice(9, 14));
    expect(await ask({ scope: everything([2]), limit: 5 })).toEqual([1]);
    expect(await ask({ scope: everything([3]), limit: 5 })).toEqual([]);
  });
});
