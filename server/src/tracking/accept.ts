import type { Clock } from "../base/clock.ts";
import { localTime } from "../base/dates.ts";
import { hitNeedsToken, hitOfUnknownSite } from "../base/errors.ts";
import type { TrackedSite, TrackingPrivacy } from "../catalog/hit.ts";
import { bringsOrder } from "../catalog/shop-request.ts";
import { firstKeptDay } from "../db/retention.ts";
import type { Gatekeeper } from "./gatekeeper.ts";
import { hitParams, type ParamTexts } from "./hit-params.ts";
import { maskIp, parseIp } from "./ip.ts";
import { readLanguages } from "./language.ts";
import type { Origin } from "./origin.ts";
import { type Payload, unstored } from "./payload.ts";
import { placeNotToCount, type Unwanted, wishNotToCount } from "./unwanted.ts";
import { protectUserId } from "./user-id.ts";
import { visitorIdOf } from "./visitor-id.ts";

/** What a request becomes: a hit, or nothing, in silence, as the visitor or the site wishes. */
export type Acceptance = { readonly payload: Payload } | { readonly dropped: Unwanted };

export interface AcceptParts {
  readonly clock: Clock;
  readonly gatekeeper: Gatekeeper;
  /** Keyed hash: the same text gives the same key on this instance only. */
  readonly keyOf: (text: string) => string;
}

const oneDay = 86_400;
const twentyYears = 20 * 365 * oneDay;

/**
 * Decides whether a tracking request becomes a hit, and takes from it what must be known before anything is stored: whether its token
 * may write, where its address is. Throws a UserError (status 400) where the request itself is at fault.
 */
export async function accept(texts: ParamTexts, token: string, origin: Origin, parts: AcceptParts): Promise<Acceptance> {
  const params = hitParams(texts);
  const { gatekeeper } = parts;
  const site = await findSite(params.integer("idsite", 0), gatekeeper);
  const privacy = await gatekeeper.privacy();

  let known: boolean | undefined;
  const authenticated = async () => (known ??= token !== "" && (await gatekeeper.mayWrite(token, site.id)));

  const now = Math.floor(parts.clock.now() / 1000);
  const time = await timeOf(params.text("cdt"), params.integer("cdo", 0), now, authenticated);
  const ip = await addressOf(params.text("cip"), origin, authenticated);

  const { day } = localTime(time, site.timezone);
  if (day < (firstKeptDay(await gatekeeper.retention(), localTime(now, "UTC").day) ?? "")) return { dropped: "older-than-kept" };
  const unwanted = wishNotToCount(params, origin, privacy) ?? placeNotToCount(params, ip, gatekeeper.excludesIp(site, ip));
  if (unwanted) return { dropped: unwanted };

  const overrides = ["country", "region", "city", "lat", "long"].filter((name) => params.has(name));
  if (overrides.length > 0 && !(await authenticated()))
    throw hitNeedsToken(`The parameters ${overrides.join(", ")} are not for everybody.`);

  const languages = readLanguages(params, origin.acceptLanguage);
  const masked = maskIp(ip, privacy.maskBytes);
  const enriched = privacy.enrichWithMaskedIp ? masked : ip;
  const locate = await gatekeeper.locate();
  const visitorId = visitorIdOf(params, privacy, origin.visitorCookie);
  return {
    payload: {
      site: site.id,
      time,
      authenticated: token !== "" && (await authenticated()),
      params: storedParams(withUrl(texts, origin.referer), privacy, parts.keyOf),
      userAgent: params.text("ua") || origin.userAgent,
      hints: params.has("uadata") ? params.json("uadata") : origin.hints,
      languages,
      ip: masked,
      ipKey: parts.keyOf(`${enriched} ${site.id} ${day}`),
      location: locate(enriched, languages, params),
      ...visitorId,
      userId: protectUserId(params.text("uid"), privacy, parts.keyOf),
    },
  };
}

async function findSite(id: number, gatekeeper: Gatekeeper): Promise<TrackedSite> {
  const site = id > 0 ? await gatekeeper.findSite(id) : undefined;
  if (!site) throw hitOfUnknownSite(String(id));
  return site;
}

/** The parameters as they may be written down. */
function storedParams(texts: ParamTexts, privacy: TrackingPrivacy, keyOf: AcceptParts["keyOf"]): ParamTexts {
  const hidesOrder = privacy.anonymizeOrderId && bringsOrder(hitParams(texts));
  const stored = Object.entries(texts).filter(([name]) => !unstored.has(name));
  return Object.fromEntries(stored.map(([name, text]) => [name, hidesOrder && name === "ec_id" ? keyOf(text) : text]));
}

/** The simple image tracker sends no address: the page that shows it does, as the referring page. */
function withUrl(texts: ParamTexts, referer: string): ParamTexts {
  return texts.url || texts.urlref || !referer ? texts : { ...texts, url: referer };
}

async function timeOf(cdt: string, secondsAgo: number, now: number, authenticated: () => Promise<boolean>): Promise<number> {
  if (cdt === "" && secondsAgo === 0) return now;
  const given =
    cdt === ""
      ? now
      : /^\d+$/.test(cdt)
        ? Number(cdt)
        : Math.floor(Date.parse(`${cdt.trim().replace(" ", "T")}${/[zZ]|[+-]\d\d:?\d\d$/.test(cdt) ? "" : "Z"}`) / 1000);
  const time = given - Math.abs(secondsAgo);
  // NOTE matomo: a time that cannot be read, or one in the future, counts as now. Who may write is believed up to a day ahead, for
  // clocks differ.
  if (!Number.isFinite(time) || time <= now - twentyYears || time > now + oneDay) return now;
  if (time > now) return (await authenticated()) ? time : now;
  if (now - time >= oneDay && !(await authenticated())) throw hitNeedsToken("The time cdt lies more than a day back.");
  return time;
}

async function addressOf(cip: string, origin: Origin, authenticated: () => Promise<boolean>): Promise<string> {
  if (cip === "") return origin.ip;
  if (!(await authenticated())) throw hitNeedsToken("The parameter cip is not for everybody.");
  return parseIp(cip) ? cip : "0.0.0.0";
}
