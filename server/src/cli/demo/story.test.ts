import { describe, expect, it } from "vitest";
import { loadFacts } from "./facts.ts";
import { tellStory } from "./story.ts";

const facts = loadFacts();
const ids = { site: 7, newsletterGoal: 1, customerDimension: 1, authorDimension: 2 };
const plan = { end: Date.UTC(2026, 5, 15, 13) / 1000, days: 30, visitsPerDay: 320, seed: 1 };
const story = tellStory(facts, ids, plan);
const having = (name: string) => story.filter(({ params }) => name in params);

describe("tellStory", () => {
  it("has tens of thousands of hits, all of the plan's days, in order", () => {
    expect(story.length).toBeGreaterThan(20_000);
    expect(story.length).toBeLessThan(100_000);
    const times = story.map(({ time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(plan.end - plan.days * 86_400);
    expect(times.at(-1)).toBeLessThanOrEqual(plan.end);
  });

  it("is the same for the same seed, and another for another", () => {
    const short = { ...plan, days: 1 };
    expect(tellStory(facts, ids, short)).toEqual(tellStory(facts, ids, short));
    expect(tellStory(facts, ids, { ...short, seed: 2 })).not.toEqual(tellStory(facts, ids, short));
  });

  it("has visitors who come back", () => {
    const days = new Map<unknown, Set<number>>();
    for (const { time, params } of story) days.set(params._id, (days.get(params._id) ?? new Set()).add(Math.floor(time / 86_400)));
    expect([...days.values()].filter((seen) => seen.size > 1).length).toBeGreaterThan(500);
  });

  it.each([
    "search",
    "e_c",
    "ec_id",
    "ec_items",
    "idgoal",
    "uid",
    "urlref",
    "download",
    "link",
    "c_n",
    "_pks",
  ])("has hits with %s", (name) => {
    expect(having(name).length).toBeGreaterThan(20);
  });

  it("has campaigns, and every hit for the site at its own time", () => {
    expect(story.filter(({ params }) => /utm_campaign|mtm_campaign/.test(String(params.url))).length).toBeGreaterThan(100);
    expect(story.every(({ time, params }) => params.idsite === 7 && params.cdt === time)).toBe(true);
  });

  it("never orders twice under one number", () => {
    const orders = having("ec_id").map(({ params }) => params.ec_id);
    expect(new Set(orders).size).toBe(orders.length);
  });
});
