import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect, vi } from "vitest";
import { type RunningServer, startRunningServer } from "../../server/test/harness/running-server.ts";
import { buildScript } from "../build.mjs";
import { openBrowser } from "./browser.ts";
import { openWebsite, type Website } from "./website.ts";

export interface Action {
  readonly type: string;
  readonly url?: string;
  readonly pageTitle?: string;
}

export interface Visit {
  readonly visitorId: string;
  readonly userId: string | null;
  readonly actionDetails: readonly Action[];
}

/** A server, a website and a browser. Each test has a site, a visitor and a tab of its own. */
export interface Stage {
  readonly server: RunningServer;
  readonly website: Website;
  site: string;
  context: BrowserContext;
  page: Page;
  /** Begins a test. */
  begin(): Promise<void>;
  addSite(): Promise<string>;
  /** The code that the server gives for the site, as it stands on pages. */
  snippet(options?: Readonly<Record<string, string>>): Promise<string>;
  /** Puts that code, with what is to be pushed before it, on a page, and goes there. */
  open(path?: string, page?: { readonly push?: string; readonly body?: string; readonly options?: Record<string, string> }): Promise<void>;
  /** Pushes calls on the page that is open. */
  push(...calls: readonly (readonly unknown[])[]): Promise<void>;
  /** What a method of the page's tracker returns. */
  tell(method: string): Promise<unknown>;
  visits(site?: string): Promise<readonly Visit[]>;
  /** The actions of all visits, oldest first, once there are so many. */
  actions(count: number, site?: string): Promise<readonly Action[]>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  await buildScript();
  const [server, website, browser] = await Promise.all([startRunningServer(), openWebsite(), openBrowser()]);
  const stage: Stage = {
    server,
    website,
    ...(await freshTab(browser)),
    site: "",
    begin: async () => {
      await stage.context.close();
      Object.assign(stage, await freshTab(browser));
      stage.site = await stage.addSite();
    },
    addSite: async () => {
      const [own, other] = ["shop.test", "other.test"].map((host) => website.at("", host));
      const made = await server.ask("SitesManager.addSite", { siteName: "Shop", "urls[0]": own!, "urls[1]": other!, ecommerce: "1" });
      return String((made as { value: number }).value);
    },
    snippet: async (options = {}) => {
      const { value } = (await server.ask("SitesManager.getJavascriptTag", { idSite: stage.site, ...options })) as { value: string };
      return unescapeHtml(value);
    },
    open: async (path = "/", { push = "", body = "", options = {} } = {}) => {
      const before = push === "" ? "" : `<script>var _paq = window._paq = window._paq || []; ${push}</script>`;
      website.put(path, before + (await stage.snippet(options)), body);
      await stage.page.goto(website.at(path));
    },
    push: (...calls) =>
      stage.page.evaluate((pushed) => {
        for (const call of pushed) (window as unknown as { _paq: unknown[][] })._paq.push([...call]);
      }, calls),
    tell: (method) =>
      stage.page.evaluate((name) => {
        const { Matomo } = window as unknown as { readonly Matomo: { getAsyncTracker(): Record<string, () => unknown> } };
        return Matomo.getAsyncTracker()[name]!();
      }, method),
    visits: async (site = stage.site) => {
      const params = { idSite: site, period: "year", date: "today", filter_sort_order: "asc" };
      return (await server.ask("Live.getLastVisitsDetails", params)) as readonly Visit[];
    },
    actions: (count, site) =>
      vi.waitFor(
        async () => {
          const found = (await stage.visits(site)).flatMap(({ actionDetails }) => actionDetails);
          expect(found.length).toBeGreaterThanOrEqual(count);
          return found;
        },
        { timeout: 8000, interval: 50 },
      ),
    close: async () => {
      await browser.close();
      await website.close();
      await server.close();
    },
  };
  return stage;
}

async function freshTab(browser: Browser): Promise<Pick<Stage, "context" | "page">> {
  const context = await browser.newContext();
  return { context, page: await context.newPage() };
}

function unescapeHtml(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#039;", "'").replaceAll("&amp;", "&");
}
