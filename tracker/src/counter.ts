import type { Core, HitOptions, Knowledge } from "./core.ts";
import { deliver } from "./delivery.ts";
import { createHints, deviceParams } from "./device.ts";
import { createOutbox } from "./outbox.ts";
import { joined, type Pairs, toQuery } from "./query.ts";
import { dataParams, momentParams, queryOf, visitorParams } from "./request.ts";

/** A hit that waits. What it tells of the visitor is added when it leaves: by then consent is given and cookies may be kept. */
interface Hit {
  readonly query: string;
  readonly options: HitOptions;
  readonly isWhole?: boolean;
}

interface Counter extends Pick<Core, "track" | "requestFor" | "trackWhole" | "addParams" | "hold" | "release" | "dropWaiting" | "lastHit"> {
  /** Sends what waits for no reason but time: the page goes. */
  leave(): void;
}

/** Milliseconds for which hits wait at most for what the browser still has to find out. */
const longestHold = 2000;

/** Makes requests of what happens, and sends them when they may be sent. */
export function createCounter(known: Knowledge): Counter {
  const { settings, page, consent, plugins, self } = known;
  const hints = createHints();
  const readers: ((hook: string) => Pairs)[] = [];
  let lastHit = 0;

  const begun = (what: Pairs | string, options: HitOptions = {}): Hit => {
    const added = readers.map((read) => toQuery(read(options.hook ?? "request")));
    // What the caller gives stands last: of a name that comes twice, the last value counts.
    const query = joined(queryOf(what), toQuery(momentParams(settings, page)), ...added, toQuery(dataParams(options.data)));
    return { query, options };
  };
  const finished = ({ query, options, isWhole }: Hit): string => {
    if (isWhole) return query;
    const device = settings.detectDevice ? { ...deviceParams(), uadata: hints.told() } : {};
    const request = joined(query, toQuery({ ...visitorParams(known), ...device, ...options.atLast?.() }));
    const whole = joined(request, plugins.run(options.hook ?? "request", { tracker: self, request }), settings.appended);
    return settings.process ? settings.process(whole) : whole;
  };
  const outbox = createOutbox<Hit>(
    (hits) => {
      const outgoing = hits.map((hit) => ({ request: finished(hit), callback: hit.options.callback }));
      deliver(
        outgoing.filter(({ request }) => request),
        settings,
      );
    },
    () => consent.isGiven() && (settings.countPrerendered || !isPrerendered()),
  );
  document.addEventListener("prerenderingchange", () => outbox.flush());

  const hold = (): (() => void) => {
    const release = outbox.hold();
    setTimeout(release, longestHold);
    return release;
  };
  const add = (hit: Hit): void => {
    if (settings.doNotTrack || (location.protocol === "file:" && !settings.trackFiles)) return;
    if (settings.detectDevice) hints.ask(hold);
    lastHit = Date.now();
    outbox.add(hit);
  };
  return {
    track: (what, options) => add(begun(what, options)),
    requestFor: (what, options) => finished(begun(what, options)),
    trackWhole: (requests) => {
      for (const query of requests) add({ query, options: {}, isWhole: true });
    },
    addParams: (read) => void readers.push(read),
    hold,
    release: () => outbox.flush(),
    dropWaiting: outbox.clear,
    lastHit: () => lastHit,
    leave: () => outbox.flush(true),
  };
}

/** Whether the browser only prepares the page, which nobody sees yet. */
function isPrerendered(): boolean {
  return (document as { readonly prerendering?: boolean }).prerendering === true;
}
