import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import { hasAlready, keepFor, tagOf } from "./kept-file.ts";

/** Drawn by server/scripts/pictures. */
const pictures = new URL("../../data/pictures/", import.meta.url);

/** Where answers say that the pictures of a folder are. */
const places: Readonly<Record<string, string>> = {
  icons: "plugins/Morpheus/icons/dist",
  actions: "plugins/Morpheus/images",
  visitors: "plugins/Live/images",
};

const types: Readonly<Record<string, string>> = { png: "image/png", svg: "image/svg+xml" };

const thirtyDays = 30 * 24 * 60 * 60;

interface Picture {
  readonly file: URL;
  readonly type: string;
}

/** The pictures of flags, browsers and so on. Only what is listed at the start is ever read, so no path leads out of the folder. */
export function iconRoutes(server: FastifyInstance): void {
  const known = new Map(Object.entries(places).flatMap(([folder, place]) => listPictures(folder, place)));
  server.get<{ Params: { readonly "*": string } }>("/plugins/*", async (request, reply) => {
    const picture = known.get(`plugins/${request.params["*"]}`);
    if (picture === undefined) return reply.callNotFound();
    const content = await readFile(picture.file);
    const tag = tagOf(content);
    keepFor(reply, thirtyDays, tag);
    if (hasAlready(request, tag)) return reply.code(304).send();
    return reply.type(picture.type).send(content);
  });
}

/** The pictures of a folder, by the path under which they are served. */
function listPictures(folder: string, place: string): readonly (readonly [path: string, Picture])[] {
  const root = new URL(`${folder}/`, pictures);
  return readdirSync(root, { recursive: true, encoding: "utf8" }).flatMap((name) => {
    const type = types[name.split(".").at(-1)!];
    if (type === undefined) return [];
    return [[`${place}/${name}`, { file: new URL(encodeURI(name), root), type }] as const];
  });
}
