import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { malformedBody, tooLarge, UserError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { drain } from "./drain.ts";

/** Bytes of a body, after decompression. */
export const bodyLimit = 4 * 1024 * 1024;

/** What the libraries find wrong with a request before a route sees it, in our words. */
const mistakes: Readonly<Record<string, () => UserError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => tooLarge("4 MiB"),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => malformedBody("its length is not what Content-Length says"),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => malformedBody("its Content-Type is not valid"),
  FST_CP_ERR_INVALID_CONTENT: () => malformedBody("its compression is damaged"),
  FST_CP_ERR_INVALID_CONTENT_ENCODING: () => malformedBody("its Content-Encoding is unknown; send it plain, or as gzip, deflate or br"),
};

/** Tells a client of its mistake. */
export type TellMistake = (mistake: UserError, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

export const tellPlainly: TellMistake = (mistake, _request, reply) =>
  reply.code(mistake.status).type("text/plain; charset=utf-8").send(`${mistake.message}\n`);

/** Answers whatever a route or a library throws: a mistake by `tell`, anything else with 500 and a line in the log. */
export function answerErrors(server: FastifyInstance, log: Log, tell: TellMistake): void {
  server.setErrorHandler(async (error, request, reply) => {
    const mistake = mistakeOf(error);
    if (mistake?.status === 413) await drain(request.raw);
    if (mistake) return tell(mistake, request, reply);
    log.error("a request failed", { method: request.method, path: pathOf(request), error });
    return reply.code(500).type("text/plain; charset=utf-8").send("The server met an unexpected problem and has written it to its log.\n");
  });
}

/** The address without its query, which may hold a token. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0]!;
}

function mistakeOf(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error;
  if (!(error instanceof Error)) return undefined;
  const { code = "", statusCode = 500 } = error as Error & { readonly code?: string; readonly statusCode?: number };
  if (mistakes[code]) return mistakes[code]();
  return statusCode < 500 ? malformedBody(error.message) : undefined;
}
