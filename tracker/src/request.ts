import type { Core, HitOptions } from "./core.ts";
import type { Page } from "./page.ts";
import { joined, type Pairs, toQuery } from "./query.ts";
import { randomText } from "./random.ts";
import type { Settings } from "./settings.ts";

/** What a hit tells of the moment at which it happened, and of the page. */
export function momentParams(settings: Settings, page: Page): Pairs {
  const now = new Date();
  const charset = document.characterSet;
  return {
    idsite: settings.siteId,
    rec: 1,
    r: randomText(6, "0123456789"),
    h: now.getHours(),
    m: now.getMinutes(),
    s: now.getSeconds(),
    url: page.url(),
    urlref: page.referrer(),
    uid: settings.userId,
    cs: charset === "UTF-8" ? undefined : charset,
    send_image: 0,
  };
}

/** What a hit tells of the visitor, when it is sent: by then consent is given and cookies may be kept. This writes them. */
export function visitorParams({ attribution, visitor }: Pick<Core, "attribution" | "visitor">): Pairs {
  const [campaign, keyword, seconds, referrer] = attribution.update();
  const { id, isNew } = visitor.keep();
  return {
    _id: id,
    _idn: isNew ? 1 : 0,
    _refts: seconds || undefined,
    _ref: referrer,
    _rcn: campaign,
    _rck: keyword,
  };
}

/** What a caller adds to a hit: custom dimensions under their own names, all else as `data`. */
export function dataParams(data: HitOptions["data"]): Pairs {
  if (typeof data !== "object" || data === null) return {};
  const pairs = Object.entries(data);
  const isDimension = ([name]: readonly [string, unknown]): boolean => /^dimension\d+$/.test(name);
  const rest = pairs.filter((pair) => !isDimension(pair));
  return { ...Object.fromEntries(pairs.filter(isDimension)), data: rest.length > 0 ? JSON.stringify(Object.fromEntries(rest)) : undefined };
}

/** Parameters or a query as a query. */
export function queryOf(what: Pairs | string): string {
  return typeof what === "string" ? joined(what.replace(/^[?&]/, "")) : toQuery(what);
}
