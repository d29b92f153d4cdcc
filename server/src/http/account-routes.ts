import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Api } from "../api/call.ts";
import { type ApiRequest, textOf } from "../api/request.ts";
import { sessionCookie, sessionSecretOf } from "../api/session-caller.ts";
import { foreignPage, type UserError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { invitationPage, loginPage } from "./account-pages.ts";
import { apiRequest, readQuery } from "./api-request.ts";
import { readBody } from "./body.ts";
import { answerErrors } from "./errors.ts";
import type { Place } from "./place.ts";

export interface AccountRouteParts {
  readonly api: Pick<Api, "accounts">;
  readonly place: Place;
  readonly log: Log;
}

/**
 * Where people sign in and out: `POST /login` with login, password, authCode and remember; `POST /logout` with the CSRF token and
 * maybe everywhere=1; `GET /session`; `POST /invitation` with token and password. Forms and JSON are taken; programs get JSON, forms
 * of a page lead on.
 */
export function accountRoutes(server: FastifyInstance, { api: { accounts }, place, log }: AccountRouteParts): void {
  answerErrors(server, log, tellMistake);
  const readCall = (request: FastifyRequest): ApiRequest => {
    if (isForeign(request)) throw foreignPage();
    const body = readBody(request.headers["content-type"], request.body as Buffer | undefined);
    return apiRequest(request, place, {}, body);
  };
  const home = (request: FastifyRequest) => new URL(place.baseUrl(request)).pathname;

  server.get("/login", (request, reply) => page(reply, loginPage(home(request))));
  server.post("/login", async (request, reply) => {
    const { params, ip } = readCall(request);
    const [login, password, code] = [textOf(params, "login"), textOf(params, "password"), textOf(params, "authCode").trim()];
    const signedIn = await accounts.signIn({ login, password, code, ip, remember: textOf(params, "remember") === "1" });
    const { secret, idle, ...told } = signedIn;
    reply.header("set-cookie", cookie(request, home(request), secret, idle));
    return isForm(request) ? reply.redirect(home(request), 303) : secretly(reply).send(told);
  });
  server.get("/session", async (request, reply) => {
    const { headers } = apiRequest(request, place, {});
    const session = await accounts.session(sessionSecretOf(headers));
    return secretly(reply).send(session ?? { login: "anonymous", superuser: false });
  });
  server.post("/logout", async (request, reply) => {
    const { params, headers, ip } = readCall(request);
    const csrf = headers["x-csrf-token"] ?? textOf(params, "csrf");
    const done = await accounts.signOut(sessionSecretOf(headers), csrf, textOf(params, "everywhere") === "1", ip);
    if (!done) throw foreignPage();
    reply.header("set-cookie", cookie(request, home(request), "", 0));
    return isForm(request) ? reply.redirect(home(request), 303) : secretly(reply).send({ result: "success" });
  });
  server.get("/invitation", (request, reply) => page(reply, invitationPage(home(request), textOf(readQuery(request), "token"))));
  server.post("/invitation", async (request, reply) => {
    const { params, ip } = readCall(request);
    const login = await accounts.acceptInvitation(textOf(params, "token"), textOf(params, "password"), ip);
    return isForm(request) ? reply.redirect(`${home(request)}login`, 303) : secretly(reply).send({ login });
  });
}

/** Whether a page of another site has sent it. Browsers say so; programs say nothing. */
function isForeign({ headers, host }: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const { origin } = headers;
  return origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === host);
}

function isForm({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? "").includes("text/html");
}

/** The cookie is out of reach for scripts and for requests that other sites start. */
function cookie({ protocol }: FastifyRequest, path: string, secret: string, seconds: number): string {
  const secure = protocol === "https" ? "; Secure" : "";
  return `${sessionCookie}=${secret}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
}

function secretly(reply: FastifyReply): FastifyReply {
  return reply.header("cache-control", "no-store");
}

function page(reply: FastifyReply, html: string): FastifyReply {
  return secretly(reply).type("text/html; charset=utf-8").send(html);
}

// Matomo's way of telling mistakes with status 200 is for its API; here the status tells.
function tellMistake({ code, status, message, retryAfter }: UserError, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (retryAfter !== undefined) reply.header("retry-after", String(retryAfter));
  const told = status >= 400 ? status : code === "wrong_password" ? 401 : 400;
  return secretly(reply).code(told).send({ result: "error", message });
}
