import { escapeHtml } from "../../base/html.ts";
import { type Method, method } from "../../catalog/method.ts";
import { commaList, flag, integer, site, text, type ValuesOf } from "../../catalog/params.ts";
import { requireSite, splitList, urlsOf } from "../../db/sites.ts";

const tagParams = {
  idSite: site(),
  piwikUrl: text().or(""),
  mergeSubdomains: flag().or(false),
  groupPageTitlesByDomain: flag().or(false),
  mergeAliasUrls: flag().or(false),
  customCampaignNameQueryParam: text().or(""),
  customCampaignKeywordParam: text().or(""),
  doNotTrack: flag().or(false),
  disableCookies: flag().or(false),
  trackNoScript: flag().or(false),
  crossDomain: flag().or(false),
  forceMatomoEndpoint: flag().or(false),
  excludedQueryParams: commaList().or(""),
  excludedReferrers: commaList().or(""),
  disableCampaignParameters: flag().or(false),
};

type TagOptions = ValuesOf<typeof tagParams>;

const getJavascriptTag = method({
  method: "SitesManager.getJavascriptTag",
  docs: "The script to put on the pages of a site, with the options asked for.",
  access: "view",
  params: tagParams,
  run: async ({ params, records, baseUrl }) => {
    const urls = urlsOf(await requireSite(records, params.idSite));
    // NOTE matomo: the code is answered with its markup escaped, ready to be shown on a page.
    return escapeHtml(scriptTag(params, trackerAddress(params.piwikUrl, baseUrl), urls));
  },
});

const getImageTrackingCode = method({
  method: "SitesManager.getImageTrackingCode",
  docs: "A picture that tracks without a script, for mails and the like.",
  access: "view",
  params: {
    idSite: site(),
    piwikUrl: text().or(""),
    actionName: text().optional(),
    idGoal: integer(0).optional(),
    revenue: text().optional(),
    forceMatomoEndpoint: flag().or(false),
  },
  run: async ({ params, records, baseUrl }) => {
    await requireSite(records, params.idSite);
    const query = new URLSearchParams({ idsite: String(params.idSite), rec: "1" });
    if (params.actionName !== undefined) query.set("action_name", params.actionName);
    if (params.idGoal !== undefined) query.set("idgoal", String(params.idGoal));
    if (params.idGoal !== undefined && params.revenue !== undefined) query.set("revenue", params.revenue);
    return escapeHtml(imageTag(`${trackerAddress(params.piwikUrl, baseUrl)}matomo.php?${query}`, "Image tracker"));
  },
});

export const trackingCode: readonly Method[] = [getJavascriptTag, getImageTrackingCode];

function scriptTag(options: TagOptions, address: string, urls: readonly string[]): string {
  const noScript = options.trackNoScript
    ? `\n<noscript><p>${imageTag(`${address}matomo.php?idsite=${options.idSite}&rec=1`)}</p></noscript>`
    : "";
  const calls = [...callsOf(options, urls), ["trackPageView"], ["enableLinkTracking"]];
  return `<!-- Matomo -->
<script>
  var _paq = window._paq = window._paq || [];
${options.groupPageTitlesByDomain ? titleByDomain : ""}${calls.map((call) => `  _paq.push(${inScript(call)});`).join("\n")}
  (function () {
    var base = ${inScript(address)};
    _paq.push(["setTrackerUrl", base + "matomo.php"]);
    _paq.push(["setSiteId", ${inScript(String(options.idSite))}]);
    var script = document.createElement("script");
    script.async = true;
    script.src = base + "matomo.js";
    document.head.appendChild(script);
  })();
</script>${noScript}
<!-- End Matomo Code -->
`;
}

/** The call that puts the host before the page's title can only be written in the page. */
const titleByDomain = '  _paq.push(["setDocumentTitle", document.domain + "/" + document.title]);\n';

/** What the tracker is told before it counts the page. */
function callsOf(options: TagOptions, urls: readonly string[]): readonly (readonly unknown[])[] {
  const places = urls.filter((url) => URL.canParse(url)).map((url) => new URL(url));
  const domains = places.map(({ host, pathname }) => `*.${host}${pathname === "/" ? "" : pathname}`);
  const calls: (readonly unknown[] | false)[] = [
    options.mergeSubdomains && places.length > 0 && ["setCookieDomain", `*.${places[0]!.hostname}`],
    (options.mergeAliasUrls || options.crossDomain) && domains.length > 0 && ["setDomains", domains],
    options.crossDomain && ["enableCrossDomainLinking"],
    options.disableCampaignParameters && ["disableCampaignParameters"],
    options.customCampaignNameQueryParam !== "" && ["setCampaignNameKey", options.customCampaignNameQueryParam],
    options.customCampaignKeywordParam !== "" && ["setCampaignKeywordKey", options.customCampaignKeywordParam],
    options.doNotTrack && ["setDoNotTrack", true],
    options.excludedQueryParams !== "" && ["setExcludedQueryParams", splitList(options.excludedQueryParams)],
    options.excludedReferrers !== "" && ["setExcludedReferrers", splitList(options.excludedReferrers)],
    options.disableCookies && ["disableCookies"],
  ];
  return calls.filter((call) => call !== false);
}

function imageTag(address: string, title = ""): string {
  const image = `<img referrerpolicy="no-referrer-when-downgrade" src="${escapeHtml(address)}" style="border:0" alt="" />`;
  return title === "" ? image : `<!-- Matomo ${title} -->\n${image}\n<!-- End Matomo -->`;
}

/** Where the tracker is reached: the address that was given, else this server's own; with a slash at the end. */
function trackerAddress(given: string, own: string): string {
  const address = given === "" ? own : /^https?:\/\//.test(given) ? given : `https://${given}`;
  return `${address.replace(/\/+$/, "")}/`;
}

/** JSON that cannot end the script it stands in. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
