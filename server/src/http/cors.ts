import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Which pages of other sites may read what the API answers: their origins, or `*` for all. */
export type Cors = ReadonlySet<string>;

/**
 * Lets pages of the named origins ask these routes, and no others. Cookies are never let in that way: a page of another site has to
 * bring a token.
 */
export function closedToPages(server: FastifyInstance, origins: Cors): void {
  server.addHook("onRequest", async (request, reply) => {
    reply.header("vary", "Origin");
    const { origin } = request.headers;
    if (origin === undefined || !(origins.has("*") || origins.has(origin.toLowerCase()))) return;
    allow(request, reply, origins.has("*") ? "*" : origin);
  });
}

function allow(request: FastifyRequest, reply: FastifyReply, origin: string): void {
  reply
    .header("access-control-allow-origin", origin)
    .header("access-control-expose-headers", "etag, retry-after, server-timing, x-total-rows, content-disposition");
  if (request.method !== "OPTIONS") return;
  reply
    .header("access-control-allow-methods", "GET, HEAD, POST, PUT, DELETE, OPTIONS")
    .header("access-control-allow-headers", "authorization, content-type, if-none-match")
    .header("access-control-max-age", "86400");
}
