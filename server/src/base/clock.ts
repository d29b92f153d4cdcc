/** Tells the time. Handed to whatever needs it, so that tests and demonstrations can stand at another instant. */
export interface Clock {
  /** Milliseconds since 1970, as `Date.now()`. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that starts at `instant` (milliseconds since 1970) and runs on from there at the usual speed. */
export function clockStartingAt(instant: number): Clock {
  const started = performance.now();
  return { now: () => Math.round(instant + performance.now() - started) };
}
