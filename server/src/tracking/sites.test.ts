import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openRecords, type Records } from "../db/records.ts";
import { changeSettings, defaultSettings } from "../db/settings.ts";
import { createSiteReader } from "./sites.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function addSite(records: Records, site: { readonly keep_url_fragments?: number } = {}): Promise<void> {
  const plain = {
    name: "Blog",
    type: "website",
    urls: JSON.stringify(["https://Blog.example.org:8443/sub", "nonsense"]),
    timezone: "UTC",
    currency: "USD",
    ecommerce: 0,
    site_search: 1,
    search_keyword_parameters: "",
    search_category_parameters: "",
    excluded_ips: "1.1.1.1",
    excluded_query_parameters: "own, both",
    excluded_user_agents: "",
    excluded_referrers: "",
    exclude_unknown_urls: 0,
    keep_url_fragments: 0,
    site_group: "",
    created: 0,
    creator: "admin",
  } as const;
  await records
    .insertInto("sites")
    .values({ ...plain, ...site })
    .execute();
}

describe("a site for tracking", () => {
  it("has the instance's lists before its own, and the instance's search parameters where it has none", async () => {
    const records = await openRecords(":memory:");
    await addSite(records);
    await changeSettings(records, { excludedIps: "2.2.2.*", excludedQueryParameters: "both,all" });
    expect(await createSiteReader(records).find(1)).toMatchObject({
      id: 1,
      hosts: ["blog.example.org"],
      siteSearch: true,
      excludedIps: ["2.2.2.*", "1.1.1.1"],
      excludedQueryParameters: ["both", "all", "own"],
      searchKeywordParameters: ["q", "query", "s", "search", "searchword", "k", "keyword", "keywords"],
      searchCategoryParameters: [],
    });
  });

  it.each([
    [0, false, false],
    [0, true, true],
    [1, false, true],
    [2, true, false],
  ])("says %i of fragments while the instance says %s: kept is %s", async (own, everywhere, kept) => {
    const records = await openRecords(":memory:");
    await addSite(records, { keep_url_fragments: own });
    await changeSettings(records, { keepUrlFragments: everywhere });
    expect((await createSiteReader(records).find(1))?.keepUrlFragments).toBe(kept);
  });

  it("has its goals that are not deleted, and all its custom dimensions", async () => {
    const records = await openRecords(":memory:");
    await addSite(records);
    const goal = { site: 1, description: "", match_attribute: "url", pattern: "x", pattern_type: "contains", revenue: 1.5 } as const;
    const flags = { case_sensitive: 0, multiple: 1, event_value_as_revenue: 0 } as const;
    await records
      .insertInto("goals")
      .values({ ...goal, ...flags, goal: 1, name: "gone", deleted: 1 })
      .execute();
    await records
      .insertInto("goals")
      .values({ ...goal, ...flags, goal: 2, name: "kept", deleted: 0 })
      .execute();
    await records
      .insertInto("custom_dimensions")
      .values({ site: 1, dimension: 3, name: "Plan", slot: 1, scope: "visit", active: 0, extractions: "[]", case_sensitive: 1 })
      .execute();
    const found = await createSiteReader(records).find(1);
    expect(found?.goals).toMatchObject([{ id: 2, name: "kept", revenue: 1.5, multiple: true, caseSensitive: false }]);
    expect(found?.customDimensions).toEqual([{ id: 3, index: 1, scope: "visit", active: false, extractions: [], caseSensitive: true }]);
  });
});

describe("privacy for tracking", () => {
  it("masks two bytes until somebody says otherwise, and none once masking is off", async () => {
    const records = await openRecords(":memory:");
    const reader = createSiteReader(records);
    expect((await reader.privacy()).maskBytes).toBe(2);
    await changeSettings(records, { privacy: { ...defaultSettings.privacy, anonymizeIp: false, maskBytes: 3 } });
    await reader.refresh();
    expect((await reader.privacy()).maskBytes).toBe(0);
  });
});

describe("refresh", () => {
  it("sees what this connection has changed", async () => {
    const records = await openRecords(":memory:");
    const reader = createSiteReader(records);
    await reader.refresh();
    expect(await reader.find(1)).toBeUndefined();
    await addSite(records);
    expect(await reader.find(1)).toBeUndefined();
    await reader.refresh();
    expect(await reader.find(1)).toMatchObject({ name: "Blog" });
  });

  it("sees what another connection has changed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "footfall-"));
    folders.push(folder);
    const [here, there] = [await openRecords(join(folder, "records.db")), await openRecords(join(folder, "records.db"))];
    await addSite(here);
    const reader = createSiteReader(here);
    await reader.refresh();
    expect((await reader.find(1))?.timezone).toBe("UTC");
    await there.updateTable("sites").set({ timezone: "Asia/Tokyo" }).execute();
    await reader.refresh();
    expect((await reader.find(1))?.timezone).toBe("Asia/Tokyo");
    for (const records of [here, there]) await records.destroy();
  });

  it("keeps what it knows while nothing has changed", async () => {
    const records = await openRecords(":memory:");
    await addSite(records);
    const reader = createSiteReader(records);
    await reader.refresh();
    const before = await reader.find(1);
    await reader.refresh();
    expect(await reader.find(1)).toBe(before);
    reader.forget();
    expect(await reader.find(1)).not.toBe(before);
  });
});
