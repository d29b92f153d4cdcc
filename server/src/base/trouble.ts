import type { Log } from "./log.ts";

/** Something that fails again and again while it is in trouble: told when it begins, once a minute while it lasts, and when it is over. */
export interface Trouble {
  failed(reason: unknown): void;
  /** Told after each success; says so once where there was trouble before. */
  worked(): void;
  readonly lasts: boolean;
}

const tellEvery = 60_000;

/** @param words what to log when it begins, and when it is over */
export function createTrouble(log: Log, words: { readonly begins: string; readonly ends: string }): Trouble {
  let since: number | undefined;
  let told = Number.NEGATIVE_INFINITY;
  let failures = 0;
  return {
    failed: (reason) => {
      const now = performance.now();
      since ??= now;
      failures += 1;
      if (now - told < tellEvery) return;
      told = now;
      log.error(words.begins, { reason, failures, seconds: Math.round((now - since) / 1000) });
    },
    worked: () => {
      if (since === undefined) return;
      log.warn(words.ends, { failures, seconds: Math.round((performance.now() - since) / 1000) });
      since = undefined;
      told = Number.NEGATIVE_INFINITY;
      failures = 0;
    },
    get lasts() {
      return since !== undefined;
    },
  };
}
