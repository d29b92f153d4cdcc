/** A mistake of the caller, told in words that say what to do. Anything else that is thrown is a bug: 500 and a log line. */
export class UserError extends Error {
  readonly code: string;
  readonly status: number;
  /** Seconds after which to try again, where that is told. */
  readonly retryAfter: number | undefined;

  constructor(code: string, status: number, message: string, retryAfter?: number) {
    super(message);
    this.name = "UserError";
    this.code = code;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

type Text<Words extends readonly unknown[]> = (...words: Words) => string;

const tables: { code: string; status: number; example: string }[] = [];

function mistake<Words extends readonly unknown[]>(
  code: string,
  status: number,
  text: Text<Words>,
  ...example: Words
): (...words: Words) => UserError {
  tables.push({ code, status, example: text(...example) });
  return (...words) => new UserError(code, status, text(...words));
}

/** A mistake that mends itself: its one word is the number of seconds to wait. */
function untilLater(code: string, status: number, text: Text<[seconds: number]>): (seconds: number) => UserError {
  tables.push({ code, status, example: text(30) });
  return (seconds) => new UserError(code, status, text(seconds), seconds);
}

// NOTE matomo: most mistakes are answered with status 200; clients match the words between quotes in contract.md, which stay as they are.

export const noAccess = mistake(
  "no_access",
  401,
  (what: string) =>
    `You can't access this resource as it requires ${what}. Send a token that has it, in the body as token_auth or as Authorization: Bearer.`,
  "'view' access for the website id = 7",
);
export const badToken = mistake(
  "bad_token",
  401,
  () =>
    "Unable to authenticate with the provided token. It is unknown, expired or revoked; make a new one, or check for a cut or padded copy.",
);
export const secureOnlyToken = mistake(
  "secure_only_token",
  401,
  () => "This token is for secure use only: send it in a POST body or as Authorization: Bearer, never in the address.",
);
export const readOnlyToken = mistake(
  "read_only_token",
  401,
  (method: string) => `You can't access this resource: the token may only read, and ${method} changes something. Use another token.`,
  "SitesManager.addSite",
);
export const wrongPassword = mistake("wrong_password", 200, (what: string) => what, "The login or the password is not correct.");
export const foreignPage = mistake(
  "foreign_page",
  403,
  () => "This was sent by a page of another site, or without the CSRF token of the session. Reload the page and try again.",
);
export const tooManyAttempts = untilLater(
  "too_many_attempts",
  429,
  (seconds) => `Too many failed logins or unknown tokens came from here, or for this account. Try again in ${seconds} seconds.`,
);
export const tooManyRequests = untilLater(
  "too_many_requests",
  429,
  (seconds) => `More requests came than the server is set to take. Try again in ${seconds} seconds.`,
);
export const missingMethod = mistake(
  "missing_method",
  200,
  () => "The parameter method is missing. Name one as Module.action, for example method=VisitsSummary.get.",
);
export const malformedMethod = mistake(
  "malformed_method",
  200,
  (method: string) => `The method '${method}' is not valid: write it as Module.action, for example VisitsSummary.get.`,
  "VisitsSummary",
);
export const unknownModule = mistake(
  "unknown_module",
  200,
  (module: string) =>
    `The plugin ${module} is not enabled: there is no such module here. See index.php?module=API&action=listAllAPI for the modules there are.`,
  "Nothing",
);
export const unknownMethod = mistake(
  "unknown_method",
  400,
  (action: string, module: string) => `The method '${action}' does not exist or is not available in the module '${module}'.`,
  "getNothing",
  "VisitsSummary",
);
export const unknownFormat = mistake(
  "unknown_format",
  200,
  (format: string, known: string) => `The format '${format}' is not valid. Try one of these: ${known}.`,
  "YAML",
  "json, xml, csv, tsv",
);
export const missingParameter = mistake("missing_parameter", 200, (name: string) => `Please specify a value for '${name}'.`, "period");
export const wrongParameter = mistake(
  "wrong_parameter",
  200,
  (name: string, value: string, wanted: string) =>
    `The parameter '${name}' has the value '${value}', which is not valid: it must be ${wanted}.`,
  "filter_limit",
  "abc",
  "a whole number",
);
export const wrongPeriod = mistake(
  "wrong_period",
  200,
  (period: string) => `The period '${period}' is not supported. Try one of these: day, week, month, year, range.`,
  "hour",
);
export const wrongDate = mistake(
  "wrong_date",
  200,
  (date: string) =>
    `The date '${date}' is not valid: write YYYY-MM-DD, today, yesterday, lastN, previousN, or two dates with a comma between them.`,
  "2026-13-01",
);
export const notSeveral = mistake(
  "not_several",
  200,
  (method: string) => `${method} does not support multiple dates or websites: ask for one idSite and one date at a time.`,
  "VisitTime.getByDayOfWeek",
);
export const unsupportedSegment = mistake(
  "unsupported_segment",
  200,
  (name: string, hint: string) => `'${name}' is not a supported segment${hint}. See API.getSegmentsMetadata for the segments there are.`,
  "colour",
  " (at character 1)",
);
export const wrongSegment = mistake(
  "wrong_segment",
  200,
  (condition: string, character: number, why: string) =>
    `The segment condition '${condition}', at character ${character}, is not valid: ${why}.`,
  "countryCode=us",
  1,
  "there is no operator in it; try one of == != >= <= > < =@ !@ =^ =$",
);
export const unknownSite = mistake(
  "unknown_site",
  200,
  (site: string) => `An unexpected website was found in the request: idSite is '${site}', and there is no such website.`,
  "999",
);
export const unknownThing = mistake(
  "unknown_thing",
  200,
  (kind: string, name: string) => `The ${kind} '${name}' does not exist.`,
  "user",
  "nobody",
);
export const takenName = mistake(
  "taken_name",
  200,
  (kind: string, name: string) => `The ${kind} '${name}' is taken already; choose another.`,
  "user name",
  "reader",
);
export const notAllowed = mistake(
  "not_allowed",
  200,
  (why: string) => why,
  "The last superuser cannot be removed: make another user a superuser first.",
);
export const malformedBody = mistake(
  "malformed_body",
  400,
  (why: string) => `The body of the request cannot be read: ${why}.`,
  "it is not valid JSON",
);
export const tooLarge = mistake(
  "too_large",
  413,
  (limit: string) => `The request is larger than ${limit}. Send it in smaller parts.`,
  "4 MiB",
);
export const tooManyAtOnce = mistake(
  "too_many_at_once",
  503,
  (why: string) => `The server cannot take this now: ${why}. Try again in a moment.`,
  "the journal is full",
);
export const warehouseAway = mistake(
  "warehouse_away",
  503,
  () => "The warehouse cannot be reached, so there are no reports now. Hits are kept, and will be counted when it is back. Try again then.",
);

export const invalidHit = mistake("invalid_hit", 400, (why: string) => why, "The visitor id cid must be 16 hexadecimal digits, not 'me'.");
export const hitOfUnknownSite = mistake(
  "hit_of_unknown_site",
  400,
  (site: string) => `The website idsite=${site} does not exist. Check the idsite of the tracking code.`,
  "999",
);
export const hitNeedsToken = mistake(
  "hit_needs_token",
  400,
  (why: string) => `${why} Send a token_auth with write access to the website.`,
  "The parameter cip is not for everybody.",
);

/** Every mistake there is, with an example of its text: what the reference pages list. */
export const mistakes: readonly { readonly code: string; readonly status: number; readonly example: string }[] = tables;
