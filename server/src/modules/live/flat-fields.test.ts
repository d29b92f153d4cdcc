import { expect, it } from "vitest";
import { flatFields } from "./flat-fields.ts";

it("numbers what was done by its place in the list, and goals by their own", () => {
  const actions = [
    { type: "event", url: "https://a.example/", eventCategory: "Video", eventAction: "Play", eventValue: 3 },
    { type: "action", url: "https://a.example/1", pageTitle: null },
    { type: "goal", url: "https://a.example/1", goalId: 4 },
    { type: "search", url: null, siteSearchKeyword: "socks" },
    { type: "action", url: "https://a.example/2", pageTitle: "Two" },
    { type: "goal", url: "https://a.example/2", goalId: null },
    { type: "download", url: "https://a.example/f.pdf", pageTitle: null },
  ];
  expect(flatFields(actions)).toEqual({
    visitConvertedGoalId__1: 4,
    eventUrl__1: "https://a.example/",
    eventCategory__1: "Video",
    eventAction__1: "Play",
    eventValue__1: 3,
    pageUrl__2: "https://a.example/1",
    siteSearchKeyword__4: "socks",
    pageUrl__5: "https://a.example/2",
    pageTitle__5: "Two",
    downloadUrl__7: "https://a.example/f.pdf",
    entryPageUrl: "https://a.example/1",
    exitPageTitle: "Two",
    exitPageUrl: "https://a.example/2",
  });
});

it("tells nothing of a visit without actions", () => {
  expect(flatFields([])).toEqual({});
});
