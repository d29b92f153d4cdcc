import { notAllowed, tooManyRequests, UserError } from "../base/errors.ts";
import { createLockout } from "../base/lockout.ts";
import { createRateLimit, type RateLimit } from "../base/rate-limit.ts";
import type { Caller } from "../catalog/caller.ts";
import type { Cells, Value } from "../catalog/table.ts";
import { callableMethods } from "../derive/method-list.ts";
import { methodPage } from "../derive/method-page.ts";
import { openApi } from "../derive/open-api.ts";
import { type Accounts, createAccounts } from "./accounts.ts";
import { type ApiParts, ask } from "./ask.ts";
import { askBulk, isBulk } from "./bulk.ts";
import { findCaller } from "./callers.ts";
import { credentialsOf, type TokenPlace } from "./credentials.ts";
import { type PrintContext, plainError } from "./formats/format.ts";
import { findFormat, isFormat } from "./formats/index.ts";
import { jsonText } from "./formats/json.ts";
import { printAnswer } from "./formats/pages.ts";
import { isOn } from "./post/filter-params.ts";
import { type ApiRequest, type ApiResponse, languageOf, textOf } from "./request.ts";
import { respond, respondPlainly, type Told } from "./respond.ts";
import { restRoutes } from "./rest.ts";
import { startStopwatch } from "./stopwatch.ts";
import { columnTitles } from "./titles.ts";
import { type Busiest, warmUp } from "./warm-up.ts";
import { askRest, type RestAnswer } from "./wordpress.ts";

export type { ApiParts } from "./ask.ts";
export type { ApiRequest, ApiResponse } from "./request.ts";

export interface Api {
  /** Answers a call in the format it asks for, errors too. Never throws. */
  call(request: ApiRequest): Promise<ApiResponse>;
  /** Answers a request that is at fault before it can be called at all, in the format it asks for. */
  refuse(mistake: UserError, request: ApiRequest): ApiResponse;
  /**
   * Whose token that is; undefined for one that is unknown or expired, the anonymous user for an empty one. Throws secureOnlyToken
   * for one that must not stand in an address.
   */
  findCaller(token: string, where: TokenPlace): Promise<Caller | undefined>;
  /** Answers a call of the REST routes of Matomo for WordPress; `path` is what follows `matomo/v1/`. */
  rest(path: string, request: ApiRequest): Promise<RestAnswer>;
  /** The API as an OpenAPI document, for a server under that address. */
  describe(baseUrl: string): Cells;
  /** Makes ready what is asked first, until the signal; gives the site that served for it. See `warmUp`. */
  warmUp(end: AbortSignal): Promise<Busiest | undefined>;
  /** What people do in a browser: sign in and out, accept invitations. */
  readonly accounts: Accounts;
}

export interface ApiOptions extends Omit<ApiParts, "lockout"> {
  /** Calls a minute that one token may make; 0 or absent sets no limit. */
  readonly callsPerToken?: number;
}

export function createApi({ callsPerToken = 0, ...given }: ApiOptions): Api {
  const parts: ApiParts = { ...given, lockout: createLockout(given.clock) };
  const limit = createRateLimit(callsPerToken, given.clock);
  const answer = (request: ApiRequest) => call(parts, limit, request);
  const rest = { routes: restRoutes(parts.catalog), records: parts.records, call: answer };
  return {
    call: answer,
    rest: (path, request) => askRest(rest, path, request),
    refuse: (mistake, request) => answerError(parts, mistake, request),
    findCaller: (token, where) => findCaller(parts, token, where),
    describe: (baseUrl) => openApi(callableMethods(parts.catalog), baseUrl),
    warmUp: (end) => warmUp(parts, end),
    accounts: createAccounts(parts),
  };
}

async function call(given: ApiParts, limit: RateLimit, request: ApiRequest): Promise<ApiResponse> {
  const { parts, onto } = startStopwatch(given);
  try {
    takeCall(parts, limit, request);
    if (textOf(request.params, "action") === "listAllAPI") return listMethods(parts);
    const context = printContext(parts, request);
    const format = findFormat(textOf(request.params, "format"));
    const told = isBulk(request) ? await tellBulk(parts, request) : await ask(parts, request, { inPages: true });
    return onto(respond(told.file ?? (told.answer ? printAnswer(format, told.answer, context) : format.done(context)), told, request));
  } catch (error) {
    return answerError(parts, error, request);
  }
}

/** The page of all methods: what there is is no secret. */
function listMethods({ catalog }: ApiParts): ApiResponse {
  return respondPlainly(200, { type: "text/html; charset=utf-8", body: methodPage(callableMethods(catalog)) });
}

/** Counts a call against its token, by its hash. Throws tooManyRequests. */
function takeCall({ hashToken }: ApiParts, limit: RateLimit, request: ApiRequest): void {
  const { token } = credentialsOf(request);
  const wait = token === "" ? 0 : limit.take(hashToken(token));
  if (wait > 0) throw tooManyRequests(wait);
}

function answerError(parts: ApiParts, error: unknown, request: ApiRequest): ApiResponse {
  const { status, message, code, retryAfter } = toldOf(error, parts, request);
  const format = isFormat(textOf(request.params, "format")) ? findFormat(textOf(request.params, "format")) : undefined;
  const printed = format?.error(message, printContext(parts, request)) ?? plainError(message);
  return { ...respondPlainly(status, printed, retryAfter), mistake: { code, message } };
}

async function tellBulk(parts: ApiParts, request: ApiRequest): Promise<Told> {
  return { answer: await askBulk(request, (inner) => answerAsValue(parts, inner)), isClosed: false };
}

/** An inner call of a bulk, as JSON would answer it. */
async function answerAsValue(parts: ApiParts, request: ApiRequest): Promise<Value> {
  try {
    const { answer, file } = await ask(parts, request);
    if (file) throw notAllowed("What a bulk request asks for cannot be a file: ask for it alone.");
    return answer ? (JSON.parse(jsonText(answer)) as Value) : { result: "success", message: "ok" };
  } catch (error) {
    return { result: "error", message: toldOf(error, parts, request).message };
  }
}

/** What a caller is told of an error: everything of a mistake of theirs, nothing of one of ours, which goes to the log. */
function toldOf(error: unknown, { log }: ApiParts, { params }: ApiRequest): Pick<UserError, "code" | "status" | "message" | "retryAfter"> {
  if (error instanceof UserError) return error;
  log.error("a call of the API failed", { method: textOf(params, "method"), error });
  const retryAfter = undefined;
  return {
    code: "failure",
    status: 500,
    retryAfter,
    message: "The server met an unexpected problem with this call and has written it to its log.",
  };
}

function printContext({ catalog, clock }: ApiParts, { params, baseUrl }: ApiRequest): PrintContext {
  const method = textOf(params, "method").trim();
  const report = catalog.findReport(method);
  const titled = isOn(params, "translateColumnNames");
  const language = languageOf(params);
  return {
    method,
    titled,
    language,
    titleOf: titled ? columnTitles(catalog, report, language) : (column) => column,
    wide: textOf(params, "convertToUnicode", "1") !== "0",
    fileName: ["Export", report?.name ?? method, textOf(params, "date")]
      .filter((part) => part !== "")
      .join(" _ ")
      .replace(/\p{Surrogate}/gu, ""),
    callback: [params.callback, params.jsoncallback].find(isFunctionName),
    baseUrl,
    now: clock.now(),
  };
}

/** Nothing else may stand before the bracket: it would run in the page that loads it. */
function isFunctionName(raw: unknown): raw is string {
  return typeof raw === "string" && /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$/.test(raw);
}
