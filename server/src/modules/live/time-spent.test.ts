import { expect, it } from "vitest";
import { logAction, logVisit } from "../../../test/fixtures/log-rows.ts";
import { timeSpentOnPages } from "./time-spent.ts";

const start = logVisit().first_time;
const event = 10;

/** Seconds into the visit, kind, seconds since the hit before. */
type Hit = readonly [second: number, type: number, before: number];

it.each([
  ["nothing of a single page view", 0, [[0, 1, 0]], [0]],
  ["what heartbeats show of a single page view", 45, [[0, 1, 0]], [45]],
  [
    "the time to the next page view",
    61,
    [
      [0, 1, 0],
      [60, 1, 60],
    ],
    [60, 0],
  ],
  [
    "on the last page what is more than ten seconds",
    71,
    [
      [0, 1, 0],
      [60, 1, 60],
    ],
    [60, 11],
  ],
  [
    "not ten seconds on the last page",
    70,
    [
      [0, 1, 0],
      [60, 1, 60],
    ],
    [60, 0],
  ],
  [
    "over events until the next page view",
    61,
    [
      [0, 1, 0],
      [20, event, 20],
      [60, 1, 40],
    ],
    [60, 0],
  ],
  [
    "of events after the last page view only the rest of the visit",
    31,
    [
      [0, 1, 0],
      [30, event, 30],
    ],
    [31],
  ],
  [
    "of events soon after the last page view their time",
    6,
    [
      [0, 1, 0],
      [5, event, 5],
    ],
    [5],
  ],
  ["nothing on what is no page", 31, [[0, event, 0]], []],
] as readonly (readonly [string, number, readonly Hit[], readonly number[]])[])("counts %s", (_, total, hits, expected) => {
  const actions = hits.map(([second, type, before], index) =>
    logAction({ position: index + 1, type, time: start + second, time_spent_ref: before }),
  );
  expect([...timeSpentOnPages(actions, logVisit({ total_time: total })).values()]).toEqual(expected);
});
