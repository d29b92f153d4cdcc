import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

/** A tag by which a browser asks whether what it has is still the same. */
export function tagOf(content: Buffer): string {
  return `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;
}

/** Whether the browser has the content of that tag. A proxy that compresses makes a tag weak. */
export function hasAlready({ headers }: FastifyRequest, tag: string): boolean {
  return headers["if-none-match"]?.split(",").some((each) => each.trim().replace(/^W\//, "") === tag || each.trim() === "*") ?? false;
}

/** Lets every browser and proxy keep an answer for that long. */
export function keepFor(reply: FastifyReply, seconds: number, tag: string): void {
  reply.header("cache-control", `public, max-age=${seconds}`).header("etag", tag);
}
