import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { Records } from "../db/records.ts";
import { findSites, urlsOf } from "../db/sites.ts";
import { type ApiRequest, type ApiResponse, textOf } from "./request.ts";
import { findRestMethod, type RestRoute } from "./rest.ts";

/** An answer of the REST routes: JSON, or a file where the headers tell its type. */
export interface RestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface RestParts {
  readonly routes: readonly RestRoute[];
  readonly records: Records;
  readonly call: (request: ApiRequest) => Promise<ApiResponse>;
}

const aboutAccess: readonly string[] = ["no_access", "bad_token", "secure_only_token", "read_only_token"];

/**
 * Answers a call as the REST routes of Matomo for WordPress do; `path` is what follows `matomo/v1/`. Where the host of the request is
 * a website's own, the call is about that website.
 */
export async function askRest({ routes, records, call }: RestParts, path: string, request: ApiRequest): Promise<RestAnswer> {
  const method = findRestMethod(routes, request.httpMethod, path);
  if (!method) return refusal(404, "rest_no_route", "There is no route of this address and verb.", { status: 404 });
  const { callback: _, jsoncallback: __, ...params } = request.params;
  const bound = await siteOfHost(records, new URL(request.baseUrl).host);
  const format = textOf(params, "format", "json").toLowerCase();
  const asked = { convertToUnicode: "0", ...params, module: "API", method, format, ...(bound !== undefined && { idSite: String(bound) }) };
  const { status, headers, body, mistake } = await call({ ...request, params: asked });
  if (mistake && status === 429) return { ...refusal(429, "matomo_error", mistake.message, null), headers: pick(headers, "retry-after") };
  if (mistake)
    return refusal(500, aboutAccess.includes(mistake.code) ? "matomo_no_access_exception" : "matomo_error", mistake.message, null);
  const told = pick(headers, "cache-control", "x-total-rows", "etag");
  if (status === 304) return { status, headers: told, body: "" };
  if (headers["content-type"]?.startsWith("image/"))
    return { status, headers: { ...told, ...pick(headers, "content-type", "content-disposition") }, body };
  const whole = typeof body === "string" || Buffer.isBuffer(body) ? String(body) : await text(Readable.from(body));
  return { status: 200, headers: told, body: format === "json" ? unwrapped(JSON.parse(whole)) : whole };
}

/** The first website that has the host among its addresses. */
async function siteOfHost(records: Records, host: string): Promise<number | undefined> {
  const sites = await findSites(records);
  return sites.find((site) => urlsOf(site).some((url) => URL.canParse(url) && new URL(url).host === host.toLowerCase()))?.id;
}

/** A lone `{"value":x}` is answered as x. */
function unwrapped(value: unknown): unknown {
  const isLone = typeof value === "object" && value !== null && "value" in value && Object.keys(value).length === 1;
  return isLone ? value.value : value;
}

function refusal(status: number, code: string, message: string, data: unknown): RestAnswer {
  return { status, headers: { "cache-control": "no-store" }, body: { code, message, data } };
}

function pick(headers: Readonly<Record<string, string>>, ...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}
