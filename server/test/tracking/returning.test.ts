import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { idOfUser } from "../../src/tracking/visitor-id.ts";
import { openTrackingLine, type TrackingLine } from "../harness/tracking-line.ts";

const start = Date.UTC(2026, 2, 2, 10) / 1000;
const minute = 60;
const day = 86_400;
const page = { url: "https://blog.example.org/" };
const cookie = "00000000000000c1";

let line: TrackingLine;
beforeAll(async () => {
  line = await openTrackingLine();
});
beforeEach(() => {
  line.site += 1;
});
afterAll(async () => {
  expect(line.errors).toEqual([]);
  await line.close();
});

/** Between two hits: nothing, or a restart that leaves no visit in memory. */
const pauses: readonly (readonly [string, () => Promise<unknown>])[] = [
  ["in one go", async () => line.settle()],
  ["across a restart", async () => line.restart()],
];

describe.each(pauses)("a visitor who comes back, %s,", (_name, pause) => {
  it("is known by the id weeks later", async () => {
    await line.track(start, { ...page, _id: cookie });
    await pause();
    await line.track(start + 21 * day, { ...page, _id: cookie });
    await pause();
    await line.track(start + 50 * day, { ...page, _id: cookie });
    expect(await line.visits()).toMatchObject([
      { visitor: cookie, visit_count: 1, visitor_returning: 0 },
      { visitor: cookie, visit_count: 2, visitor_returning: 1 },
      { visitor: cookie, visit_count: 3, visitor_returning: 1 },
    ]);
  });

  it("is known by the look of the browser within half an hour, and then no more", async () => {
    await line.track(start, page);
    await pause();
    await line.track(start + 29 * minute, page);
    await pause();
    await line.track(start + 60 * minute, page);
    const visits = await line.visits();
    expect(visits).toMatchObject([
      { total_actions: 2, visit_count: 1 },
      { total_actions: 1, visit_count: 1, visitor_returning: 0 },
    ]);
    expect(visits[0]!.visitor).not.toBe(visits[1]!.visitor);
  });

  it("keeps one visit when the hits come out of order", async () => {
    await line.track(start, { ...page, _id: cookie, cdt: String(start - 10 * minute) });
    await pause();
    await line.track(start, { ...page, _id: cookie, cdt: String(start - 20 * minute) });
    await pause();
    await line.track(start, { ...page, _id: cookie });
    expect(await line.visits()).toMatchObject([{ visitor: cookie, total_actions: 3 }]);
  });

  it("has visits long past continued where they were", async () => {
    await line.track(start, { ...page, _id: cookie });
    await pause();
    await line.track(start, { ...page, _id: cookie, cdt: String(start - 14 * day) });
    await pause();
    await line.track(start, { ...page, _id: cookie, cdt: String(start - 14 * day + 5 * minute) }, { ...page, _id: cookie });
    expect(await line.visits()).toMatchObject([{ total_actions: 2 }, { total_actions: 2 }]);
  });

  it("is the user from the moment of signing in, on every device", async () => {
    await line.track(start, { ...page, _id: cookie });
    await pause();
    await line.track(start + minute, { ...page, _id: cookie, uid: "anna" });
    await pause();
    await line.track(start + 2 * minute, { ...page, uid: "anna", ua: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)" });
    await pause();
    expect(await line.visits()).toMatchObject([{ visitor: idOfUser("anna"), user_id: "anna", total_actions: 3 }]);
    await pause();
    await line.track(start + 3 * day, { ...page, uid: "anna" });
    expect((await line.visits()).at(-1)).toMatchObject({ visitor: idOfUser("anna"), visit_count: 2, visitor_returning: 1 });
  });

  it("goes on with the visit after signing out", async () => {
    await line.track(start, { ...page, _id: cookie, uid: "anna" });
    await pause();
    await line.track(start + minute, { ...page, _id: cookie });
    expect(await line.visits()).toMatchObject([{ visitor: cookie, user_id: "anna", total_actions: 2 }]);
  });

  it("is not another one with the same browser who insists on an id or is another user", async () => {
    await line.track(start, { ...page, _id: cookie, uid: "anna" });
    await pause();
    await line.track(start + minute, { ...page, cid: "00000000000000c2", uid: "" });
    await pause();
    await line.track(start + 2 * minute, { ...page, uid: "bert" });
    await pause();
    await line.track(start + 3 * minute, { ...page, uid: "carl" });
    // Who signs in takes over the visit of somebody unknown with the same browser, but none of another user.
    expect(await line.visits()).toMatchObject([{ user_id: "anna" }, { user_id: "bert" }, { user_id: "carl" }]);
  });
});

it("every hit that is left out has a reason that is counted", async () => {
  await line.restart();
  await line.track(start, page, { ...page, rec: "0" }, { ...page, idsite: "99" }, { ...page, cid: "no id" });
  await line.track(start + day, { ping: "1" }, { idgoal: "77" }, { ...page, ua: "Googlebot/2.1" });
  await line.settle();
  expect(line.counts()).toMatchObject({
    hits: 4,
    dropped: {
      "no-rec": 1,
      hit_of_unknown_site: 1,
      invalid_hit: 1,
      "heartbeat-without-visit": 1,
      "unknown-goal": 1,
      bot: 1,
    },
  });
});
