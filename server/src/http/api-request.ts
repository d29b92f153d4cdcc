import type { FastifyRequest } from "fastify";
import type { ApiRequest } from "../api/call.ts";
import { mergeParams, readForm } from "../api/params.ts";
import type { Raw } from "../catalog/params.ts";
import type { Place } from "./place.ts";

type Parameters = Readonly<Record<string, Raw>>;

/** The parameters in a request's address. */
export function readQuery(request: FastifyRequest): Parameters {
  const [, query = ""] = /\?(.*)$/s.exec(request.url) ?? [];
  return readForm(query);
}

/** The call of the API that a request is, from the parameters of its address and of its body. */
export function apiRequest(request: FastifyRequest, place: Place, query: Parameters, body: Parameters = {}): ApiRequest {
  return {
    params: mergeParams(query, body),
    inAddress: new Set(Object.keys(query)),
    httpMethod: request.method,
    headers: headersOf(request),
    ip: request.ip,
    baseUrl: place.baseUrl(request),
  };
}

function headersOf({ headers }: FastifyRequest): ApiRequest["headers"] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]));
}
