import type { Core, Methods } from "./core.ts";
import { pageLoadTimes } from "./load-times.ts";
import type { Pairs } from "./query.ts";
import { randomText } from "./random.ts";
import { whenLoaded } from "./ready.ts";

const idLetters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const loadStages = ["pf_net", "pf_srv", "pf_tfr", "pf_dm1", "pf_dm2", "pf_onl"];

/** What happens on a page: views, events, goals, searches, clicks. */
export function actionMethods(core: Core): Methods {
  const { settings, page } = core;
  let viewId = "";
  let isOwnViewId = false;
  let views = 0;
  let givenTimes: Pairs | undefined;
  core.addParams(() => ({ pv_id: viewId }));

  /** How long the page took to load, told once: with the first view, which waits a moment until it is known. */
  const timesOfView = (): (() => Pairs) => {
    const given = givenTimes;
    givenTimes = undefined;
    if (given) return () => given;
    if (views > 1 || !settings.loadTimes) return () => ({});
    if (document.readyState !== "complete") whenLoaded(core.hold());
    return pageLoadTimes;
  };

  return {
    trackPageView: (title?: unknown, data?: unknown, callback?: unknown) => {
      views++;
      if (views > 1) core.beginPageView();
      if (!isOwnViewId) viewId = randomText(6, idLetters);
      const times = timesOfView();
      core.track({ action_name: titleText(title) || page.title() }, { data, callback, hook: "log", atLast: times });
    },
    getNumTrackedPageViews: () => views,
    setPageViewId: (id: string) => {
      viewId = id;
      isOwnViewId = true;
    },
    getPageViewId: () => viewId,
    setPagePerformanceTiming: (...times: unknown[]) => {
      givenTimes = Object.fromEntries(loadStages.map((stage, at) => [stage, times[at]]));
    },
    trackEvent: (category: unknown, action: unknown, name?: unknown, value?: unknown, data?: unknown, callback?: unknown) => {
      if (!isText(category) || !isText(action)) return false;
      core.track({ e_c: category, e_a: action, e_n: name, e_v: value, ca: 1 }, { data, callback, hook: "event" });
      return true;
    },
    trackGoal: (goal: unknown, revenue?: unknown, data?: unknown, callback?: unknown) =>
      core.track({ idgoal: goal, revenue }, { data, callback, hook: "goal" }),
    trackSiteSearch: (keyword: unknown, category?: unknown, count?: unknown, data?: unknown) =>
      core.track({ search: keyword, search_cat: category || undefined, search_count: count }, { data, hook: "sitesearch" }),
    trackLink: (url: string, kind: string, data?: unknown, callback?: unknown) =>
      core.track({ [kind]: page.clean(url) }, { data, callback, hook: "link" }),
    trackRequest: (request: string, data?: unknown, callback?: unknown, hook?: string) =>
      core.track(request, { data, callback, ...(hook ? { hook } : {}) }),
    getRequest: (request: string) => core.requestFor(request),
    ping: () => core.track({ ping: 1 }, { hook: "ping" }),
  };
}

function isText(given: unknown): boolean {
  return String(given ?? "").trim() !== "";
}

/** A title may be given as a text, or as the page's element that has it. */
function titleText(title: unknown): string {
  return String((title as { readonly text?: unknown } | undefined)?.text ?? title ?? "");
}
