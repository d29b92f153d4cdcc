import type { Warehouse } from "../db/warehouse.ts";
import type { ApiParts } from "./ask.ts";
import type { ApiResponse } from "./request.ts";

/** Tells where the time of a call goes: waiting for hits to be applied, statements of the warehouse, and all of it. */
export interface Stopwatch {
  /** The parts to work with, so that what they take is counted. */
  readonly parts: ApiParts;
  /** The answer with a `Server-Timing` header, as browsers' tools show it; milliseconds. */
  onto(response: ApiResponse): ApiResponse;
}

export function startStopwatch(given: ApiParts): Stopwatch {
  const started = performance.now();
  const sql = createTimer();
  const wait = createTimer();
  const warehouse: Warehouse = {
    ...given.warehouse,
    query: (statement, options) => sql.time(() => given.warehouse.query(statement, options)),
    command: (statement, options) => sql.time(() => given.warehouse.command(statement, options)),
  };
  return {
    parts: { ...given, warehouse, settle: () => wait.time(given.settle) },
    onto: (response) => {
      const total = performance.now() - started;
      const timing = [`wait;dur=${wait.spent().toFixed(1)}`, `sql;dur=${sql.spent().toFixed(1)}`, `total;dur=${total.toFixed(1)}`].join(
        ", ",
      );
      return { ...response, headers: { ...response.headers, "server-timing": timing } };
    },
  };
}

/** Adds up the time in which at least one of the works ran: those that run side by side count once. */
function createTimer() {
  let running = 0;
  let since = 0;
  let total = 0;
  return {
    time: async <Result>(work: () => Promise<Result>): Promise<Result> => {
      if (running++ === 0) since = performance.now();
      try {
        return await work();
      } finally {
        if (--running === 0) total += performance.now() - since;
      }
    },
    spent: () => total,
  };
}
