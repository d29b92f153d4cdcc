import { describe, expect, it } from "vitest";
import { callerWith, type Office, openOffice } from "../../../test/harness/administration.ts";
import { methods } from "./methods.ts";

const blog = { siteName: "Blog", urls: "https://blog.example.org/" };
const open = () => openOffice(methods);
const site = async (office: Office, idSite = "1") =>
  (await office.call("SitesManager.getSiteFromId", { idSite })) as Record<string, unknown>;

describe("SitesManager.addSite", () => {
  it("fills what is left out, and tells all of it in Matomo's order", async () => {
    const office = await open();
    expect(await office.call("SitesManager.addSite", blog)).toBe(1);
    const answer = await site(office);
    expect(answer).toEqual({
      idsite: 1,
      name: "Blog",
      main_url: "https://blog.example.org",
      ts_created: "2026-06-01 12:00:00",
      ecommerce: 0,
      sitesearch: 1,
      sitesearch_keyword_parameters: "",
      sitesearch_category_parameters: "",
      timezone: "UTC",
      currency: "USD",
      exclude_unknown_urls: 0,
      excluded_ips: "",
      excluded_parameters: "",
      excluded_user_agents: "",
      excluded_referrers: "",
      group: "",
      type: "website",
      keep_url_fragment: 0,
      creator_login: "admin",
      timezone_name: "UTC",
      currency_name: "US Dollar",
    });
    expect(Object.keys(answer).slice(0, 5)).toEqual(["idsite", "name", "main_url", "ts_created", "ecommerce"]);
  });

  it("takes timezone and currency from the settings of the instance", async () => {
    const office = await open();
    await office.call("SitesManager.setDefaultTimezone", { defaultTimezone: "Asia/Tokyo" });
    await office.call("SitesManager.setDefaultCurrency", { defaultCurrency: "JPY" });
    await office.call("SitesManager.addSite", blog);
    expect(await site(office)).toMatchObject({ timezone: "Asia/Tokyo", currency: "JPY", currency_name: "Japanese Yen" });
  });

  it("reads settingValues as forms send them; parameters count more", async () => {
    const office = await open();
    const settings = [
      { name: "urls", value: ["https://a.example.org", "https://b.example.org"] },
      { name: "ecommerce", value: "1" },
      { name: "excluded_parameters", value: ["sid", "tid"] },
      { name: "unheard_of", value: "1" },
    ];
    await office.call("SitesManager.addSite", {
      siteName: "Shop",
      ecommerce: "0",
      settingValues: JSON.stringify({ WebsiteMeasurable: settings }),
    });
    expect(await site(office)).toMatchObject({ main_url: "https://a.example.org", ecommerce: 0, excluded_parameters: "sid,tid" });
  });

  it("puts a scheme before addresses, drops slashes and repetitions, and keeps the first one first", async () => {
    const office = await open();
    await office.call("SitesManager.addSite", {
      siteName: "Blog",
      urls: ["z.example.org/", "https://c.example.org", "https://b.example.org/sub/", "http://z.example.org"],
    });
    expect(await office.call("SitesManager.getSiteUrlsFromId", { idSite: "1" })).toEqual([
      "http://z.example.org",
      "https://b.example.org/sub",
      "https://c.example.org",
    ]);
  });

  it.each([
    [{ siteName: "  " }, /siteName/],
    [{ timezone: "Europe/Nowhere" }, /'timezone'.*'Europe\/Nowhere'/],
    [{ currency: "ABC" }, /'currency'.*'ABC'/],
    [{ urls: "javascript://alert(1)" }, /'urls'/],
    [{ urls: "http://" }, /'urls'/],
    [{ excludedIps: "1.2.3" }, /'excludedIps'.*'1.2.3'/],
    [{ startDate: "2026-02-30" }, /'startDate'/],
    [{ keepURLFragments: "3" }, /'keepURLFragments'/],
  ])("refuses %j", async (wrong, message) => {
    const office = await open();
    await expect(office.call("SitesManager.addSite", { ...blog, ...wrong })).rejects.toThrow(message);
    expect(await office.call("SitesManager.getAllSitesId")).toEqual([]);
  });
});

describe("SitesManager.updateSite", () => {
  const withLists = { ...blog, excludedIps: "1.2.3.4", excludedQueryParameters: "sid, tid,sid", group: "one" };

  it("leaves what is not said", async () => {
    const office = await open();
    await office.call("SitesManager.addSite", withLists);
    await office.call("SitesManager.updateSite", { idSite: "1", siteName: "News" });
    expect(await site(office)).toMatchObject({ name: "News", excluded_ips: "1.2.3.4", excluded_parameters: "sid,tid", group: "one" });
  });

  it("clears what is said to be empty", async () => {
    const office = await open();
    await office.call("SitesManager.addSite", withLists);
    await office.call("SitesManager.updateSite", { idSite: "1", excludedIps: "", excludedQueryParameters: "" });
    expect(await site(office)).toMatchObject({ excluded_ips: "", excluded_parameters: "", group: "one" });
  });

  it("lets only superusers move a site between groups", async () => {
    const office = await open();
    await office.call("SitesManager.addSite", withLists);
    await office.call("SitesManager.updateSite", { idSite: "1", group: "two", ecommerce: "1" }, callerWith("anna", { 1: "admin" }));
    expect(await site(office)).toMatchObject({ group: "one", ecommerce: 1 });
  });

  it("says that a site does not exist", async () =>
    await expect((await open()).call("SitesManager.updateSite", { idSite: "7" })).rejects.toThrow("An unexpected website was found"));
});

describe("SitesManager.deleteSite", () => {
  it("removes the site with what was set up for it, and never uses its id again", async () => {
    const office = await open();
    for (const siteName of ["One", "Two"]) await office.call("SitesManager.addSite", { siteName });
    await office.records.insertInto("access").values({ login: "anna", site: 2, access: "view" }).execute();
    await office.call("SitesManager.deleteSite", { idSite: "2" });
    expect(await office.call("SitesManager.getAllSitesId")).toEqual([1]);
    expect(await office.records.selectFrom("access").selectAll().execute()).toEqual([]);
    expect(await office.call("SitesManager.addSite", { siteName: "Three" })).toBe(3);
  });

  it("keeps the last one", async () => {
    const office = await open();
    await office.call("SitesManager.addSite", blog);
    await expect(office.call("SitesManager.deleteSite", { idSite: "1" })).rejects.toThrow("only website");
  });
});

describe("lists of sites", () => {
  const filled = async () => {
    const office = await open();
    for (const name of ["Red", "Green", "Blue", "Grey"])
      await office.call("SitesManager.addSite", { siteName: name, urls: `https://www.${name.toLowerCase()}.example.org`, group: name[0]! });
    return office;
  };
  const anna = callerWith("anna", { 1: "view", 2: "write", 3: "admin" });

  it.each([
    ["Admin", [3]],
    ["Write", [2]],
    ["View", [1]],
    ["AtLeastView", [1, 2, 3]],
  ])("getSitesIdWith%sAccess tells a user %j", async (role, ids) =>
    expect(await (await filled()).call(`SitesManager.getSitesIdWith${role}Access`, {}, anna)).toEqual(ids));

  it.each([
    ["Admin", [1, 2, 3, 4]],
    ["Write", []],
    ["View", []],
    ["AtLeastView", [1, 2, 3, 4]],
  ])("getSitesIdWith%sAccess tells a superuser %j", async (role, ids) =>
    expect(await (await filled()).call(`SitesManager.getSitesIdWith${role}Access`)).toEqual(ids));

  it.each([
    [{ pattern: "gre" }, [2]],
    [{ pattern: "WWW.", limit: "2" }, [1, 2]],
    [{ pattern: "3" }, [3]],
    [{ pattern: "e", sitesToExclude: "1,3" }, [2]],
  ])("getPatternMatchSites %j", async (params, ids) => {
    const found = (await (await filled()).call("SitesManager.getPatternMatchSites", params, anna)) as { idsite: number }[];
    expect(found.map(({ idsite }) => idsite)).toEqual(ids);
    expect(found[0]).not.toHaveProperty("creator_login");
  });

  it.each(["https://www.green.example.org", "http://green.example.org/"])("getSitesIdFromSiteUrl finds %s", async (url) =>
    expect(await (await filled()).call("SitesManager.getSitesIdFromSiteUrl", { url })).toEqual([{ idsite: 2 }]));

  it("groups are listed once, and renamed for all their sites", async () => {
    const office = await filled();
    expect(await office.call("SitesManager.getSitesGroups")).toEqual(["R", "G", "B"]);
    await office.call("SitesManager.renameGroup", { oldGroupName: "G", newGroupName: "H" });
    expect(await office.call("SitesManager.getSitesFromGroup", { group: "H" })).toMatchObject([{ idsite: 2 }, { idsite: 4 }]);
  });
});

describe("settings for all sites", () => {
  it("are false until somebody sets them, and then text, empty text too", async () => {
    const office = await open();
    expect(await office.call("SitesManager.getExcludedIpsGlobal")).toBe(false);
    expect(await office.call("SitesManager.getExcludedReferrersGlobal")).toBe("");
    await office.call("SitesManager.setGlobalExcludedIps", { excludedIps: "1.2.3.4 , 1.2.*.*" });
    expect(await office.call("SitesManager.getExcludedIpsGlobal")).toBe("1.2.3.4,1.2.*.*");
    await office.call("SitesManager.setGlobalExcludedIps", { excludedIps: "" });
    expect(await office.call("SitesManager.getExcludedIpsGlobal")).toBe("");
  });

  it("come together with a site's own", async () => {
    const office = await open();
    await office.call("SitesManager.addSite", { ...blog, excludedQueryParameters: "own,both", excludedReferrers: "own.example" });
    await office.call("SitesManager.setGlobalExcludedQueryParameters", { excludedQueryParameters: "both,all" });
    await office.call("SitesManager.setGlobalExcludedReferrers", { excludedReferrers: "all.example" });
    expect(await office.call("SitesManager.getExcludedQueryParameters", { idSite: "1" })).toEqual(["own", "both", "all"]);
    expect(await office.call("SitesManager.getExcludedReferrers", { idSite: "1" })).toEqual(["all.example", "own.example"]);
  });
});

describe("the tracking code", () => {
  it("names the site and this server, as markup that can be shown", async () => {
    const office = await open();
    await office.call("SitesManager.addSite", { ...blog, urls: ["https://a.example.org", "https://b.example.org/sub"] });
    const code = String(await office.call("SitesManager.getJavascriptTag", { idSite: "1", mergeAliasUrls: "1", disableCookies: "1" }));
    expect(code).not.toMatch(/[<>]/);
    const script = code.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    for (const part of [
      '"https://stats.example.org/"',
      '["setSiteId", "1"]',
      '["setDomains",["*.a.example.org","*.b.example.org/sub"]]',
      '["disableCookies"]',
    ])
      expect(script).toContain(part);
  });

  it("cannot be left by what a caller writes into it", async () => {
    const office = await open();
    await office.call("SitesManager.addSite", blog);
    const code = await office.call("SitesManager.getJavascriptTag", { idSite: "1", piwikUrl: "https://x</script><b>" });
    expect(String(code).match(/&lt;\/script/g)).toHaveLength(1);
  });

  it("the picture carries its parameters encoded", async () => {
    const office = await open();
    await office.call("SitesManager.addSite", blog);
    const code = String(
      await office.call("SitesManager.getImageTrackingCode", { idSite: "1", actionName: 'A & "B"', idGoal: "2", revenue: "5" }),
    );
    expect(code).toContain(
      "https://stats.example.org/matomo.php?idsite=1&amp;amp;rec=1&amp;amp;action_name=A+%26+%22B%22&amp;amp;idgoal=2&amp;amp;revenue=5",
    );
  });
});
