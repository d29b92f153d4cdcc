import type { FastifyInstance } from "fastify";

/** What every answer says to browsers, unless its route says otherwise. */
const headers = {
  "x-content-type-options": "nosniff",
  // A token in an address must not travel on to other sites.
  "referrer-policy": "same-origin",
  "x-frame-options": "SAMEORIGIN",
  "cross-origin-opener-policy": "same-origin",
  "content-security-policy":
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
} as const;

const halfAYear = 180 * 24 * 60 * 60;

export function securityHeaders(server: FastifyInstance): void {
  server.addHook("onRequest", async (request, reply) => {
    reply.headers(headers);
    if (request.protocol === "https") reply.header("strict-transport-security", `max-age=${halfAYear}`);
  });
}
