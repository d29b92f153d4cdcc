import type { FastifyInstance } from "fastify";
import type { Log } from "../base/log.ts";
import type { Tracker } from "../tracking/tracker.ts";

export interface HealthParts {
  /** Fails where one of the stores does not answer. */
  readonly checkStores: () => Promise<void>;
  /** Bytes that are free on the disk of the data folder. */
  readonly freeBytes: () => Promise<number>;
  readonly tracker: Pick<Tracker, "state">;
  readonly log: Log;
}

/** Addresses by which a machine asks how we are: not limited, never in a cache. */
export const healthPaths: ReadonlySet<string> = new Set(["/livez", "/readyz", "/healthz", "/metrics"]);

/** With less room than this a commit of the journal may fail. */
const roomToWork = 16 * 1024 * 1024;

/**
 * Three questions, answered with 200 or 503: `/livez`, whether this process answers at all; `/readyz`, whether it can keep hits, also
 * while the warehouse is away; `/healthz`, whether both stores answer. `waiting` counts the hits that are accepted and not yet in the
 * reports, `lag` the seconds for which the oldest of them has waited.
 */
export function healthRoutes(server: FastifyInstance, { checkStores, freeBytes, tracker, log }: HealthParts): void {
  server.get("/livez", async (_request, reply) => reply.header("cache-control", "no-store").send({ status: "ok" }));

  server.get("/readyz", async (_request, reply) => {
    const { waiting, lag, isFull, isHeldUp } = tracker.state();
    const problem = isFull ? "the journal is full" : (await freeBytes()) < roomToWork ? "the disk is full" : undefined;
    return reply
      .code(problem ? 503 : 200)
      .header("cache-control", "no-store")
      .send({ status: problem ?? "ready", waiting, lag: Math.round(lag), warehouse: isHeldUp ? "away" : "ok" });
  });

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
