import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { noBrowser } from "./browser.ts";
import { openStage, type Stage } from "./stage.ts";

if (noBrowser) console.warn(`The tracking script is not tried in a browser: ${noBrowser}`);

describe.skipIf(noBrowser)("in a browser", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 60_000);
  afterAll(async () => {
    expect(stage.server.errors).toEqual([]);
    await stage.close();
  });
  beforeEach(() => stage.begin());

  /** Time enough for a request that must not come. */
  const pause = (milliseconds = 400) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const cookies = async () => (await stage.context.cookies()).map(({ name, value }) => [name.split(".")[0]!, value] as const);
  const visitorCookie = async () => (await cookies()).find(([name]) => name === "_pk_id")?.[1];
  const at = (path: string, host?: string) => stage.website.at(path, host);

  describe("page views", () => {
    it("are one visit of one visitor, whom the cookie tells", async () => {
      await stage.open("/");
      await stage.actions(1);
      await stage.open("/about");
      expect(await stage.actions(2)).toMatchObject([
        { type: "action", pageTitle: "Home", url: at("/") },
        { type: "action", pageTitle: "about", url: at("/about") },
      ]);
      const visits = await stage.visits();
      expect(visits).toHaveLength(1);
      expect(await visitorCookie()).toMatch(new RegExp(`^${visits[0]!.visitorId}\\.\\d{10}\\.$`));
      expect((await cookies()).find(([name]) => name === "_pk_ses")?.[1]).toBe("1");
    });

    it("are those of the visitor whom a Matomo knew", async () => {
      const place = { domain: "shop.test", path: "/" };
      const { createHash } = await import("node:crypto");
      const digits = createHash("sha1").update("shop.test/").digest("hex").slice(0, 4);
      const value = "0123456789abcdef.1700000000.2.1700000100.1700000050.";
      const created = value.replace("1700000000", String(Math.round(Date.now() / 1000) - 1000));
      await stage.context.addCookies([{ name: `_pk_id.${stage.site}.${digits}`, value: created, ...place }]);
      await stage.open();
      await stage.actions(1);
      expect((await stage.visits())[0]!.visitorId).toBe("0123456789abcdef");
    });

    it("come with load times, screen and what the browser tells of itself", async () => {
      await stage.context.addInitScript(() => {
        const hints = { getHighEntropyValues: async () => ({ platform: "Windows", platformVersion: "15.0.0", model: "" }) };
        Object.defineProperty(navigator, "userAgentData", { value: hints });
      });
      await stage.open("/", {
        push: "_paq.push(['setCustomRequestProcessing', (request) => { window.request = request; return request; }]);",
      });
      await stage.actions(1);
      const request = new URLSearchParams(await stage.page.evaluate(() => (window as unknown as { request: string }).request));
      for (const name of ["pf_net", "pf_srv", "pf_tfr", "pf_dm1", "pf_dm2", "pf_onl", "h", "m", "s", "r"])
        expect([name, request.get(name)]).toEqual([name, expect.stringMatching(/^\d+$/)]);
      expect(request.get("res")).toBe("1280x720");
      expect(request.get("pv_id")).toMatch(/^\w{6}$/);
      expect(JSON.parse(request.get("uadata")!)).toMatchObject({ platform: "Windows" });
    });

    it("of an app have the title and address that it sets", async () => {
      await stage.open();
      await stage.push(["setReferrerUrl", at("/")], ["setCustomUrl", "/route/2"], ["setDocumentTitle", "Route"], ["trackPageView"]);
      expect(await stage.actions(2)).toMatchObject([{}, { pageTitle: "Route", url: at("/route/2") }]);
    });

    it("have an address without what is not to be told", async () => {
      const options = { excludedQueryParams: "secret", disableCampaignParameters: "1" };
      stage.website.put("/page", await stage.snippet(options));
      await stage.page.goto(`${at("/page")}?a=1&secret=2&utm_campaign=x#top`);
      expect(await stage.actions(1)).toMatchObject([{ url: `${at("/page")}?a=1` }]);
      expect((await stage.visits())[0]).toMatchObject({ referrerType: "direct" });
    });
  });

  describe("clicks", () => {
    const body = `
      <a id="out" href="http://outside.test/there?a=1">out</a> <a id="own" href="/own">own</a>
      <a id="file" href="/files/catalog.pdf" onclick="event.preventDefault()">file</a>
      <a id="quiet" class="matomo_ignore" href="http://outside.test/quiet" onclick="event.preventDefault()">quiet</a>
      <div id="app"></div>`;

    it("on an outlink are counted though the page goes", async () => {
      await stage.open("/", { body });
      await stage.actions(1);
      await stage.page.click("#out");
      expect((await stage.actions(2))[1]).toMatchObject({ type: "outlink", url: "http://outside.test/there?a=1" });
    });

    it("count by mouse, middle button and key, also on links that come later; not on what is ignored or the website's own", async () => {
      await stage.open("/", { body });
      await stage.actions(1);
      await stage.page.click("#file");
      await stage.page.click("#quiet");
      await stage.page.evaluate(() => {
        document.querySelector("#app")!.innerHTML =
          `<a id="late" href="ftp://outside.test/late"><b>late</b></a><a id="key" href="/more.zip">key</a>`;
        for (const id of ["late", "key"]) document.getElementById(id)!.addEventListener("click", (event) => event.preventDefault());
      });
      await stage.page.click("#late b");
      await pause(150);
      await stage.page.click("#late", { button: "middle" });
      await stage.page.focus("#key");
      await stage.page.keyboard.press("Enter");
      await stage.page.click("#own");
      const counted = (await stage.actions(5)).slice(1);
      expect(counted.map(({ type, url }) => [type, url])).toEqual([
        ["download", at("/files/catalog.pdf")],
        ["outlink", "ftp://outside.test/late"],
        ["outlink", "ftp://outside.test/late"],
        ["download", at("/more.zip")],
      ]);
    });

    it("within the domains of a website are none", async () => {
      await stage.open("/", { body: `<a id="other" href="${at("/plain", "other.test")}">other</a>`, options: { mergeAliasUrls: "1" } });
      await stage.actions(1);
      await stage.page.click("#other");
      await pause();
      expect(await stage.actions(1)).toHaveLength(1);
    });
  });

  it("events, searches, goals, custom dimensions and user ids arrive", async () => {
    const { server, site } = stage;
    const dimension = (scope: string) =>
      server.ask("CustomDimensions.configureNewCustomDimension", { idSite: site, name: scope, scope, active: "1" });
    await dimension("visit");
    await dimension("action");
    await server.ask("Goals.addGoal", { idSite: site, name: "Sign up", matchAttribute: "manually", pattern: "", patternType: "" });
    await stage.open("/", {
      push: "_paq.push(['setUserId', 'ann@example.org']); _paq.push(['setCustomDimension', 1, 'gold'], ['setCustomDimension', 2, 'tall']);",
    });
    await stage.push(
      ["trackEvent", "Video", "play", "Trailer", 2.5, { dimension2: "wide" }],
      ["trackSiteSearch", "boots", "shoes", 7],
      ["trackGoal", 1, 12.5],
      ["trackEvent", "", "nothing"],
    );
    expect((await stage.actions(4)).map(({ type }) => type).sort()).toEqual(["action", "event", "goal", "search"]);
    const [visit] = await stage.visits();
    expect(visit).toMatchObject({ userId: "ann@example.org", dimension1: "gold" });
    const ofType = (type: string) => visit!.actionDetails.find((action) => action.type === type);
    expect(ofType("event")).toMatchObject({
      eventCategory: "Video",
      eventAction: "play",
      eventName: "Trailer",
      eventValue: 2.5,
      dimension2: "wide",
    });
    expect(ofType("search")).toMatchObject({ siteSearchKeyword: "boots", siteSearchCategory: "shoes", siteSearchCount: 7 });
    expect(ofType("goal")).toMatchObject({ revenue: 12.5 });
  });

  it("a shop's products, cart and order arrive", async () => {
    await stage.open("/", { push: "_paq.push(['setEcommerceView', 'B1', 'Boot', ['Shoes', 'Winter'], 99]);" });
    await stage.push(["addEcommerceItem", "B1", "Boot", ["Shoes"], 99, 2], ["addEcommerceItem", "C1"], ["removeEcommerceItem", "C1"]);
    expect(await stage.tell("getEcommerceItems")).toEqual({
      B1: ["B1", "Boot", ["Shoes"], 99, 2],
    });
    await stage.push(
      ["trackEcommerceCartUpdate", 198],
      ["trackEcommerceOrder", "A-1", 204, 198, 30, 6, false],
      ["trackEvent", "after", "order"],
    );
    const done = await stage.actions(3);
    expect(done.find(({ type }) => type === "action")).toMatchObject({
      productViewSku: "B1",
      productViewName: "Boot",
      productViewPrice: 99,
    });
    expect(done.find(({ type }) => type === "ecommerceOrder")).toMatchObject({
      orderId: "A-1",
      revenue: 204,
      revenueShipping: 6,
      itemDetails: [{ itemSKU: "B1", itemName: "Boot", price: 99, quantity: 2 }],
    });
    expect(done.find(({ type }) => type === "event")).not.toHaveProperty("productViewSku");
    expect(await stage.tell("getEcommerceItems")).toEqual({});
  });

  describe("content", () => {
    const body = `
      <div data-track-content data-content-name="Banner"><img data-content-piece="banner.png"><a id="buy" href="/buy" data-content-target onclick="event.preventDefault()">buy</a></div>
      <a class="matomoTrackContent" title="Teaser" href="/teaser">teaser</a>
      <div style="margin-top: 3000px" class="piwikTrackContent" data-content-name="Below"><b id="quiet" class="matomoContentIgnoreInteraction">no</b></div>`;
    const blocks = async (names: number) =>
      vi.waitFor(async () => {
        const rows = (await stage.server.ask("Contents.getContentNames", {
          idSite: stage.site,
          period: "day",
          date: "today",
        })) as readonly Record<string, unknown>[];
        expect(rows.length).toBeGreaterThanOrEqual(names);
        return Object.fromEntries(rows.map((row) => [row.label, [row.nb_impressions, row.nb_interactions]]));
      });

    it("that is on the page is counted once a page view, and what is clicked in it", async () => {
      await stage.open("/", { push: "_paq.push(['trackAllContentImpressions']);", body });
      await stage.push(["trackAllContentImpressions"]);
      await stage.page.click("#buy");
      await stage.page.click("#quiet");
      await vi.waitFor(async () => expect(await blocks(3)).toEqual({ Banner: [1, 1], Teaser: [1, 0], Below: [1, 0] }));
    });

    it("counts again on the next page of an app, and answers to clicks there", async () => {
      await stage.open("/", { push: "_paq.push(['trackAllContentImpressions']);", body });
      await blocks(3);
      await stage.push(["trackPageView", "Next"]);
      await stage.page.click("#buy");
      await stage.push(["trackAllContentImpressions"]);
      await vi.waitFor(async () => expect(await blocks(3)).toEqual({ Banner: [2, 1], Teaser: [2, 0], Below: [2, 0] }));
    });

    it("counts when it is seen, where only that counts", async () => {
      await stage.open("/", { push: "_paq.push(['trackVisibleContentImpressions', true, 0]);", body });
      expect(Object.keys(await blocks(2)).sort()).toEqual(["Banner", "Teaser"]);
      await stage.page.evaluate(() => scrollTo(0, 3000));
      expect(await blocks(3)).toMatchObject({ Below: [1, 0] });
    });

    it("may be told by the page", async () => {
      await stage.open();
      await stage.push(["trackContentImpression", "Ad", "ad.png", "http://ad.test"], ["trackContentInteraction", "tap", "Ad", "ad.png"]);
      await vi.waitFor(async () => expect(await blocks(1)).toEqual({ Ad: [1, 1] }));
    });
  });

  it("a heart beat tells how long a page was looked at", async () => {
    await stage.open("/", { push: "_paq.push(['enableHeartBeatTimer', 1]);" });
    await stage.actions(1);
    await pause(2200);
    await stage.page.goto("about:blank");
    await vi.waitFor(
      async () => expect((await stage.visits())[0]).toMatchObject({ visitDuration: expect.toSatisfy((seconds) => seconds >= 2) }),
      5000,
    );
    expect(await stage.actions(1)).toHaveLength(1);
  });

  describe("without consent", () => {
    it("nothing is sent and kept; with it, what waited, by a visitor whom the cookie tells", async () => {
      await stage.open("/", { push: "_paq.push(['requireConsent']);" });
      await stage.push(["trackEvent", "a", "b"]);
      await pause();
      expect([await stage.visits(), await cookies()]).toEqual([[], []]);
      await stage.push(["rememberConsentGiven"]);
      expect(await stage.actions(2)).toMatchObject([{ type: "action" }, { type: "event" }]);
      expect(await visitorCookie()).toContain((await stage.visits())[0]!.visitorId);

      await stage.open("/next", { push: "_paq.push(['requireConsent']);" });
      expect(await stage.actions(3)).toHaveLength(3);
      await stage.push(["forgetConsentGiven"], ["trackEvent", "c", "d"]);
      await pause();
      expect((await stage.actions(3)).length).toBe(3);
      expect((await cookies()).map(([name]) => name)).toEqual(["mtm_consent_removed"]);
    });

    it("to cookies there are none, until it comes", async () => {
      await stage.open("/", { push: "_paq.push(['requireCookieConsent']);" });
      await stage.actions(1);
      expect(await cookies()).toEqual([]);
      await stage.push(["rememberCookieConsentGiven"]);
      await vi.waitFor(async () =>
        expect((await cookies()).map(([name]) => name).sort()).toEqual(["_pk_id", "_pk_ses", "mtm_cookie_consent"]),
      );
      await stage.open("/next", { push: "_paq.push(['requireCookieConsent']);" });
      await stage.actions(2);
      expect(await stage.visits()).toHaveLength(1);
    });
  });

  it("without cookies a visitor is counted, and nothing is kept", async () => {
    const options = { disableCookies: "1" };
    await stage.open("/", { options, push: "addEventListener('pagehide', () => _paq.push(['trackEvent', 'last', 'moment']));" });
    await stage.open("/two", { options });
    await stage.actions(3);
    expect(await stage.visits()).toHaveLength(1);
    expect(await cookies()).toEqual([]);
    expect(await stage.tell("getVisitorId")).toBe("");
  });

  it("who asks not to be tracked is not, where the page heeds it", async () => {
    await stage.context.addInitScript(() => Object.defineProperty(navigator, "doNotTrack", { value: "1" }));
    await stage.open("/", { options: { doNotTrack: "1" } });
    await pause();
    expect([await stage.visits(), await cookies()]).toEqual([[], []]);
    await stage.open("/");
    await stage.actions(1);
  });

  it("who opts out on the page is not counted any more, until they opt in again", async () => {
    const script = `<script src="${stage.server.url}index.php?module=CoreAdminHome&action=optOutJS&divId=out"></script>`;
    const body = `<div id="out"></div>${script}`;
    await stage.open("/", { body });
    await stage.actions(1);
    await stage.page.click("#out input");
    await stage.push(["trackEvent", "a", "b"]);
    await stage.open("/two", { body });
    expect(await stage.tell("getVisitorId")).toBe("");
    await pause();
    expect(await stage.actions(1)).toHaveLength(1);
    expect((await cookies()).map(([name]) => name).sort()).toEqual(["matomo_ignore", "mtm_consent_removed"]);
    await stage.page.click("#out input");
    await stage.push(["trackEvent", "c", "d"]);
    const [, page, event] = await stage.actions(3);
    expect([page, event]).toMatchObject([{ pageTitle: "two" }, { eventCategory: "c" }]);
  });

  it("a visitor stays the same on another domain of the website", async () => {
    const options = { crossDomain: "1" };
    stage.website.put("/there", await stage.snippet(options));
    await stage.open("/", { body: `<a id="other" href="${at("/there", "other.test")}?a=1">other</a>`, options });
    await stage.actions(1);
    await stage.page.click("#other");
    const done = await stage.actions(2);
    expect(done[1]).toMatchObject({ type: "action", url: `${at("/there", "other.test")}?a=1` });
    expect(await stage.visits()).toHaveLength(1);
    const ids = (await stage.context.cookies()).filter(({ name }) => name.startsWith("_pk_id")).map(({ value }) => value.split(".")[0]);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });

  it("a visitor stays the same on a subdomain, where cookies are for all of them", async () => {
    stage.website.put("/there", await stage.snippet({ mergeSubdomains: "1" }));
    await stage.page.goto(at("/there"));
    await stage.actions(1);
    await stage.page.goto(at("/there", "www.shop.test"));
    await stage.actions(2);
    expect(await stage.visits()).toHaveLength(1);
    const domains = (await stage.context.cookies()).map(({ domain }) => domain);
    expect(new Set(domains)).toEqual(new Set([".shop.test"]));
  });

  it("several trackers count for several websites", async () => {
    const second = await stage.addSite();
    await stage.open("/", { push: `_paq.push(['addTracker', '${stage.server.url}matomo.php', ${second}]);` });
    await stage.push(["trackEvent", "a", "b"]);
    for (const site of [stage.site, second]) expect((await stage.actions(2, site)).map(({ type }) => type)).toEqual(["action", "event"]);
  });

  it("a campaign earns the conversion of a later visit", async () => {
    await stage.server.ask("Goals.addGoal", { idSite: stage.site, name: "Buy", matchAttribute: "manually", pattern: "", patternType: "" });
    stage.website.put("/landing", await stage.snippet());
    await stage.page.goto(`${at("/landing")}?mtm_campaign=Spring&mtm_kwd=tulips`);
    await stage.actions(1);
    expect(JSON.parse(decodeURIComponent((await cookies()).find(([name]) => name === "_pk_ref")![1]))).toEqual([
      "Spring",
      "tulips",
      expect.any(Number),
      "",
    ]);
    await stage.open("/later");
    expect(await stage.tell("getAttributionInfo")).toEqual(["Spring", "tulips", expect.any(Number), ""]);
  });

  describe("a page", () => {
    it("may push functions, get trackers, hear of events, and push nonsense without harm", async () => {
      const said: string[] = [];
      stage.page.on("console", (message) => said.push(message.text()));
      stage.page.on("pageerror", (error) => said.push(`thrown: ${error}`));
      await stage.open("/", {
        push: `_paq.push(['noSuchMethod', 1]); _paq.push([function () { window.id = this.getVisitorId(); }]); _paq.push(null); _paq.push([() => { throw new Error("page") }]);
          window.matomoAsyncInit = () => { window.wasReady = !Matomo.initialized; Matomo.on("TrackerAdded", () => { window.wasTold = true; }); };`,
      });
      await stage.actions(1);
      const { id, ...rest } = await stage.page.evaluate(() => {
        const { id, wasReady, wasTold, Matomo, Piwik } = window as unknown as Record<
          string,
          { getAsyncTrackers(): { getSiteId(): string }[]; initialized: boolean }
        >;
        return {
          id,
          wasReady,
          wasTold,
          same: Matomo === Piwik,
          initialized: Matomo!.initialized,
          site: Matomo!.getAsyncTrackers()[0]!.getSiteId(),
        };
      });
      expect(id).toMatch(/^[0-9a-f]{16}$/);
      expect(rest).toEqual({ wasReady: true, wasTold: true, same: true, initialized: true, site: stage.site });
      expect(said.filter((text) => text.includes("noSuchMethod"))).toHaveLength(1);
      expect(said.filter((text) => text.startsWith("thrown"))).toEqual([]);
    });

    it("that loads the script twice counts once", async () => {
      await stage.open("/", {
        body: `<script src="${stage.server.url}piwik.js"></script><script src="${stage.server.url}matomo.js"></script>`,
      });
      await pause();
      expect(await stage.actions(1)).toHaveLength(1);
    });

    it("that may keep nothing still counts: a frame without rights", async () => {
      stage.website.put("/frame", await stage.snippet());
      stage.website.put("/outer", "", `<iframe sandbox="allow-scripts" src="/frame"></iframe>`);
      await stage.page.goto(at("/outer"));
      expect(await stage.actions(1)).toMatchObject([{ url: at("/frame") }]);
    });

    it.each(["GET", "POST"])("may ask for requests by %s", async (method) => {
      const seen: string[] = [];
      stage.page.on("request", (request) => {
        if (request.url().includes("matomo.php")) seen.push(request.method());
      });
      await stage.open("/", { push: `_paq.push(['disableAlwaysUseSendBeacon']); _paq.push(['setRequestMethod', '${method}']);` });
      await stage.push(["trackEvent", "a", "b"]);
      await stage.actions(2);
      expect(new Set(seen)).toEqual(new Set([method]));
    });

    it("may let requests wait for each other, and they leave with it", async () => {
      await stage.open("/", { push: "_paq.push(['setRequestQueueInterval', 60000]);" });
      await stage.push(["queueRequest", "e_c=one&e_a=a"], ["queueRequest", "e_c=two&e_a=b"]);
      await stage.actions(1);
      await stage.page.goto("about:blank");
      expect((await stage.actions(3)).map(({ type }) => type)).toEqual(["action", "event", "event"]);
    });

    it("has its script's errors counted where it asks for that", async () => {
      await stage.open("/", { push: "_paq.push(['enableJSErrorTracking']);" });
      await stage.page.evaluate(() => void setTimeout(() => (window as unknown as { no: () => void }).no()));
      expect((await stage.actions(2))[1]).toMatchObject({
        type: "event",
        eventCategory: "JavaScript Errors",
        eventName: expect.stringContaining("is not a function"),
      });
    });

    it("hears when a hit was sent", async () => {
      await stage.open();
      const sent = await stage.page.evaluate(
        () =>
          new Promise((resolve) =>
            (window as unknown as { _paq: unknown[][] })._paq.push(["trackEvent", "a", "b", "", undefined, {}, resolve]),
          ),
      );
      expect(sent).toMatchObject({ success: true, request: expect.stringContaining("e_c=a&e_a=b") });
    });
  });
});
