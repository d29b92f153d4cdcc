import type { PublicTracker } from "./core.ts";
import { createPlugins, type Plugin } from "./plugins.ts";
import { type Call, perform } from "./queue.ts";
import { createTracker } from "./tracker.ts";
import { warn } from "./warn.ts";

type Handler = (...given: unknown[]) => unknown;

/** What pages know as `window.Matomo`. */
export interface Matomo {
  initialized: boolean;
  getTracker(url?: unknown, siteId?: unknown): PublicTracker;
  addTracker(url?: unknown, siteId?: unknown): PublicTracker;
  getAsyncTracker(url?: string, siteId?: unknown): PublicTracker | undefined;
  getAsyncTrackers(): readonly PublicTracker[];
  addPlugin(name: string, plugin: Plugin): void;
  on(event: string, handler: Handler): void;
  off(event: string, handler: Handler): void;
  trigger(event: string, given?: readonly unknown[], context?: unknown): void;
  retryMissedPluginCalls(): void;
}

/** The trackers of a page, and what does on them what the page asks for. */
export function createMatomo(): { readonly matomo: Matomo; readonly push: (...calls: readonly Call[]) => void } {
  const plugins = createPlugins();
  const trackers: PublicTracker[] = [];
  const handlers: { event: string; handler: Handler }[] = [];
  let missed: Call[] = [];

  const push = (...calls: readonly Call[]): void => {
    if (trackers.length === 0) add();
    calls.forEach(attempt);
  };
  const attempt = (call: Call): void => {
    try {
      if (!perform(call, trackers, matomo)) missed.push(call);
    } catch (error) {
      warn(`${typeof call === "function" ? "a function" : String(call?.[0])} failed: ${error}`);
    }
  };
  const add = (url?: unknown, siteId?: unknown): PublicTracker => {
    const tracker = createTracker(plugins, url, siteId);
    // Another tracker sends to the same server unless it is told another one.
    tracker.addTracker = (otherUrl: unknown, otherSite: unknown) => {
      if (otherSite === undefined || otherSite === "") throw new Error("addTracker needs the id of a website");
      return add(otherUrl || (tracker.getTrackerUrl as () => string)(), otherSite);
    };
    trackers.push(tracker);
    matomo.trigger("TrackerAdded", [tracker]);
    return tracker;
  };
  const matomo: Matomo = {
    initialized: false,
    getTracker: (url, siteId) => createTracker(plugins, url, siteId),
    addTracker: add,
    getAsyncTracker: (url, siteId) => {
      const wanted = [url, siteId].map((each) => String(each ?? ""));
      const found = trackers.find((tracker) => {
        const own = [tracker.getTrackerUrl, tracker.getSiteId].map((read) => (read as () => string)());
        return own.every((each, at) => wanted[at] === "" || wanted[at] === each);
      });
      return found ?? (url === undefined && siteId === undefined ? add() : undefined);
    },
    getAsyncTrackers: () => trackers,
    addPlugin: plugins.add,
    on: (event, handler) => void handlers.push({ event, handler }),
    off: (event, handler) => {
      const at = handlers.findIndex((each) => each.event === event && each.handler === handler);
      if (at >= 0) handlers.splice(at, 1);
    },
    trigger: (event, given = [], context = window) => {
      for (const each of [...handlers]) if (each.event === event) each.handler.apply(context, [...given]);
    },
    retryMissedPluginCalls: () => {
      const calls = missed;
      missed = [];
      calls.forEach(attempt);
    },
  };
  return { matomo, push };
}
