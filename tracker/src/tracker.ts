import { actionMethods } from "./actions.ts";
import { createAttribution } from "./attribution.ts";
import { createConsent } from "./consent.ts";
import { consentMethods } from "./consent-methods.ts";
import { contentMethods } from "./content.ts";
import { cookieMethods } from "./cookie-methods.ts";
import { createCookies } from "./cookies.ts";
import type { Core, Methods, PublicTracker } from "./core.ts";
import { createCounter } from "./counter.ts";
import { crossDomainMethods } from "./cross-domain.ts";
import { extraMethods } from "./extras.ts";
import { frameMethods } from "./frame-methods.ts";
import { heartBeatMethods } from "./heart-beat.ts";
import { linkMethods } from "./links.ts";
import { createPage, documentReferrer } from "./page.ts";
import type { Plugin, Plugins } from "./plugins.ts";
import { queueMethods } from "./request-queue.ts";
import { scriptErrorMethods } from "./script-errors.ts";
import { settingMethods } from "./setting-methods.ts";
import { defaultSettings } from "./settings.ts";
import { shopMethods } from "./shop.ts";
import { createVisitor } from "./visitor.ts";
import { visitorMethods } from "./visitor-methods.ts";

const parts: readonly ((core: Core) => Methods)[] = [
  settingMethods,
  cookieMethods,
  visitorMethods,
  actionMethods,
  extraMethods,
  shopMethods,
  contentMethods,
  scriptErrorMethods,
  frameMethods,
  heartBeatMethods,
  queueMethods,
  consentMethods,
  // The id is put into a link before the click on it is counted.
  crossDomainMethods,
  linkMethods,
];

/** Makes a tracker for one website at one server: an object with the methods that pages know. */
export function createTracker(plugins: Plugins, trackerUrl?: unknown, siteId?: unknown): PublicTracker {
  const settings = defaultSettings(String(trackerUrl ?? ""), String(siteId ?? ""), documentReferrer());
  const cookies = createCookies(settings);
  const page = createPage(settings);
  const self: PublicTracker = {};
  const known = {
    settings,
    cookies,
    page,
    visitor: createVisitor(settings, cookies),
    attribution: createAttribution(settings, cookies, page),
    consent: createConsent(cookies),
    plugins,
    self,
  };
  const beforeLeaving: (() => void)[] = [() => plugins.run("unload")];
  const pageViews: (() => void)[] = [];
  const counter = createCounter(known);
  const core: Core = {
    ...known,
    ...counter,
    onLeave: (run) => void beforeLeaving.push(run),
    onPageView: (run) => void pageViews.push(run),
    beginPageView: () => {
      for (const run of pageViews) run();
    },
  };
  const leave = (): void => {
    for (const run of beforeLeaving) run();
    counter.leave();
  };
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
  const addPlugin = (name: string, plugin: Plugin): void => plugins.add(name, plugin);
  return Object.assign(self, ...parts.map((methodsOf) => methodsOf(core)), { addPlugin });
}
