import { malformedBody } from "../base/errors.ts";
import type { ParamTexts } from "./hit-params.ts";

/** A tracking call: one request or many, with the token that stands beside them. */
export interface TrackingCall {
  readonly requests: readonly ParamTexts[];
  readonly isBulk: boolean;
  /** The bulk's own token; single requests have theirs among the parameters. */
  readonly token: string;
  readonly sendImage: boolean;
}

/** Requests in one bulk; more than that is a mistake or an attack. */
const mostRequests = 50_000;

/**
 * Reads what a tracker sends: parameters in the address, in a form body, or a bulk in JSON whose requests are query strings or objects.
 * Throws a UserError (400) for a body that is neither.
 *
 * @param query the address's query string, without `?`
 */
export function readTrackingCall(query: string, body: string): TrackingCall {
  const inAddress = readQuery(query);
  const trimmed = body.trimStart();
  if (trimmed.startsWith("{") || trimmed.startsWith("[")) return readBulk(trimmed, inAddress);
  const texts = body === "" ? inAddress : { ...readQuery(body), ...inAddress };
  return { requests: Object.keys(texts).length > 0 ? [texts] : [], isBulk: false, token: "", sendImage: texts.send_image !== "0" };
}

function readBulk(body: string, inAddress: ParamTexts): TrackingCall {
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch {
    throw malformedBody('it is not valid JSON. A bulk is {"requests": ["?idsite=1&rec=1&…", …], "token_auth": "…"}');
  }
  const bulk = (Array.isArray(read) ? { requests: read } : read) as Readonly<Record<string, unknown>>;
  if (!Array.isArray(bulk.requests)) throw malformedBody('a bulk needs a list named "requests" of query strings or objects');
  if (bulk.requests.length > mostRequests) throw malformedBody(`a bulk holds at most ${mostRequests} requests`);
  return {
    requests: bulk.requests.map(readRequest),
    isBulk: true,
    token: textOf(bulk.token_auth) || (inAddress.token_auth ?? ""),
    sendImage: bulk.send_image === undefined ? inAddress.send_image !== "0" : textOf(bulk.send_image) !== "0" && bulk.send_image !== false,
  };
}

/** One request of a bulk; what is neither text nor an object has no parameters and so is invalid. */
function readRequest(request: unknown): ParamTexts {
  if (typeof request === "string") return readQuery(request.includes("?") ? request.slice(request.indexOf("?") + 1) : request);
  if (request === null || typeof request !== "object" || Array.isArray(request)) return {};
  return Object.fromEntries(Object.entries(request).map(([name, value]) => [whole(name), textOf(value)]));
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return whole(value);
  if (typeof value === "boolean") return value ? "1" : "0";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** JSON can escape half a character, which is no text: the replacement character stands in for it. */
function whole(text: string): string {
  return /\p{Surrogate}/u.test(text) ? Buffer.from(text, "utf8").toString("utf8") : text;
}

/** Reads a query string. Bytes that are no UTF-8 become the replacement character; a later value of a name replaces an earlier one. */
export function readQuery(query: string): ParamTexts {
  const texts: Record<string, string> = Object.create(null) as Record<string, string>;
  // The fragment of an address that came whole is no parameter.
  for (const pair of query.split("#", 1)[0]!.split("&")) {
    if (pair === "") continue;
    const at = pair.indexOf("=");
    const name = at < 0 ? pair : pair.slice(0, at);
    texts[decode(name)] = at < 0 ? "" : decode(pair.slice(at + 1));
  }
  return texts;
}

function decode(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return decodeBytes(spaced);
  }
}

/** Decodes what escapes are whole, and leaves a lone `%` as it stands. */
function decodeBytes(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"));
}
