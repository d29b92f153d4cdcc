import type { FastifyInstance } from "fastify";
import type { Log } from "../base/log.ts";
import type { Tracker } from "../tracking/tracker.ts";

export interface HealthParts {
  /** Fails where one of the stores does not answer. */
  readonly checkStores: () => Promise<void>;
  readonly tracker: Pick<Tracker, "state">;
  readonly log: Log;
}

/** `GET /healthz`: 200 when both stores answer, 503 otherwise; `waiting` counts the hits that are accepted and not yet in the reports. */
export function healthRoute(server: FastifyInstance, { checkStores, tracker, log }: HealthParts): void {
  server.get("/healthz", async (_request, reply) => {
    reply.header("cache-control", "no-store");
    try {
      await checkStores();
      return { status: "ok", waiting: tracker.state().waiting };
    } catch (error) {
      log.error("a store does not answer", { error });
      return reply.code(503).send({ status: "unavailable" });
    }
  });
}
