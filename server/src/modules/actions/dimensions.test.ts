import { describe, expect, it } from "vitest";
import { runVisit, type TimedHit } from "../../../test/fixtures/visit-run.ts";
import { dimensions, entryPageUrl, exitPageTitle, pageTitle, pageUrl } from "./dimensions.ts";

const host = "https://shop.example.com";
const page = (path: string, title = "") => ({ url: `${host}${path}`, action_name: title });
const event = { ...page("/on"), e_c: "Video", e_a: "Play" };
const content = { ...page("/on"), c_n: "Hero" };
const outlink = { ...page("/on"), link: "https://partner.example.org/" };
const download = { ...page("/on"), download: `${host}/file.pdf` };
const search = { ...page("/find", "Results"), search: "boots", search_cat: "Shoes", search_count: "3" };
const conversion = { ...page("/on"), idgoal: "1" };
const heartbeat = { ...page("/on"), ping: "1" };
const nowhere = page("", "Nowhere");
const noAddress = { url: "no address", action_name: "Lost" };

type Columns = Readonly<Record<string, unknown>>;

function lastVisit(...hits: readonly TimedHit[1][]): Columns {
  return runVisit(
    dimensions,
    hits.map((texts, index) => [index * 10, texts]),
  ).visits.at(-1)!;
}

function actions(...hits: readonly TimedHit[]): readonly Columns[] {
  return runVisit(dimensions, hits).actions;
}

describe("counts of a visit", () => {
  it.each<[string, TimedHit[1], Columns]>([
    ["a page", page("/a"), { total_actions: 1, total_interactions: 1, total_searches: 0 }],
    ["a search", search, { total_actions: 1, total_interactions: 1, total_searches: 1 }],
    ["an event", event, { total_actions: 1, total_interactions: 0 }],
    ["an outlink", outlink, { total_actions: 1, total_interactions: 0 }],
    ["a download", download, { total_actions: 1, total_interactions: 0 }],
    ["a content block", content, { total_actions: 0, total_interactions: 0 }],
    ["a conversion", conversion, { total_actions: 0, total_interactions: 0, total_searches: 0 }],
  ])("begin with %s", (_what, texts, expected) => {
    expect(lastVisit(texts)).toMatchObject(expected);
  });

  it("go on with each hit, but not with heartbeats, conversions and content", () => {
    const visit = lastVisit(page("/a"), event, search, heartbeat, conversion, content, outlink, download, search, page("/b"));
    expect(visit).toMatchObject({ total_actions: 7, total_interactions: 4, total_searches: 2 });
  });
});

describe("where a visit is entered and left", () => {
  const none = { entry_url: "", entry_url_prefix: null, entry_name: "", entry_name_type: 0 };
  it.each<[string, readonly TimedHit[1][], Columns, Columns]>([
    [
      "a page",
      [page("/a", "A")],
      { entry_url: "shop.example.com/a", entry_url_prefix: 2, entry_name: "A", entry_name_type: 4 },
      { exit_url: "shop.example.com/a", exit_url_prefix: 2, exit_name: "A", exit_name_type: 4 },
    ],
    [
      "the first and the last page",
      [page("/a", "A"), page("/b", "B")],
      { entry_name: "A" },
      { exit_url: "shop.example.com/b", exit_name: "B" },
    ],
    [
      "a search, which has no address",
      [search],
      { ...none, entry_name: "boots", entry_name_type: 8 },
      { exit_url: "", exit_url_prefix: null, exit_name: "boots", exit_name_type: 8 },
    ],
    [
      "a search, then a page",
      [search, page("/a", "A")],
      { entry_url: "", entry_name: "boots" },
      { exit_url: "shop.example.com/a", exit_name: "A" },
    ],
    [
      "an event, then a page",
      [event, page("/a", "A")],
      { ...none, entry_url: "shop.example.com/a", entry_url_prefix: 2 },
      { exit_name: "A" },
    ],
    [
      "an order, then two pages",
      [conversion, page("/a", "A"), page("/b")],
      { entry_url: "shop.example.com/a" },
      { exit_url: "shop.example.com/b" },
    ],
    ["an event alone", [event], none, { exit_url: "", exit_name: "", exit_name_type: 0 }],
    ["an event, then pages of which the first has no address", [event, noAddress, page("/b")], { entry_url: "shop.example.com/b" }, {}],
    [
      "a page without an address, then another",
      [noAddress, page("/b", "B")],
      { entry_url: "", entry_name: "Lost" },
      { exit_url: "shop.example.com/b" },
    ],
    [
      "a page, then one without an address",
      [page("/a", "A"), noAddress],
      { entry_name: "A" },
      { exit_url: "", exit_url_prefix: null, exit_name: "Lost" },
    ],
    [
      "a page, then one without a title",
      [page("/a", "A"), page("/b")],
      {},
      { exit_url: "shop.example.com/b", exit_name: "A", exit_name_type: 4 },
    ],
    [
      "a search, then a page without a title",
      [search, page("/b")],
      {},
      { exit_url: "shop.example.com/b", exit_name: "boots", exit_name_type: 8 },
    ],
    [
      "a page, then anything else",
      [page("/a", "A"), event, outlink, download, content, conversion, heartbeat],
      {},
      { exit_url: "shop.example.com/a", exit_name: "A" },
    ],
    ["only a host", [nowhere], { entry_url: "shop.example.com" }, { exit_url: "shop.example.com" }],
  ])("%s", (_what, hits, entry, exit) => {
    expect(lastVisit(...hits)).toMatchObject({ ...entry, ...exit });
  });
});

describe("an action", () => {
  it.each<[string, TimedHit[1], Columns]>([
    [
      "a page",
      page("/a?x=1", "A"),
      { type: 1, url: "shop.example.com/a?x=1", url_prefix: 2, name: "A", search_category: "", search_count: null },
    ],
    ["an outlink", outlink, { type: 2, url: "https://partner.example.org/", url_prefix: null, name: "" }],
    ["a download", download, { type: 3, url: `${host}/file.pdf`, url_prefix: null, name: "" }],
    ["a search", search, { type: 8, url: "", url_prefix: null, name: "boots", search_category: "Shoes", search_count: 3 }],
    ["an event", event, { type: 10, url: "shop.example.com/on", url_prefix: 2, name: "" }],
    ["a content block", content, { type: 13, url: `${host}/on`, url_prefix: null, name: "" }],
    ["a search with very many results", { search: "a", search_count: "99999999999" }, { search_count: 4_294_967_295 }],
    ["a page view with an id", { ...page("/a"), pv_id: "abcdefgh" }, { pageview_id: "abcdef" }],
    ["one without", page("/a"), { pageview_id: "" }],
  ])("is stored: %s", (_what, texts, expected) => {
    expect(actions([0, texts])[0]).toMatchObject(expected);
  });

  it("knows its place among the steps of the visit", () => {
    const rows = actions(
      [0, event],
      [1, page("/a")],
      [2, event],
      [3, content],
      [4, search],
      [5, conversion],
      [6, outlink],
      [7, page("/b")],
    );
    expect(rows.map((row) => row.pageview_position)).toEqual([null, 1, 1, 1, 2, 2, 3]);
  });

  it("knows the page before it, and how long that was looked at", () => {
    const rows = actions([0, page("/a", "A")], [30, event], [70, search], [70, page("/b")], [5000, page("/c")], [4990, page("/d")]);
    const seen = rows.map(({ ref_url, ref_url_prefix, ref_name, ref_name_type, time_spent_ref }) => [
      ref_url,
      ref_url_prefix,
      ref_name,
      ref_name_type,
      time_spent_ref,
    ]);
    expect(seen).toEqual([
      ["", null, "", 0, 0],
      ["shop.example.com/a", 2, "A", 4, 30],
      ["shop.example.com/a", 2, "A", 4, 40],
      ["", null, "boots", 8, 0],
      ["shop.example.com/b", 2, "boots", 8, 1800],
      ["shop.example.com/c", 2, "boots", 8, 0],
    ]);
  });
});

describe("the time spent on an action", () => {
  it("lasts until the next one, whatever came between", () => {
    const { visits, actions: rows } = runVisit(dimensions, [
      [0, page("/a")],
      [20, heartbeat],
      [30, page("/b")],
      [40, conversion],
      [40, page("/c")],
      [50, conversion],
      [55, conversion],
      [60, page("/d")],
      [75, heartbeat],
      [90, heartbeat],
    ]);
    expect(rows.map((row) => row.previous_action_spent)).toEqual([0, 30, 10, 5]);
    expect(visits.at(-1)).toMatchObject({ last_action: 8, last_action_spent: 30 });
  });

  it("is not known where nothing came after it", () => {
    expect(lastVisit(page("/a"), page("/b"))).toMatchObject({ last_action: 2, last_action_spent: 0 });
    expect(lastVisit(conversion)).toMatchObject({ last_action: 0, last_action_spent: 0 });
  });
});

describe("segments", () => {
  it.each([
    ["https://www.shop.example.com/a", "shop.example.com/a"],
    ["HTTP://shop.example.com/a?b=1&amp;c=2", "shop.example.com/a?b=1&c=2"],
    ["shop.example.com/a", "shop.example.com/a"],
  ])("name pages as they are stored: %s", (written, stored) => {
    for (const { segment } of [pageUrl, entryPageUrl]) expect(typeof segment === "object" && segment.toStored?.(written)).toBe(stored);
  });

  it("name titles with character references, and read them with or without", () => {
    for (const { segment, segmentValue } of [pageTitle, exitPageTitle]) {
      expect(segmentValue?.("Help / Returns & refunds")).toBe("Help / Returns &amp; refunds");
      const read = typeof segment === "object" ? segment.toStored : undefined;
      expect(["Returns & refunds", "Returns &amp; refunds"].map((value) => read?.(value))).toEqual([
        "Returns & refunds",
        "Returns & refunds",
      ]);
    }
  });

  it.each([
    ["sitesearches", 8],
    ["Events", 10],
    ["13", 13],
    ["nonsense", undefined],
  ])("name kinds of actions: %s", (value, type) => {
    const segment = dimensions.find(({ id }) => id === "actionType")?.segment;
    expect(typeof segment === "object" && segment.toStored?.(value)).toBe(type);
  });
});
