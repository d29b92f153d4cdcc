import type { Clock } from "../base/clock.ts";
import type { UserError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { TrackingPrivacy } from "../catalog/hit.ts";
import type { Records } from "../db/records.ts";
import { addTrackingFailures, knownTrackingFailures, type TrackingFailure } from "../db/tracking-failures.ts";
import { hitParams, type ParamTexts } from "./hit-params.ts";
import { maskIp } from "./ip.ts";
import type { Origin } from "./origin.ts";
import { wishNotToCount } from "./unwanted.ts";

/** A request that was refused. */
export interface RefusedRequest {
  readonly mistake: UserError;
  readonly texts: ParamTexts;
  readonly token: string;
}

/** Keeps what goes wrong with tracking where administrators see it: one request for each site and kind of failure. */
export interface FailureLog {
  /** Resolves when they are kept; one that cannot be kept is a line in the log and no more. */
  note(refused: readonly RefusedRequest[], origin: Origin): Promise<void>;
}

export interface FailureLogParts {
  readonly records: Records;
  readonly privacy: () => Promise<TrackingPrivacy>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The mistakes that are kept, by their code. NOTE matomo: with these numbers. */
const kinds: Readonly<Record<string, number>> = { hit_of_unknown_site: 1, hit_needs_token: 2 };
/** NOTE matomo: a number beyond this is no slip of an administrator and is not kept. */
const greatestSite = 9_999_999;
/** Characters of a request that are kept. */
const longestRequest = 10_000;

export function createFailureLog({ records, privacy, clock, log }: FailureLogParts): FailureLog {
  return {
    note: async (refused, origin) => {
      try {
        const settings = await privacy();
        const now = Math.floor(clock.now() / 1000);
        const failures = firstOfEach(refused.flatMap((request) => failureOf(request, origin, settings, now)));
        if (failures.length === 0) return;
        const isKnown = await knownTrackingFailures(records, now, failures);
        const unknown = failures.filter((failure) => !isKnown(failure));
        if (unknown.length > 0) await addTrackingFailures(records, unknown, now);
      } catch (reason) {
        log.warn("A tracking failure could not be kept.", { reason });
      }
    },
  };
}

function failureOf({ mistake, texts, token }: RefusedRequest, origin: Origin, privacy: TrackingPrivacy, now: number): TrackingFailure[] {
  const kind = kinds[mistake.code];
  const params = hitParams(texts);
  const site = params.integer("idsite", 0);
  if (kind === undefined || site < 0 || site > greatestSite || wishNotToCount(params, origin, privacy)) return [];
  return [{ site, kind, first_seen: now, request: requestText(texts, token, privacy) }];
}

function firstOfEach(failures: readonly TrackingFailure[]): readonly TrackingFailure[] {
  const byKey = new Map<string, TrackingFailure>();
  for (const failure of failures.slice(0, 1000)) {
    const key = `${failure.site} ${failure.kind}`;
    if (!byKey.has(key)) byKey.set(key, failure);
  }
  return [...byKey.values()];
}

const namesOfTokens: ReadonlySet<string> = new Set(["token_auth", "token", "tokenauth", "token__auth"]);
/** NOTE matomo: this word stands where a token stood. */
const tokenMark = "__TOKEN_AUTH__";

/** The parameters as a query string: no token, nor what looks like one, and what the privacy settings hide is hidden. */
function requestText(texts: ParamTexts, token: string, privacy: TrackingPrivacy): string {
  const shown = Object.entries(texts).map(([name, text]): [string, string] => {
    if (namesOfTokens.has(name) || looksLikeToken(text, token)) return [name, tokenMark];
    if (name === "cip") return [name, maskIp(text, privacy.maskBytes)];
    const isHidden = (name === "uid" && privacy.anonymizeUserId) || (name === "ec_id" && privacy.anonymizeOrderId);
    return [name, isHidden ? "" : text];
  });
  return new URLSearchParams(shown).toString().slice(0, longestRequest);
}

/** The very token, or as many hexadecimal digits as one has, give or take some that were lost or doubled on the way. */
function looksLikeToken(text: string, token: string): boolean {
  return (token !== "" && text === token) || /^[0-9a-f]{29,36}$/i.test(text);
}
