import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Api } from "../api/call.ts";
import type { RestAnswer } from "../api/wordpress.ts";
import type { UserError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { apiRequest, readQuery } from "./api-request.ts";
import { readBody } from "./body.ts";
import { type Cors, closedToPages } from "./cors.ts";
import { answerErrors } from "./errors.ts";
import type { Place } from "./place.ts";

export interface WordpressRouteParts {
  readonly api: Pick<Api, "rest">;
  readonly place: Place;
  readonly cors: Cors;
  readonly log: Log;
}

/** The REST routes of Matomo for WordPress: `/wp-json/matomo/v1/MODULE/ACTION`. */
export function wordpressRoutes(server: FastifyInstance, { api, place, cors, log }: WordpressRouteParts): void {
  answerErrors(server, log, (mistake, _request, reply) => send(reply, asAnswer(mistake)));
  closedToPages(server, cors);
  server.route<{ Params: { readonly "*": string } }>({
    method: ["GET", "POST", "PUT", "DELETE"],
    url: "/wp-json/matomo/v1/*",
    handler: async (request, reply) => {
      const body = readBody(request.headers["content-type"], request.body as Buffer | undefined);
      const call = apiRequest(request as FastifyRequest, place, readQuery(request as FastifyRequest), body);
      return send(reply, await api.rest(request.params["*"], call));
    },
  });
  server.options("/wp-json/matomo/v1/*", (_request, reply) => reply.code(204).header("allow", "GET, HEAD, POST, PUT, DELETE").send());
}

function send(reply: FastifyReply, { status, headers, body }: RestAnswer): FastifyReply {
  if (headers["content-type"] !== undefined) return reply.code(status).headers(headers).send(body);
  return reply
    .code(status)
    .headers(headers)
    .type("application/json; charset=utf-8")
    .send(status === 304 ? "" : JSON.stringify(body));
}

function asAnswer({ status, message }: UserError): RestAnswer {
  return { status: status < 400 ? 500 : status, headers: {}, body: { code: "matomo_error", message, data: null } };
}
