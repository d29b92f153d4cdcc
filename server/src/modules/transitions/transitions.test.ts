import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goalOf } from "../../../test/fixtures/hit.ts";
import { type TrackedHit, trackHits } from "../../../test/fixtures/tracked-hits.ts";
import { trackedSite } from "../../../test/fixtures/tracked-site.ts";
import { queryFor } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import { nobody } from "../../catalog/caller.ts";
import type { Hit, Referrer } from "../../catalog/hit.ts";
import { openRecords, type Records } from "../../db/records.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { createSegmentReaders } from "../../reporting/segment/reader.ts";
import { dimensions as actionDimensions } from "../actions/dimensions.ts";
import { dimensions as eventDimensions } from "../events/dimensions.ts";
import { dimensions as referrerDimensions } from "../referrers/dimensions.ts";
import { getTransitionsForAction, getTransitionsForPageTitle, getTransitionsForPageUrl } from "./reports.ts";

const dimensions = [...actionDimensions, ...eventDimensions, ...referrerDimensions];
const noon = Date.UTC(2026, 1, 25, 12) / 1000;

let warehouse: Warehouse;
let records: Records;
let remove: () => Promise<void>;

/** Hits of one visitor, a minute apart, the first brought by that referrer. */
function visit(visitor: number, referrer: Partial<Referrer>, ...hits: readonly Readonly<Record<string, string>>[]): readonly TrackedHit[] {
  const visitorId = String(visitor).padStart(16, "0");
  const by = { type: "direct", name: "", keyword: "", url: "", ...referrer } as Hit["referrer"];
  return hits.map((params, index) => [
    noon + visitor * 10 + index * 60,
    params,
    { visitorId, fingerprint: visitorId, referrer: index === 0 ? by : { type: "direct", name: "", keyword: "", url: "" } },
  ]);
}

const page = (path: string, title: string) => ({ url: `https://example.org/${path}`, action_name: title });
const home = page("", "Home");
const shop = page("shop", "Shop");
const blog = page("blog", "Blog");
const search = (keyword: string) => ({ url: "https://example.org/search", search: keyword });

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse(dimensions));
  records = await openRecords(":memory:");
  await trackHits(warehouse, dimensions, trackedSite({ goals: [goalOf()] }), [
    ...visit(1, {}, home, home, shop, { url: "https://example.org/", e_c: "Video", e_a: "Play" }, home),
    ...visit(2, { type: "search", name: "Google" }, home, search("socks"), home, blog),
    ...visit(3, { type: "campaign", name: "spring", keyword: "shoes" }, home, { ...home, link: "https://partner.example.net/" }),
    ...visit(4, { type: "search", name: "Bing" }, home, { ...home, download: "https://example.org/a.pdf" }, blog),
    ...visit(5, {}, search("cap"), home, page("a", "A"), home, page("b", "B")),
    ...visit(6, {}, shop, home),
  ]);
});
afterAll(async () => {
  await remove();
  await records.destroy();
});

const { periods } = parsePeriods("day", "2026-02-25", "2026-06-10");

async function ask(report: typeof getTransitionsForAction, params: Readonly<Record<string, unknown>>, segment = "") {
  const readSegment = await createSegmentReaders(records, dimensions).readerFor({ ...nobody, login: "anna" });
  const answer = await runReport(report, queryFor(periods, { params, segment }), { warehouse, readSegment });
  return answer.kind === "data" ? (answer.value as Record<string, unknown>) : undefined;
}

const ofHome = (more: Readonly<Record<string, unknown>> = {}, segment = "") =>
  ask(getTransitionsForAction, { actionName: "https://www.example.org/", actionType: "url", ...more }, segment);

describe("transitions of a page", () => {
  it("tell what came before and after, most frequent first, and what brought visitors", async () => {
    expect(await ofHome()).toEqual({
      date: "Wed, Feb 25",
      previousPages: [
        { label: "example.org/shop", referrals: 2 },
        { label: "example.org/a", referrals: 1 },
      ],
      // That of the visit which began with a search is not told.
      previousSiteSearches: [{ label: "socks", referrals: 1 }],
      pageMetrics: { loops: 1, pageviews: 10, entries: 4, exits: 3 },
      followingPages: [
        { label: "example.org/blog", referrals: 2 },
        { label: "example.org/a", referrals: 1 },
        { label: "example.org/b", referrals: 1 },
        { label: "example.org/shop", referrals: 1 },
      ],
      followingSiteSearches: [{ label: "socks", referrals: 1 }],
      outlinks: [{ label: "https://partner.example.net/", referrals: 1 }],
      downloads: [{ label: "https://example.org/a.pdf", referrals: 1 }],
      referrers: [
        { label: "Direct entries", shortName: "direct", visits: 1, details: [] },
        {
          label: "From search engines",
          shortName: "search",
          visits: 2,
          details: [
            { label: "Bing", referrals: 1 },
            { label: "Google", referrals: 1 },
          ],
        },
        { label: "From campaigns", shortName: "campaign", visits: 1, details: [{ label: "spring shoes", referrals: 1 }] },
      ],
    });
  });

  it("tell all but the most frequent as one", async () => {
    const { followingPages, pageMetrics } = (await ofHome({ limitBeforeGrouping: 2 })) ?? {};
    expect(followingPages).toEqual([
      { label: "example.org/blog", referrals: 2 },
      { label: "example.org/a", referrals: 1 },
      { label: "Others", referrals: 2 },
    ]);
    expect(pageMetrics).toMatchObject({ exits: 3 });
  });

  it("are the same by its title, searches at the beginning too", async () => {
    const answer = await ask(getTransitionsForPageTitle, { pageTitle: "Home" });
    expect(answer).toMatchObject({
      previousPages: [
        { label: "Shop", referrals: 2 },
        { label: "A", referrals: 1 },
      ],
      previousSiteSearches: [
        { label: "cap", referrals: 1 },
        { label: "socks", referrals: 1 },
      ],
      pageMetrics: { pageviews: 10, loops: 1, entries: 4 },
      followingPages: [{ label: "Blog", referrals: 2 }, { label: "A" }, { label: "B" }, { label: "Shop" }],
    });
  });

  it("are told in parts; views of the page again are among what follows where nothing says what came before", async () => {
    const answer = await ofHome({ parts: ["followingActions"] });
    expect(Object.keys(answer ?? {})).toEqual(["date", "followingPages", "followingSiteSearches", "outlinks", "downloads"]);
    expect(answer?.followingPages).toContainEqual({ label: "example.org/", referrals: 1 });
    expect(await ofHome({ parts: ["externalReferrers"] })).toMatchObject({ pageMetrics: { entries: 4 } });
  });

  it("say so where nobody viewed it, and where nobody entered there", async () => {
    await expect(ask(getTransitionsForPageUrl, { pageUrl: "https://example.org/nowhere" })).rejects.toThrow("Nobody viewed");
    expect(await ask(getTransitionsForPageUrl, { pageUrl: "https://example.org/blog" })).toMatchObject({
      pageMetrics: { entries: 0 },
      referrers: [{ label: "Direct entries", shortName: "Direct Entry", visits: 0 }],
    });
  });
});

describe("a segment", () => {
  it("about visits chooses visits", async () => {
    expect(await ofHome({}, "referrerType==search")).toMatchObject({ pageMetrics: { pageviews: 3, entries: 2 } });
  });

  it("about actions chooses single actions", async () => {
    await expect(ofHome({}, "siteSearchKeyword==socks")).rejects.toThrow("Nobody viewed");
    expect(await ofHome({}, "pageUrl==https://example.org/;referrerType==search")).toMatchObject({
      pageMetrics: { pageviews: 3, entries: 2, loops: 0 },
      // The page that follows is another action, which the segment leaves out.
      followingPages: [],
    });
  });

  it("in the negative is about all actions of a visit", async () => {
    expect(await ofHome({}, "siteSearchKeyword!=socks")).toMatchObject({ pageMetrics: { pageviews: 8 } });
  });
});
