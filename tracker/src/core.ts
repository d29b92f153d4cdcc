import type { Attribution } from "./attribution.ts";
import type { Consent } from "./consent.ts";
import type { Cookies } from "./cookies.ts";
import type { Page } from "./page.ts";
import type { Plugins } from "./plugins.ts";
import type { Pairs } from "./query.ts";
import type { Settings } from "./settings.ts";
import type { Visitor } from "./visitor.ts";

/** A function that pages call. They may give it anything. */
export type Method = (...given: never[]) => unknown;
export type Methods = Readonly<Record<string, Method>>;

/** What a page sees of a tracker: its methods, and whatever plugins add. */
export type PublicTracker = Record<string, unknown>;

/** What a page hears of a request that was sent. */
export interface Sent {
  readonly request: string;
  readonly trackerUrl: string;
  readonly success: boolean;
}

export interface HitOptions {
  /** What the caller adds: custom dimensions by `dimension1` and so on, and anything else. */
  readonly data?: unknown;
  readonly callback?: unknown;
  /** Under which name plugins are asked what they add. */
  readonly hook?: string;
  /** What is told as it is when the hit leaves, and not as it was when it happened. */
  readonly atLast?: () => Pairs;
}

/** What a tracker knows. */
export interface Knowledge {
  readonly settings: Settings;
  readonly cookies: Cookies;
  readonly page: Page;
  readonly visitor: Visitor;
  readonly attribution: Attribution;
  readonly consent: Consent;
  readonly plugins: Plugins;
  /** What pages see of this tracker. */
  readonly self: PublicTracker;
}

/** What the parts of a tracker share. */
export interface Core extends Knowledge {
  /** Counts something: parameters, or a query that the caller wrote. */
  track(what: Pairs | string, options?: HitOptions): void;
  /** The whole request for something that happens now. */
  requestFor(what: Pairs | string, options?: HitOptions): string;
  /** Counts whole requests. */
  trackWhole(requests: readonly string[]): void;
  /** Adds to every hit what this tells when it happens. */
  addParams(read: (hook: string) => Pairs): void;
  /** Keeps hits back until the returned function is called, the page goes or a moment has passed. */
  hold(): () => void;
  /** Sends what waits, if it may be sent by now. */
  release(): void;
  /** Forgets what waits. */
  dropWaiting(): void;
  /** When something was last counted, in milliseconds since 1970; 0 for never. */
  lastHit(): number;
  /** Runs before the page goes or is hidden. */
  onLeave(run: () => void): void;
  /** Runs when another page view begins: an app shows its next page. What came before the first one belongs to it. */
  onPageView(run: () => void): void;
  /** Tells the others that one begins. */
  beginPageView(): void;
}
