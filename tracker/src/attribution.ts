import type { Cookies } from "./cookies.ts";
import type { Page } from "./page.ts";
import type { Settings } from "./settings.ts";
import { firstParam } from "./url.ts";

/** What brought a visitor: campaign, its keyword, when (seconds since 1970), the referring address. Kept in `_pk_ref` as it is. */
export type Source = readonly [campaign: string, keyword: string, seconds: number, referrer: string];

export interface Attribution {
  current(): Source;
  /** Looks once a visit at what brought it. */
  update(): Source;
}

const unknown: Source = ["", "", 0, ""];
const longestReferrer = 1024;

export function createAttribution(settings: Settings, cookies: Cookies, page: Page): Attribution {
  let seen = unknown;
  let hasLooked = false;
  const current = (): Source => readSource(cookies.get("ref")) ?? seen;
  return {
    current,
    update: () => {
      if (!hasLooked && cookies.get("ses") === undefined) {
        const next = sourceOf(current(), landing(settings, page), settings.firstReferrer);
        if (next !== current()) {
          seen = next;
          cookies.set("ref", JSON.stringify(next), settings.referralSeconds);
        }
      }
      hasLooked = true;
      cookies.set("ses", "1", settings.sessionSeconds);
      return current();
    },
  };
}

function landing(settings: Settings, page: Page): Source {
  const url = page.rawUrl();
  const campaign = settings.campaigns ? firstParam(url, settings.campaignNames) : "";
  const keyword = campaign && firstParam(url, settings.campaignKeywords);
  return [campaign, keyword, Math.round(Date.now() / 1000), page.clean(page.foreignReferrer().slice(0, longestReferrer))];
}

/** What earns a conversion from now on: what brought this visit, else what brought an earlier one; or the first of all. */
export function sourceOf(before: Source, now: Source, firstCounts: boolean): Source {
  if (firstCounts && (before[0] !== "" || before[3] !== "")) return before;
  return now[0] === "" && now[3] === "" ? before : now;
}

/** Reads the cookie; undefined where it is none of ours or Matomo's. */
export function readSource(value: string | undefined): Source | undefined {
  try {
    const read: unknown = JSON.parse(value ?? "");
    if (!Array.isArray(read)) return undefined;
    const [campaign, keyword, seconds, referrer] = read as readonly unknown[];
    return [String(campaign ?? ""), String(keyword ?? ""), Number(seconds) || 0, String(referrer ?? "")];
  } catch {
    return undefined;
  }
}
