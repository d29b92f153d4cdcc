import type { Clock } from "../base/clock.ts";
import { localTime } from "../base/dates.ts";
import { UserError } from "../base/errors.ts";
import { ipMatcher } from "../base/ip-ranges.ts";
import type { HitParams, TrackedSite, TrackingPrivacy } from "../catalog/hit.ts";
import type { Gatekeeper } from "./gatekeeper.ts";
import { hitParams, type ParamTexts } from "./hit-params.ts";
import { maskIp, parseIp } from "./ip.ts";
import { readLanguages } from "./language.ts";
import { type Payload, unstored } from "./payload.ts";
import { visitorIdOf } from "./visitor-id.ts";

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
}

/** Why a request does not become a hit: dropped in silence, as the visitor or the site wishes. */
export type AcceptDrop = "no-rec" | "do-not-track" | "opted-out" | "prefetch" | "excluded-ip" | "bot-ip";

export type Acceptance = { readonly payload: Payload } | { readonly dropped: AcceptDrop };

export interface AcceptParts {
  readonly clock: Clock;
  readonly gatekeeper: Gatekeeper;
  /** Keyed hash: the same text gives the same key on this instance only. */
  readonly keyOf: (text: string) => string;
}

const oneDay = 86_400;
const twentyYears = 20 * 365 * oneDay;

const invalid = (message: string) => new UserError("invalid_hit", 400, message);

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

  const isExcluded = () => gatekeeper.excludesIp(site, ip);
  const drop = reasonToDrop({ params, ip, privacy, origin, isExcluded });
  if (drop) return { dropped: drop };

  const overrides = ["country", "region", "city", "lat", "long"].filter((name) => params.has(name));
  if (overrides.length > 0 && !(await authenticated()))
    throw invalid(`The parameters ${overrides.join(", ")} need a token_auth with write access to the website.`);

  const languages = readLanguages(params, origin.acceptLanguage);
  const masked = maskIp(ip, privacy.maskBytes);
  const enriched = privacy.enrichWithMaskedIp ? masked : ip;
  const locate = await gatekeeper.locate();
  const visitorId = visitorIdOf(params, privacy);
  return {
    payload: {
      site: site.id,
      time,
      authenticated: token !== "" && (await authenticated()),
      params: Object.fromEntries(Object.entries(withUrl(texts, origin.referer)).filter(([name]) => !unstored.has(name))),
      userAgent: params.text("ua") || origin.userAgent,
      hints: params.has("uadata") ? params.json("uadata") : origin.hints,
      languages,
      ip: masked,
      ipKey: parts.keyOf(`${enriched} ${site.id} ${localTime(time, site.timezone).day}`),
      location: locate(enriched, languages, params),
      ...visitorId,
    },
  };
}

async function findSite(id: number, gatekeeper: Gatekeeper): Promise<TrackedSite> {
  const site = id > 0 ? await gatekeeper.findSite(id) : undefined;
  if (!site) throw invalid(`The website idsite=${id} does not exist. Check the idsite of the tracking code.`);
  return site;
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
  if (now - time >= oneDay && !(await authenticated()))
    throw invalid("The time cdt lies more than a day back: send a token_auth with write access to the website to track the past.");
  return time;
}

async function addressOf(cip: string, origin: Origin, authenticated: () => Promise<boolean>): Promise<string> {
  if (cip === "") return origin.ip;
  if (!(await authenticated())) throw invalid("The parameter cip needs a token_auth with write access to the website.");
  return parseIp(cip) ? cip : "0.0.0.0";
}

interface DropClues {
  readonly params: HitParams;
  readonly ip: string;
  readonly privacy: TrackingPrivacy;
  readonly origin: Origin;
  readonly isExcluded: () => boolean;
}

function reasonToDrop({ params, ip, privacy, origin, isExcluded }: DropClues): AcceptDrop | undefined {
  if (!params.flag("rec")) return "no-rec";
  if (origin.prefetch) return "prefetch";
  if (privacy.obeyDoNotTrack && origin.doNotTrack) return "do-not-track";
  if (origin.cookies.matomo_ignore !== undefined || origin.cookies.piwik_ignore !== undefined) return "opted-out";
  if (isExcluded()) return "excluded-ip";
  if (!params.flag("bots") && isBotIp(ip)) return "bot-ip";
  return undefined;
}

/** Addresses from which the big search engines' robots read pages. */
const isBotIp = ipMatcher([
  "216.239.32.0/19",
  "64.233.160.0/19",
  "66.249.80.0/20",
  "72.14.192.0/18",
  "209.85.128.0/17",
  "66.102.0.0/20",
  "74.125.0.0/16",
  "64.18.0.0/20",
  "207.126.144.0/20",
  "173.194.0.0/16",
  "64.4.0.0/18",
  "65.52.0.0/14",
  "157.54.0.0/15",
  "157.56.0.0/14",
  "157.60.0.0/16",
  "207.46.0.0/16",
  "207.68.128.0/18",
  "207.68.192.0/20",
  "131.253.26.0/20",
  "131.253.24.0/20",
  "72.30.198.0/20",
  "72.30.196.0/20",
  "98.137.207.0/20",
  "1.202.218.8",
]);
