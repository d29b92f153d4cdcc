import type { Pairs } from "./query.ts";

/** What the browser tells of screen and abilities. */
export function deviceParams(): Pairs {
  const { width, height } = screen;
  return { res: `${width}x${height}`, cookie: cookieFlag(), pdf: navigator.pdfViewerEnabled ? 1 : 0 };
}

/** `1` where the browser keeps cookies, else `0`. */
export function cookieFlag(): "0" | "1" {
  return navigator.cookieEnabled ? "1" : "0";
}

/** What browsers tell of themselves only when they are asked. */
export interface Hints {
  /** Asks once. What `hold` returns is called with the answer; no browser that has no hints is asked. */
  ask(hold: () => () => void): void;
  /** As JSON; undefined where nothing is known. */
  told(): string | undefined;
}

interface AsksHints {
  readonly userAgentData?: { getHighEntropyValues?(names: readonly string[]): Promise<unknown> };
}

const names = ["brands", "model", "platform", "platformVersion", "uaFullVersion", "fullVersionList", "formFactors"];

export function createHints(): Hints {
  const source = (navigator as AsksHints).userAgentData;
  let hasAsked = false;
  let told: string | undefined;
  return {
    told: () => told,
    ask: (hold) => {
      if (hasAsked || !source?.getHighEntropyValues) return;
      hasAsked = true;
      const release = hold();
      source.getHighEntropyValues(names).then((answer) => {
        told = JSON.stringify(answer);
        release();
      }, release);
    },
  };
}
