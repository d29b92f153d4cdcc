import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Metrics } from "./metrics.ts";
import { addressList } from "./place.ts";

export interface MetricsRouteParts {
  readonly metrics: Metrics;
  /** Who may read them: addresses, networks, and the words `loopback` and `private`. */
  readonly metricsFrom: readonly string[];
}

/** `GET /metrics`, for those addresses only. */
export function metricsRoute(server: FastifyInstance, { metrics, metricsFrom }: MetricsRouteParts): void {
  const isNamed = addressList(metricsFrom);
  server.get("/metrics", async (request, reply) => {
    reply.header("cache-control", "no-store");
    if (!isNamed(request.ip) || isForwarded(request))
      return reply
        .code(403)
        .type("text/plain; charset=utf-8")
        .send("Figures are not for this address: name it in FOOTFALL_METRICS_FROM, or ask from the machine itself.\n");
    return reply.type(metrics.contentType).send(await metrics.print());
  });
}

/** Whether a proxy brings the request that nobody has named: then the address is the proxy's and says nothing. */
function isForwarded({ headers, ip, socket }: FastifyRequest): boolean {
  return ip === socket.remoteAddress && (headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined);
}
