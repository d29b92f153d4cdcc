import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type RunningServer, startRunningServer } from "../../server/test/harness/running-server.ts";
import { buildScript } from "../build.mjs";
import { noBrowser, openBrowser, userAgent } from "./browser.ts";
import { openWebsite, type Website } from "./website.ts";

interface Action {
  readonly type: string;
  readonly url?: string;
  readonly pageTitle?: string;
}

interface Visit {
  readonly visitorId: string;
  readonly userId: string | null;
  readonly actionDetails: readonly Action[];
}

if (noBrowser) console.warn(`The tracking script is not tried in a browser: ${noBrowser}`);

describe.skipIf(noBrowser)("in a browser", () => {
  let server: RunningServer;
  let website: Website;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let site: string;

  beforeAll(async () => {
    await buildScript();
    [server, website, browser] = await Promise.all([startRunningServer(), openWebsite(), openBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await website.close();
    expect(server.errors).toEqual([]);
    await server.close();
  });
  beforeEach(async () => {
    const urls = ["shop.test", "other.test"].map((host) => website.at("", host));
    const { value } = (await server.ask("SitesManager.addSite", {
      siteName: "Shop",
      "urls[0]": urls[0]!,
      "urls[1]": urls[1]!,
      ecommerce: "1",
    })) as { value: number };
    site = String(value);
    context = await browser.newContext({ userAgent });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  /** The code that the server gives for a website, as it stands on its pages. */
  async function snippet(options: Readonly<Record<string, string>> = {}): Promise<string> {
    const { value } = (await server.ask("SitesManager.getJavascriptTag", { idSite: site, ...options })) as { value: string };
    return value
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&#039;", "'")
      .replaceAll("&amp;", "&");
  }

  async function visits(): Promise<readonly Visit[]> {
    const params = { idSite: site, period: "year", date: "today", filter_sort_order: "asc", doNotFetchActions: "0" };
    return (await server.ask("Live.getLastVisitsDetails", params)) as readonly Visit[];
  }

  /** The actions of all visits, once there are so many. */
  async function actions(count: number): Promise<readonly Action[]> {
    return vi.waitFor(
      async () => {
        const found = (await visits()).flatMap(({ actionDetails }) => actionDetails);
        expect(found.length).toBeGreaterThanOrEqual(count);
        return found;
      },
      { timeout: 8000, interval: 100 },
    );
  }

  it("counts pages as one visit of one visitor", async () => {
    const code = await snippet();
    website.put("/", code);
    website.put("/about", code);
    await page.goto(website.at("/"));
    await actions(1);
    await page.goto(website.at("/about"));
    expect(await actions(2)).toMatchObject([
      { type: "action", pageTitle: "Home", url: website.at("/") },
      { type: "action", pageTitle: "about", url: website.at("/about") },
    ]);
    const found = await visits();
    expect(found).toHaveLength(1);
    const cookie = (await context.cookies()).find(({ name }) => name.startsWith("_pk_id."));
    expect(cookie!.value).toMatch(new RegExp(`^${found[0]!.visitorId}\\.\\d{10}\\.$`));
  });
});
