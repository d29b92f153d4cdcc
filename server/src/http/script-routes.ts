import { readFileSync } from "node:fs";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { compressed } from "./compression.ts";
import { hasAlready, keepFor, tagOf } from "./kept-file.ts";

/** Built by the workspace `tracker`. */
const built = new URL("../../../tracker/dist/matomo.js", import.meta.url);

const names = ["/matomo.js", "/piwik.js", "/js/matomo.js", "/js/piwik.js"];

const oneDay = 24 * 60 * 60;

/** What a route does with a request that brings no hit. */
export type SendScript = (request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** Reads the script once; undefined where it has not been built. */
export function openScript(file = built): SendScript | undefined {
  const content = contentOf(file);
  if (content === undefined) return undefined;
  const tag = tagOf(content);
  return (request, reply) => {
    keepFor(reply, oneDay, tag);
    // Pages of any site load it, also those that take from elsewhere only what says so.
    reply.header("access-control-allow-origin", "*").header("cross-origin-resource-policy", "cross-origin");
    if (hasAlready(request, tag)) return reply.code(304).send();
    return reply.type("application/javascript; charset=utf-8").send(content);
  };
}

/** The script with which pages measure themselves, under every name by which they ask for it. */
export function scriptRoutes(server: FastifyInstance, sendScript: SendScript): void {
  for (const url of names) server.get(url, { compress: compressed }, async (request, reply) => sendScript(request, reply));
}

function contentOf(file: URL): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
