import type { FastifyInstance } from "fastify";
import type { Api } from "../api/call.ts";
import { noAccess } from "../base/errors.ts";
import { readBody } from "./body.ts";

export interface BackupRouteParts {
  readonly api: Pick<Api, "findCaller">;
  /** Makes a backup; gives its path and its bytes. */
  readonly backUp: () => Promise<{ readonly path: string; readonly bytes: number }>;
}

/** `POST /backup`: makes a backup on the server's own disk, for superusers. The token stands in the body as token_auth. */
export function backupRoute(server: FastifyInstance, { api, backUp }: BackupRouteParts): void {
  server.post("/backup", async (request, reply) => {
    const { token_auth: token } = readBody(request.headers["content-type"], request.body as Buffer | undefined);
    const caller = typeof token === "string" && token !== "" ? await api.findCaller(token, "body") : undefined;
    if (!caller?.superuser || caller.readOnly || caller.limited) throw noAccess("a superuser's token that may change things");
    return reply.header("cache-control", "no-store").send(await backUp());
  });
}
