import { describe, expect, it } from "vitest";
import { goalOf, hitOf, visitOf } from "../../test/fixtures/hit.ts";
import { trackedSite } from "../../test/fixtures/tracked-site.ts";
import type { Action, Goal } from "../catalog/hit.ts";
import { matchGoals } from "./goal-match.ts";

function actionOf(changes: Partial<Action>): Action {
  return { kind: "pageview", fullUrl: "", rawUrl: "", url: "", urlPrefix: null, name: "", ...changes };
}

function matches(goal: Partial<Goal>, action: Partial<Action>): boolean {
  const site = trackedSite({ goals: [goalOf(goal)] });
  return matchGoals(hitOf({}, { site, action: actionOf(action) }), undefined).length === 1;
}

const page = (rawUrl: string, name = ""): Partial<Action> => ({ kind: "pageview", rawUrl, name });
const event = (category: string, action: string, name: string): Partial<Action> => ({
  kind: "event",
  rawUrl: "https://example.org/",
  event: { category, action, name, value: null },
});

describe("matchGoals", () => {
  it.each<[string, Partial<Goal>, Partial<Action>, boolean]>([
    ["an address that contains it", { pattern: "thanks" }, page("https://example.org/thanks/?a=1"), true],
    ["in any case", { pattern: "THANKS" }, page("https://example.org/Thanks"), true],
    ["but in its own case where asked", { pattern: "THANKS", caseSensitive: true }, page("https://example.org/Thanks"), false],
    ["letters beyond a to z keep their case", { matchAttribute: "title", pattern: "É" }, page("", "é"), false],
    ["a parameter that reports leave out", { pattern: "sid=7" }, page("https://example.org/?sid=7"), true],
    ["an encoded pattern", { pattern: "caf%C3%A9+noir" }, page("https://example.org/café noir"), true],
    ["an encoded pattern on an encoded address", { pattern: "caf%C3%A9" }, page("https://example.org/caf%C3%A9"), true],
    ["what is no encoding stands for itself", { pattern: "100%" }, page("https://example.org/100%"), true],
    ["exact", { patternType: "exact", pattern: "https://example.org/A" }, page("https://example.org/a"), true],
    ["exact is all of it", { patternType: "exact", pattern: "https://example.org/" }, page("https://example.org/a"), false],
    ["regex", { patternType: "regex", pattern: "/order/\\d+$" }, page("https://example.org/ORDER/12"), true],
    ["regex in its own case", { patternType: "regex", pattern: "/order/", caseSensitive: true }, page("https://example.org/ORDER/"), false],
    ["regex that is none", { patternType: "regex", pattern: "(order" }, page("https://example.org/(order"), false],
    ["a pattern of no known kind", { patternType: "starts_with", pattern: "https" }, page("https://example.org/"), false],
    ["a title", { matchAttribute: "title", pattern: "thank you" }, page("https://example.org/", "Thank you!"), true],
    ["a title of a download", { matchAttribute: "title", pattern: "a" }, { kind: "download", name: "a" }, false],
    ["an address of a search", { pattern: "example" }, { kind: "search", rawUrl: "https://example.org/" }, false],
    ["a file", { matchAttribute: "file", pattern: "catalog" }, { kind: "download", rawUrl: "https://example.org/catalog.pdf" }, true],
    ["a file by an outlink", { matchAttribute: "file", pattern: "a" }, { kind: "outlink", rawUrl: "https://a.example/" }, false],
    [
      "another website",
      { matchAttribute: "external_website", pattern: "partner" },
      { kind: "outlink", rawUrl: "https://partner.example/" },
      true,
    ],
    ["an event's category", { matchAttribute: "event_category", pattern: "Media" }, event("Media", "Play", ""), true],
    ["an event's action", { matchAttribute: "event_action", pattern: "Play", patternType: "exact" }, event("Media", "play", ""), true],
    ["an event's name", { matchAttribute: "event_name", pattern: "Intro" }, event("Media", "Play", "Intro film"), true],
    ["an event on a page", { matchAttribute: "event_action", pattern: "Play" }, page("https://example.org/Play"), false],
    ["a page by an event", { pattern: "example" }, event("Media", "Play", ""), false],
    ["only what is reported by hand", { matchAttribute: "manually", pattern: "" }, page("https://example.org/"), false],
    ["an attribute nobody knows", { matchAttribute: "weather", pattern: "" }, page("https://example.org/"), false],
  ])("%s", (_case, goal, action, expected) => {
    expect(matches(goal, action)).toBe(expected);
  });

  it.each([
    [300, "5", false],
    [301, "5", true],
    [31, "0.5", true],
    [1, "", true],
    [0, "0", false],
  ])("after %d seconds a visit longer than %s minutes: %s", (seconds, pattern, expected) => {
    const goals = [goalOf({ matchAttribute: "visit_duration", patternType: "greater_than", pattern })];
    const first = hitOf({});
    const later = hitOf({}, { time: first.time + seconds, site: trackedSite({ goals }), action: actionOf({ kind: "event" }) });
    expect(matchGoals(later, visitOf(first))).toEqual(expected ? goals : []);
    expect(matchGoals(later, undefined)).toEqual([]);
    expect(matchGoals({ ...later, action: undefined }, visitOf(first))).toEqual([]);
  });

  it("keeps the site's order", () => {
    const goals = [goalOf({ id: 3 }), goalOf({ id: 1 }), goalOf({ id: 2, pattern: "other" })];
    const hit = hitOf({}, { site: trackedSite({ goals }), action: actionOf(page("https://example.org/thanks")) });
    expect(matchGoals(hit, undefined).map((goal) => goal.id)).toEqual([3, 1]);
  });
});
