import type { RequestListener } from "node:http";
import compress from "@fastify/compress";
import { type FastifyInstance, fastify } from "fastify";
import type { Clock } from "../base/clock.ts";
import { tooManyRequests } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { createRateLimit } from "../base/rate-limit.ts";
import { accountRoutes } from "./account-routes.ts";
import { type ApiRouteParts, apiRoutes } from "./api-routes.ts";
import { type BackupRouteParts, backupRoute } from "./backup-route.ts";
import { answerErrors, bodyLimit, pathOf, tellPlainly } from "./errors.ts";
import type { Front, Timeouts } from "./front.ts";
import { type HealthParts, healthPaths, healthRoutes } from "./health-routes.ts";
import { iconRoutes } from "./icon-routes.ts";
import type { Metrics } from "./metrics.ts";
import { metricsRoute } from "./metrics-route.ts";
import { createPlace, type PlaceConfig } from "./place.ts";
import { knownAddress } from "./rest-route.ts";
import { openScript, scriptRoutes } from "./script-routes.ts";
import { securityHeaders } from "./security-headers.ts";
import { type TrackingRouteParts, trackingRoutes } from "./tracking-routes.ts";
import { wordpressRoutes } from "./wordpress-routes.ts";

export interface HttpConfig extends PlaceConfig {
  /** Origins whose pages may read what the API answers. */
  readonly corsOrigins: readonly string[];
  /** Requests a minute that one address may make; 0 sets no limit. */
  readonly requestsPerAddress: number;
  /** Who may read the figures of this process. */
  readonly metricsFrom: readonly string[];
  /** Whether visitors are known again by a cookie of this server's; not where nothing is said. */
  readonly thirdPartyCookie?: boolean;
}

export interface HttpParts
  extends Omit<ApiRouteParts, "place" | "cors">,
    Omit<HealthParts, "tracker">,
    TrackingRouteParts,
    Pick<BackupRouteParts, "backUp"> {
  readonly config: HttpConfig;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
}

const timeouts: Timeouts = { requestTimeout: 60_000, keepAliveTimeout: 72_000 };

/**
 * The HTTP server with all its routes; it does not listen yet. Bodies reach the routes as bytes, decompressed, of any content type. With a
 * front it listens by that, so that another one can take its place.
 */
export async function createHttpServer(parts: HttpParts, front?: Front): Promise<FastifyInstance> {
  const place = createPlace(parts.config);
  const cors = new Set(parts.config.corsOrigins);
  const server = fastify({
    bodyLimit,
    ...timeouts,
    ...(front && { serverFactory: (answer: RequestListener) => front.open(answer, timeouts) }),
    trustProxy: (address: string) => place.trusts(address),
    rewriteUrl: (request) => knownAddress(request.method ?? "GET", place.withoutPrefix(request)),
    // Each route reads the address itself: the tracker for speed, the API as PHP reads it.
    routerOptions: { ignoreDuplicateSlashes: true, querystringParser: () => ({}) },
    exposeHeadRoutes: true,
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  await server.register(compress, { globalCompression: false });
  securityHeaders(server);
  limitAddresses(server, parts);
  logRequests(server, parts.log);
  answerErrors(server, parts.log, tellPlainly);
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).type("text/plain; charset=utf-8").send("There is nothing at this address.\n"),
  );
  await server.register(async (scope) => apiRoutes(scope, { ...parts, place, cors }));
  await server.register(async (scope) => wordpressRoutes(scope, { ...parts, place, cors }));
  await server.register(async (scope) => accountRoutes(scope, { ...parts, place }));
  const sendScript = parts.sendScript ?? openScript();
  if (sendScript) scriptRoutes(server, sendScript);
  else parts.log.warn("the tracking script is not built, so /matomo.js is not there; run `npm run build`");
  const thirdPartyCookie = parts.config.thirdPartyCookie === true;
  await server.register(async (scope) => trackingRoutes(scope, { ...parts, thirdPartyCookie, sendScript }));
  iconRoutes(server);
  healthRoutes(server, parts);
  backupRoute(server, parts);
  metricsRoute(server, { metrics: parts.metrics, metricsFrom: parts.config.metricsFrom });
  return server;
}

/** Refuses, with the time to wait, what is more than an address may ask. Whether all is well can always be asked. */
function limitAddresses(server: FastifyInstance, { config, clock }: HttpParts): void {
  const limit = createRateLimit(config.requestsPerAddress, clock);
  server.addHook("onRequest", async (request, reply) => {
    const wait = healthPaths.has(pathOf(request)) ? 0 : limit.take(request.ip);
    if (wait === 0) return;
    reply.header("retry-after", String(wait));
    throw tooManyRequests(wait);
  });
}

/** At level debug, and never with the query: it may hold a token. */
function logRequests(server: FastifyInstance, log: Log): void {
  server.addHook("onResponse", async (request, reply) => {
    log.debug("answered", {
      method: request.method,
      path: pathOf(request),
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    });
  });
}
