import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Api, ApiResponse } from "../api/call.ts";
import type { Log } from "../base/log.ts";
import type { Raw } from "../catalog/params.ts";
import { apiRequest, readQuery } from "./api-request.ts";
import { readBody } from "./body.ts";
import { answerErrors } from "./errors.ts";
import { startPage } from "./page.ts";
import type { Place } from "./place.ts";

export interface ApiRouteParts {
  readonly api: Api;
  readonly place: Place;
  readonly log: Log;
}

/** The reporting API, and the page that browsers find at the same addresses. Mistakes are told in the format that is asked for. */
export function apiRoutes(server: FastifyInstance, { api, place, log }: ApiRouteParts): void {
  answerErrors(server, log, (mistake, request, reply) => send(reply, api.refuse(mistake, apiRequest(request, place, readQuery(request)))));

  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const query = readQuery(request);
    if (request.method !== "POST" && !isApi(query.module)) return showPage(place.baseUrl(request), reply, query.module !== undefined);
    const body = readBody(request.headers["content-type"], request.body as Buffer | undefined);
    return send(reply, await api.call(apiRequest(request, place, query, body)));
  };

  for (const url of ["/", "/index.php"]) {
    server.get(url, { compress: {} }, answer);
    server.post(url, { compress: {} }, answer);
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

function showPage(baseUrl: string, reply: FastifyReply, oldLink: boolean): FastifyReply {
  if (oldLink) return reply.redirect(new URL(baseUrl).pathname);
  return reply.type("text/html; charset=utf-8").header("referrer-policy", "same-origin").send(startPage(baseUrl));
}
