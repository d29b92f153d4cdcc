import { constants } from "node:zlib";
import compress from "@fastify/compress";
import { type FastifyInstance, fastify } from "fastify";
import type { Log } from "../base/log.ts";
import { type ApiRouteParts, apiRoutes } from "./api-routes.ts";
import { answerErrors, bodyLimit, pathOf, tellPlainly } from "./errors.ts";
import { type HealthParts, healthRoute } from "./health-route.ts";
import { iconRoutes } from "./icon-routes.ts";
import { createPlace, type PlaceConfig } from "./place.ts";
import { type TrackingRouteParts, trackingRoutes } from "./tracking-routes.ts";

export interface HttpParts extends Omit<ApiRouteParts, "place">, Omit<HealthParts, "tracker">, TrackingRouteParts {
  readonly config: PlaceConfig;
  readonly log: Log;
}

/** The HTTP server with all its routes; it does not listen yet. Bodies reach the routes as bytes, decompressed, of any content type. */
export async function createHttpServer(parts: HttpParts): Promise<FastifyInstance> {
  const place = createPlace(parts.config);
  const server = fastify({
    bodyLimit,
    trustProxy: (address: string) => place.trusts(address),
    rewriteUrl: (request) => place.withoutPrefix(request),
    // Each route reads the address itself: the tracker for speed, the API as PHP reads it.
    routerOptions: { ignoreDuplicateSlashes: true, querystringParser: () => ({}) },
    exposeHeadRoutes: true,
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  await server.register(compress, {
    globalCompression: false,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  server.addHook("onRequest", async (_request, reply) => {
    reply.header("x-content-type-options", "nosniff");
  });
  logRequests(server, parts.log);
  answerErrors(server, parts.log, tellPlainly);
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).type("text/plain; charset=utf-8").send("There is nothing at this address.\n"),
  );
  await server.register(async (scope) => apiRoutes(scope, { ...parts, place }));
  await server.register(async (scope) => trackingRoutes(scope, parts));
  iconRoutes(server);
  healthRoute(server, parts);
  return server;
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
