import type { Action, HitParams, TrackedSite } from "../catalog/hit.ts";
import { cleanText, cutToBytes, textOf, trimmed } from "./clean-text.ts";
import { cleanPageUrl, normaliseUrl, readUrl } from "./page-url.ts";
import { findSearch } from "./site-search.ts";

/**
 * Reads what the visitor did with a hit. The first of these that it tells of counts: a download, an outlink, an event, a content block, a
 * search on the site, a page view. Undefined where it tells of none: a heartbeat, a conversion, an order or a cart, or an action that
 * `isUnknownAction`.
 */
export function readAction(params: HitParams, site: TrackedSite): Action | undefined {
  if (params.text("ping") === "1" || params.integer("idgoal", -1) >= 0) return undefined;
  if (params.flag("download")) return readLink(params, "download", "download");
  if (params.flag("link")) return readLink(params, "link", "outlink");
  if (params.text("e_c") !== "" && params.text("e_a") !== "") return readEvent(params, site);
  if (params.flag("c_n")) return readContent(params, site);
  return readSearch(params, site) ?? readPageView(params, site);
}

/**
 * Whether a hit tells of an action that there is not, so that nothing of it may be recorded: of a kind that is unknown here (`ca=1` and
 * none of ours), or an event or a content block whose name is blank.
 *
 * @param action what `readAction` made of the hit
 */
export function isUnknownAction(params: HitParams, action: Action | undefined): boolean {
  return action === undefined && params.text("ping") !== "1" && params.integer("idgoal", -1) < 0;
}

function readLink(params: HitParams, parameter: "download" | "link", kind: "download" | "outlink"): Action {
  const url = readUrl(textOf(params, parameter));
  return { kind, fullUrl: url, rawUrl: url, url, urlPrefix: null, name: "" };
}

function readEvent(params: HitParams, site: TrackedSite): Action | undefined {
  const category = nameOf(params, "e_c");
  const action = nameOf(params, "e_a");
  if (category === "" || action === "") return undefined;
  const name = nameOf(params, "e_n");
  return { kind: "event", ...pageAddress(params, site), name, event: { category, action, name, value: params.number("e_v") ?? null } };
}

function readContent(params: HitParams, site: TrackedSite): Action | undefined {
  const name = nameOf(params, "c_n");
  if (name === "") return undefined;
  const content = { name, piece: nameOf(params, "c_p"), target: nameOf(params, "c_t"), interaction: nameOf(params, "c_i") };
  const { fullUrl, rawUrl } = pageAddress(params, site);
  // NOTE matomo: the page of a content block keeps its address whole, prefix included.
  return { kind: "content", fullUrl, rawUrl, url: fullUrl, urlPrefix: null, name: "", content };
}

/** NOTE matomo: a search has no address of its own; goals and custom dimensions still see that of the page of results. */
function readSearch(params: HitParams, site: TrackedSite): Action | undefined {
  const search = findSearch(params, site);
  if (!search) return undefined;
  const { keyword, category, count, url } = search;
  return {
    kind: "search",
    fullUrl: cleanPageUrl(url, site),
    rawUrl: readUrl(url),
    url: "",
    urlPrefix: null,
    name: keyword,
    search: { category, count },
  };
}

function readPageView(params: HitParams, site: TrackedSite): Action | undefined {
  if (params.integer("ca", 0) !== 0) return undefined;
  return { kind: "pageview", ...pageAddress(params, site), name: cleanText(textOf(params, "action_name")) };
}

function pageAddress(params: HitParams, site: TrackedSite): Pick<Action, "fullUrl" | "rawUrl" | "url" | "urlPrefix"> {
  const text = textOf(params, "url");
  const fullUrl = cleanPageUrl(text, site);
  return { fullUrl, rawUrl: readUrl(text), ...normaliseUrl(fullUrl) };
}

/** Bytes that the names of events and content blocks may have. */
const longestName = 4096;

function nameOf(params: HitParams, parameter: string): string {
  return cutToBytes(trimmed(textOf(params, parameter)), longestName);
}
