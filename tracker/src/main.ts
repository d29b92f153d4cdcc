import { createMatomo, type Matomo } from "./matomo.ts";
import { type Call, inOrder } from "./queue.ts";

/** What pages and this script tell each other. */
interface Globals {
  Matomo?: Matomo;
  Piwik?: Matomo;
  AnalyticsTracker?: Matomo;
  _paq?: readonly Call[] | { readonly push: (...calls: readonly Call[]) => void };
  matomoPluginAsyncInit?: readonly unknown[];
  piwikAsyncInit?: unknown;
  matomoAsyncInit?: unknown;
}

/** Does what the page has asked for so far, and from now on at once. */
function install(page: Globals): void {
  const { matomo, push } = createMatomo();
  page.Matomo = matomo;
  page.Piwik = matomo;
  page.AnalyticsTracker ??= matomo;
  for (const start of [...(page.matomoPluginAsyncInit ?? []), page.piwikAsyncInit, page.matomoAsyncInit])
    if (typeof start === "function") start();
  const queued = page._paq;
  page._paq = { push };
  if (Array.isArray(queued) && queued.length > 0) push(...inOrder(queued));
  matomo.trigger("MatomoInitialized");
  matomo.initialized = true;
}

const page = window as unknown as Globals;
// A page may load the script twice.
if (!page.Matomo?.getAsyncTrackers) install(page);
