import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { noBrowser } from "./browser.ts";
import { openStage, type Stage } from "./stage.ts";

/** What other websites have on their pages, as they have it. */
describe.skipIf(noBrowser)("websites that came from Matomo", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 60_000);
  afterAll(() => stage.close());
  beforeEach(() => stage.begin());

  async function open(head: string, body = ""): Promise<void> {
    stage.website.put("/", head, body);
    await stage.page.goto(stage.website.at("/"));
  }

  it("with the code that Piwik gave before there was a queue", async () => {
    const { url } = stage.server;
    await open(
      "",
      `<script type="text/javascript">
        var pkBaseURL = (("https:" == document.location.protocol) ? "${url}" : "${url}");
        document.write(unescape("%3Cscript src='" + pkBaseURL + "piwik.js' type='text/javascript'%3E%3C/script%3E"));
      </script><script type="text/javascript">
        try {
          var piwikTracker = Piwik.getTracker(pkBaseURL + "piwik.php", ${stage.site});
          piwikTracker.trackPageView();
          piwikTracker.enableLinkTracking();
        } catch (err) {}
      </script>
      <a id="file" href="/a.pdf" onclick="event.preventDefault()">file</a>`,
    );
    await stage.actions(1);
    await stage.page.click("#file");
    expect((await stage.actions(2)).map(({ type }) => type)).toEqual(["action", "download"]);
  });

  it.each([
    ["the usual addresses", "matomo.php", "matomo.js"],
    ["one address for script and tracker", "js/", "js/"],
    ["the addresses of Matomo for WordPress", "wp-json/matomo/v1/hit/", "wp-json/matomo/v1/hit/"],
  ])("with the usual code and %s", async (_name, tracker, script) => {
    await open(`<script>
      var _paq = window._paq = window._paq || [];
      _paq.push(['trackPageView']);
      _paq.push(['enableLinkTracking']);
      (function() {
        var u="${stage.server.url}";
        _paq.push(['setTrackerUrl', u+'${tracker}']);
        _paq.push(['setSiteId', '${stage.site}']);
        var d=document, g=d.createElement('script'), s=d.getElementsByTagName('script')[0];
        g.async=true; g.src=u+'${script}'; s.parentNode.insertBefore(g,s);
      })();
    </script>`);
    expect(await stage.actions(1)).toMatchObject([{ type: "action", pageTitle: "Home" }]);
  });

  it("with the npm package @datapunt/matomo-tracker-js", async () => {
    const code = await bundle(`
      import MatomoTracker from "@datapunt/matomo-tracker-js";
      const tracker = new MatomoTracker({ urlBase: "${stage.server.url}", siteId: ${stage.site}, configurations: { setRequestMethod: "POST" } });
      tracker.trackPageView({ documentTitle: "Wrapped", href: location.origin + "/wrapped", customDimensions: [{ id: 1, value: "x" }] });
      tracker.trackEvent({ category: "Video", action: "play" });
      tracker.trackSiteSearch({ keyword: "boots" });`);
    await open("", `<script>${code}</script>`);
    expect(await stage.actions(3)).toMatchObject([
      { type: "action", pageTitle: "Wrapped", url: stage.website.at("/wrapped") },
      { type: "event", eventCategory: "Video" },
      { type: "search", siteSearchKeyword: "boots" },
    ]);
  });

  it("with the npm package vue-matomo", async () => {
    const code = await bundle(`
      import VueMatomo from "vue-matomo";
      const app = { version: "3.4.0", config: { globalProperties: {} }, provide() {} };
      const route = (fullPath) => ({ fullPath, meta: {} });
      let follow;
      const router = {
        currentRoute: { value: route("/first") }, afterEach: (run) => { follow = run; }, resolve: (path) => ({ href: path }),
      };
      VueMatomo(app, { host: "${stage.server.url.replace(/\/$/, "")}", siteId: ${stage.site}, router, enableHeartBeatTimer: true });
      const waiting = setInterval(() => { if (follow) { clearInterval(waiting); follow(route("/second"), route("/first")); } }, 20);`);
    await open("", `<script>${code}</script>`);
    const urls = (await stage.actions(2)).map(({ url }) => url);
    expect(urls).toEqual([stage.website.at("/first"), stage.website.at("/second")]);
  });

  /** A script of a page that imports packages. */
  async function bundle(contents: string): Promise<string> {
    const resolveDir = fileURLToPath(new URL(".", import.meta.url));
    const { outputFiles } = await build({ stdin: { contents, resolveDir }, bundle: true, write: false, format: "iife", minify: true });
    return outputFiles[0]!.text.replaceAll("</script", "<\\/script");
  }
});
