import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { FastifyInstance } from "fastify";

/** Files here have the paths by which answers name them. They are drawn by server/scripts/pictures. */
const folder = new URL("../../data/pictures/", import.meta.url);

const types: Readonly<Record<string, string>> = { png: "image/png", svg: "image/svg+xml" };

const thirtyDays = 30 * 24 * 60 * 60;

/** The pictures of flags, browsers and so on. Only what is listed at the start is ever read, so no path leads out of the folder. */
export function iconRoutes(server: FastifyInstance): void {
  const known = listPictures();
  server.get<{ Params: { readonly "*": string } }>("/plugins/*", async (request, reply) => {
    const path = `plugins/${request.params["*"]}`;
    const type = known.get(path);
    if (type === undefined) return reply.callNotFound();
    const content = await readFile(fileOf(path));
    const tag = `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;
    reply.header("cache-control", `public, max-age=${thirtyDays}`).header("etag", tag);
    if (matches(request.headers["if-none-match"], tag)) return reply.code(304).send();
    return reply.type(type).send(content);
  });
}

/** Content types by path. */
function listPictures(): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return new Map(
    paths.flatMap((path) => {
      const type = types[path.split(".").at(-1)!];
      return type === undefined ? [] : [[path, type] as const];
    }),
  );
}

function fileOf(path: string): URL {
  return new URL(path.split("/").map(encodeURIComponent).join("/"), folder);
}

/** A proxy that compresses makes a tag weak. */
function matches(asked: string | undefined, tag: string): boolean {
  return asked?.split(",").some((each) => each.trim().replace(/^W\//, "") === tag || each.trim() === "*") ?? false;
}
