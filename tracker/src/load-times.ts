import type { Pairs } from "./query.ts";

/** Milliseconds since a page's start, as browsers measure them; 0 for what has not happened. */
export type Timing = Readonly<
  Record<
    | "fetchStart"
    | "connectEnd"
    | "requestStart"
    | "responseStart"
    | "responseEnd"
    | "domInteractive"
    | "domComplete"
    | "loadEventStart"
    | "loadEventEnd",
    number
  >
>;

/** The stages of loading a page, by their names on the wire, as far as they are over. */
export function loadTimes(timing: Timing): Pairs {
  const span = (from: number, to: number): number | undefined => (to > 0 && to >= from ? Math.round(to - from) : undefined);
  return {
    pf_net: span(timing.fetchStart, timing.connectEnd),
    pf_srv: span(timing.requestStart, timing.responseStart),
    pf_tfr: span(timing.responseStart, timing.responseEnd),
    pf_dm1: span(timing.responseEnd, timing.domInteractive),
    pf_dm2: span(timing.domInteractive, timing.domComplete),
    pf_onl: span(timing.loadEventStart, timing.loadEventEnd),
  };
}

/** How long this page took; nothing where the browser does not measure. */
export function pageLoadTimes(): Pairs {
  const [timing] = window.performance?.getEntriesByType?.("navigation") ?? [];
  return timing ? loadTimes(timing as unknown as Timing) : {};
}
