import type { FastifyInstance } from "fastify";
import type { Log } from "../base/log.ts";

export interface HealthParts {
  /** Fails where one of the stores does not answer. */
  readonly checkStores: () => Promise<void>;
  readonly log: Log;
}

/** `GET /healthz`: 200 when both stores answer, 503 otherwise. */
export function healthRoute(server: FastifyInstance, { checkStores, log }: HealthParts): void {
  server.get("/healthz", async (_request, reply) => {
    reply.header("cache-control", "no-store");
    try {
      await checkStores();
      return { status: "ok" };
    } catch (error) {
      log.error("a store does not answer", { error });
      return reply.code(503).send({ status: "unavailable" });
    }
  });
}
