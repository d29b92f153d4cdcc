import { createServer, type RequestListener, type Server } from "node:http";
import type { FastifyInstance } from "fastify";

/** The listening side of a server: it stays open while what answers behind it is exchanged. */
export interface Front {
  /** Makes the server that listens; requests go to `answer` until something else takes its place. */
  open(answer: RequestListener, timeouts: Timeouts): Server;
  /** Has all requests from now on answered by that server, which does not listen itself; those under way are answered by the one before. */
  exchange(next: FastifyInstance): Promise<void>;
}

/** Milliseconds that a client may take to send a request, and that an idle connection is kept. */
export interface Timeouts {
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
}

export function createFront(): Front {
  let current: RequestListener = () => {};
  return {
    open: (answer, timeouts) => {
      current = answer;
      return createServer(timeouts, (request, response) => current(request, response));
    },
    exchange: async (next) => {
      await next.ready();
      current = next.routing;
    },
  };
}
