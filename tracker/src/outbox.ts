/** What waits to be sent. */
export interface Outbox<Hit> {
  add(hit: Hit): void;
  /** Keeps everything back until the returned function is called or the page goes. */
  hold(): () => void;
  /** Sends what may be sent; `leaving` when it is the last moment. */
  flush(leaving?: boolean): void;
  /** Forgets what waits. */
  clear(): void;
}

/**
 * Sends what is counted in one go together, in its order, so that a server never hears of a page's events before the page.
 *
 * @param mayLeave asked each time; while it says no, everything waits, also when the page goes
 * @param soon runs a task after the page's current one
 */
export function createOutbox<Hit>(
  deliver: (hits: readonly Hit[]) => void,
  mayLeave: () => boolean,
  soon: (task: () => void) => void = (task) => void Promise.resolve().then(task),
): Outbox<Hit> {
  let waiting: Hit[] = [];
  const holds = new Set<symbol>();
  const flush = (leaving = false): void => {
    if (leaving) holds.clear();
    if (waiting.length === 0 || holds.size > 0 || !mayLeave()) return;
    const hits = waiting;
    waiting = [];
    deliver(hits);
  };
  return {
    add: (hit) => {
      waiting.push(hit);
      soon(flush);
    },
    hold: () => {
      const hold = Symbol();
      holds.add(hold);
      return () => {
        if (holds.delete(hold)) flush();
      };
    },
    flush,
    clear: () => {
      waiting = [];
    },
  };
}
