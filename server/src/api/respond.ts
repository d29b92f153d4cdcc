import { createHash } from "node:crypto";
import type { Answer } from "../catalog/table.ts";
import type { Body, Printed } from "./formats/format.ts";
import type { ApiRequest, ApiResponse } from "./request.ts";

/** What is said of an answer besides its text. */
export interface Told {
  /** Undefined where there is nothing to tell but that it was done. */
  readonly answer: Answer | undefined;
  /** Whether it is about days that are over: asked again, it is most likely the same. */
  readonly isClosed: boolean;
  /** Stands for the answer where it is a file. */
  readonly file?: Printed;
}

/**
 * A printed answer with its headers. What is closed has a tag, made of the text itself, so that late hits change it; a client that
 * has that very text is told so, with 304 and nothing more.
 */
export function respond(printed: Printed, { answer, isClosed }: Told, request: ApiRequest): ApiResponse {
  const { headers, body } = respondPlainly(200, printed);
  const told = { ...headers, ...rowCount(answer) };
  if (!isClosed || !isWhole(body)) return { status: 200, headers: told, body };
  const tag = tagOf(body);
  const tagged = { ...told, "cache-control": "private, no-cache", etag: tag };
  return isHeld(tag, request) ? { status: 304, headers: tagged, body: "" } : { status: 200, headers: tagged, body };
}

/** A printed text that nobody is to keep: errors, and whatever may be another the next moment. */
export function respondPlainly(status: number, { type, body, fileName, isShown }: Printed, retryAfter?: number): ApiResponse {
  return {
    status,
    headers: {
      "content-type": type,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
      ...(fileName !== undefined && {
        "content-disposition": `${isShown ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      }),
    },
    body,
  };
}

/** Rows of a table before it was cut to a page. */
function rowCount(answer: Answer | undefined): Readonly<Record<string, string>> {
  return answer?.kind === "table" ? { "x-total-rows": String(answer.totalRows ?? answer.rows.length) } : {};
}

function isWhole(body: Body): body is string | Buffer {
  return typeof body === "string" || Buffer.isBuffer(body);
}

/** Weak, as compression changes the bytes and not the answer. */
function tagOf(body: string | Buffer): string {
  return `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
}

function isHeld(tag: string, { httpMethod, headers }: ApiRequest): boolean {
  const held = headers["if-none-match"] ?? "";
  if (httpMethod !== "GET" && httpMethod !== "HEAD") return false;
  return held.trim() === "*" || held.split(",").some((each) => each.trim().replace(/^W\//, "") === tag.slice(2));
}
