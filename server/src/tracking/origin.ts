/** Where a tracking request came from: what its headers say. */
export interface Origin {
  /** Address of the client, after trusted proxies. */
  readonly ip: string;
  readonly userAgent: string;
  readonly acceptLanguage: string;
  readonly referer: string;
  readonly doNotTrack: boolean;
  /** Browsers that load a page ahead of time say so. */
  readonly prefetch: boolean;
  readonly hints: unknown;
  readonly cookies: Readonly<Record<string, string>>;
  /** The visitor's id in this server's own cookie; empty where it has none or uses none. */
  readonly visitorCookie?: string;
}
