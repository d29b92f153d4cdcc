import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { UserError } from "../base/errors.ts";
import { hitParams } from "../tracking/hit-params.ts";
import type { Origin } from "../tracking/origin.ts";
import { readTrackingCall, type TrackingCall } from "../tracking/request.ts";
import type { Outcome, Tracker } from "../tracking/tracker.ts";
import { cookieOf } from "../tracking/visitor-id.ts";
import { compressed } from "./compression.ts";
import type { SendScript } from "./script-routes.ts";

export interface TrackingRouteParts {
  readonly tracker: Tracker;
  /** Whether visitors are known again by a cookie of this server's. */
  readonly thirdPartyCookie?: boolean;
  /** What is answered where an address is both the script's and the tracker's, to who brings no hit. */
  readonly sendScript?: SendScript | undefined;
}

const cookieName = "_pk_uid";
/** Thirteen months. */
const cookieSeconds = 33_955_200;

const paths = ["/matomo.php", "/piwik.php"];
/** These give the script to those who bring nothing. */
const sharedPaths = ["/js", "/js/", "/js/index.php", "/js/tracker.php"];

/** One transparent pixel, 43 bytes. */
const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==", "base64");

/** The tracking API: what every Matomo tracker calls, by GET, POST, beacon or in bulk, from any page. */
export function trackingRoutes(server: FastifyInstance, { tracker, thirdPartyCookie = false, sendScript }: TrackingRouteParts): void {
  const track = async (request: FastifyRequest, reply: FastifyReply) => {
    allowAnyPage(request, reply);
    reply.header("cache-control", "no-store");
    try {
      const call = readTrackingCall(queryOf(request.url), bodyOf(request));
      const origin = originOf(request);
      const visitorCookie = thirdPartyCookie ? (origin.cookies[cookieName] ?? "") : "";
      const outcome = await tracker.track(call.requests, call.token, { ...origin, visitorCookie });
      const isWanted = thirdPartyCookie && origin.cookies.matomo_ignore === undefined && !(await tracker.isCookieless());
      if (isWanted) keepCookie(request, reply, call, visitorCookie);
      return call.isBulk ? answerBulk(reply, call, outcome) : answerSingle(request, reply, call, outcome);
    } catch (mistake) {
      if (!(mistake instanceof UserError)) throw mistake;
      return refuse(reply, mistake);
    }
  };
  const trackOrSend = async (request: FastifyRequest, reply: FastifyReply) =>
    sendScript && request.method !== "POST" && queryOf(request.url) === "" ? sendScript(request, reply) : track(request, reply);
  for (const url of [...paths, ...sharedPaths]) {
    const isShared = sharedPaths.includes(url);
    server.route({ method: ["GET", "POST"], url, ...(isShared ? { compress: compressed, handler: trackOrSend } : { handler: track }) });
    server.options(url, (request, reply) => {
      allowAnyPage(request, reply);
      return reply
        .code(204)
        .header("access-control-allow-methods", "GET, POST, HEAD, OPTIONS")
        .header("access-control-allow-headers", "content-type, content-encoding, x-requested-with")
        .header("access-control-max-age", "86400")
        .send();
    });
  }
}

/** Gives the browser the visitor's id back: the one it had, else the site's own. Without TLS browsers take it for the same site only. */
function keepCookie(request: FastifyRequest, reply: FastifyReply, call: TrackingCall, known: string): void {
  const id = cookieOf(hitParams(call.requests[0] ?? {}), known).toLowerCase();
  if (!/^[0-9a-f]{16}$/.test(id)) return;
  const reach = request.protocol === "https" ? "SameSite=None; Secure" : "SameSite=Lax";
  reply.header("set-cookie", `${cookieName}=${id}; Max-Age=${cookieSeconds}; Path=/; HttpOnly; ${reach}`);
}

function answerSingle(request: FastifyRequest, reply: FastifyReply, call: TrackingCall, outcome: Outcome): FastifyReply {
  const mistake = outcome.invalid[0]?.mistake;
  if (mistake) return refuse(reply, mistake);
  if (call.requests.length === 0)
    return reply
      .code(request.method === "POST" ? 400 : 200)
      .type("text/plain; charset=utf-8")
      .send("This is the tracking endpoint of Footfall. Send idsite, rec=1 and what happened; reports are at index.php.\n");
  if (!call.sendImage) return reply.code(204).send();
  return reply.type("image/gif").send(gif);
}

function answerBulk(reply: FastifyReply, call: TrackingCall, { tracked, invalid }: Outcome): FastifyReply {
  if (!call.sendImage) return reply.code(204).send();
  return reply.send({ status: "success", tracked, invalid: invalid.length, invalid_indices: invalid.map(({ index }) => index) });
}

function refuse(reply: FastifyReply, mistake: UserError): FastifyReply {
  if (mistake.status === 503) reply.header("retry-after", "5");
  return reply.code(mistake.status).type("text/plain; charset=utf-8").send(`${mistake.message}\n`);
}

/** Pages of any site may track; those that send cookies must be named. */
function allowAnyPage(request: FastifyRequest, reply: FastifyReply): void {
  const { origin } = request.headers;
  reply.header("access-control-allow-origin", origin ?? "*").header("cross-origin-resource-policy", "cross-origin");
  if (origin) reply.header("access-control-allow-credentials", "true").header("vary", "Origin");
}

function queryOf(url: string): string {
  const at = url.indexOf("?");
  return at < 0 ? "" : url.slice(at + 1);
}

function bodyOf(request: FastifyRequest): string {
  return Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "";
}

function originOf(request: FastifyRequest): Origin {
  const header = (name: string): string => {
    const value = request.headers[name];
    return typeof value === "string" ? value : "";
  };
  return {
    ip: request.ip,
    userAgent: header("user-agent"),
    acceptLanguage: header("accept-language"),
    referer: header("referer"),
    doNotTrack: header("dnt") === "1" || header("x-do-not-track") === "1",
    prefetch: ["preview", "instant"].includes(header("x-purpose")) || header("x-moz") === "prefetch",
    hints: hintsOf(request.headers),
    cookies: cookiesOf(header("cookie")),
  };
}

/** Client hints, named as browsers name them, where the request has any. */
function hintsOf(headers: FastifyRequest["headers"]): Readonly<Record<string, string>> | undefined {
  const hints = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith("sec-ch-ua") && typeof value === "string" ? [[name, value] as const] : [],
  );
  return hints.length > 0 ? Object.fromEntries(hints) : undefined;
}

function cookiesOf(header: string): Readonly<Record<string, string>> {
  if (header === "") return {};
  return Object.fromEntries(
    header.split(";").map((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? [pair.trim(), ""] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}
