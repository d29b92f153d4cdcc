import { randomBytes } from "node:crypto";
import type { FastifyReply } from "fastify";
import { type OptOutSettings, optOutScript, readStyle } from "../base/opt-out.ts";
import type { Raw } from "../catalog/params.ts";

type Query = Readonly<Record<string, Raw>>;

/** Whether an address asks for the page, or the script, with which visitors opt out. */
export function isOptOut({ module, action }: Query): boolean {
  return typeof module === "string" && module.toLowerCase() === "coreadminhome" && (action === "optOut" || action === "optOutJS");
}

/** `action=optOut` is a page, made to be framed by any website; `action=optOutJS` a script for the website's own page. */
export function sendOptOut(query: Query, reply: FastifyReply): FastifyReply {
  return query.action === "optOutJS" ? sendScript(query, reply) : sendPage(query, reply);
}

function sendScript(query: Query, reply: FastifyReply): FastifyReply {
  const divId = text(query, "divId");
  const settings = settingsOf(query, { divId: /^[A-Za-z][\w-]{0,63}$/.test(divId) ? divId : "matomo-opt-out", framed: false });
  return reply.type("text/javascript; charset=utf-8").header("cache-control", "public, max-age=3600").send(optOutScript(settings));
}

function sendPage(query: Query, reply: FastifyReply): FastifyReply {
  const nonce = randomBytes(16).toString("base64");
  return reply
    .type("text/html; charset=utf-8")
    .header("cache-control", "no-store")
    .removeHeader("x-frame-options")
    .header("content-security-policy", `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'unsafe-inline'; frame-ancestors *`)
    .send(page(optOutScript(settingsOf(query, { divId: "opt-out", framed: true })), nonce));
}

function page(script: string, nonce: string): string {
  return `<!doctype html>
<html>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Opt out</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }</style>
<div id="opt-out"></div>
<noscript>Without JavaScript your choice cannot be kept here.</noscript>
<script nonce="${nonce}">
${script}</script>
</html>
`;
}

function settingsOf(query: Query, place: Pick<OptOutSettings, "divId" | "framed">): OptOutSettings {
  const parts = {
    backgroundColor: readStyle("backgroundColor", text(query, "backgroundColor")),
    color: readStyle("color", text(query, "fontColor")),
    fontSize: readStyle("fontSize", text(query, "fontSize")),
    fontFamily: readStyle("fontFamily", text(query, "fontFamily")),
  };
  const language = text(query, "language");
  return {
    ...place,
    language: /^[a-z]{2}(-[a-z]{2,4})?$/i.test(language) ? language : "auto",
    showIntro: text(query, "showIntro") !== "0",
    style: Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)),
  };
}

function text(query: Query, name: string): string {
  const value = query[name];
  return typeof value === "string" ? value : "";
}
