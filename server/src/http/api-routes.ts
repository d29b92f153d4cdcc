import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Api, ApiResponse } from "../api/call.ts";
import type { Log } from "../base/log.ts";
import type { Raw } from "../catalog/params.ts";
import { apiRequest, readQuery } from "./api-request.ts";
import { readBody } from "./body.ts";
import { compressed } from "./compression.ts";
import { type Cors, closedToPages } from "./cors.ts";
import { answerErrors } from "./errors.ts";
import { isOptOut, sendOptOut } from "./opt-out.ts";
import { startPage } from "./page.ts";
import type { Place } from "./place.ts";

export interface ApiRouteParts {
  readonly api: Api;
  readonly place: Place;
  readonly cors: Cors;
  readonly log: Log;
}

/** The reporting API, and the page that browsers find at the same addresses. Mistakes are told in the format that is asked for. */
export function apiRoutes(server: FastifyInstance, { api, place, cors, log }: ApiRouteParts): void {
  answerErrors(server, log, (mistake, request, reply) => send(reply, api.refuse(mistake, apiRequest(request, place, readQuery(request)))));
  closedToPages(server, cors);

  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const query = readQuery(request);
    if (request.method !== "POST" && isOptOut(query)) return sendOptOut(query, reply);
    if (request.method !== "POST" && !isApi(query.module)) return showPage(place.baseUrl(request), reply, query);
    const body = readBody(request.headers["content-type"], request.body as Buffer | undefined);
    return send(reply, await api.call(apiRequest(request, place, query, body)));
  };

  server.get("/openapi.json", { compress: compressed }, async (request) => api.describe(place.baseUrl(request)));

  for (const url of ["/", "/index.php"]) {
    server.get(url, { compress: compressed }, answer);
    server.post(url, { compress: compressed }, answer);
    server.options(url, (_request, reply) => reply.code(204).header("allow", "GET, HEAD, POST, OPTIONS").send());
  }
}

function send(reply: FastifyReply, { status, headers, body }: ApiResponse): FastifyReply {
  const isWhole = typeof body === "string" || Buffer.isBuffer(body);
  return reply
    .code(status)
    .headers(headers)
    .send(isWhole ? body : Readable.from(body, { objectMode: false }));
}

/** Links into the pages of a Matomo name another module (`module=CoreHome`). */
function isApi(module: Raw | undefined): boolean {
  return typeof module === "string" && module.toLowerCase() === "api";
}

/** Old links lead to the page there is now: those that invite to where an invitation is accepted, others to the start. */
function showPage(baseUrl: string, reply: FastifyReply, { module, action, token }: Readonly<Record<string, Raw>>): FastifyReply {
  const home = new URL(baseUrl).pathname;
  if (action === "acceptInvitation" && typeof token === "string")
    return reply.redirect(`${home}invitation?token=${encodeURIComponent(token)}`);
  if (module !== undefined) return reply.redirect(home);
  return reply.type("text/html; charset=utf-8").send(startPage(baseUrl));
}
