import type { Sent } from "./core.ts";
import { formType, type Settings } from "./settings.ts";
import { send, type Way } from "./transport.ts";
import { warn } from "./warn.ts";

/** Requests of one bulk: with addresses of the usual length they fit what a browser sends for a page that is gone. */
const mostTogether = 30;

/** A request with who wants to hear of it. */
export interface Outgoing {
  readonly request: string;
  readonly callback?: unknown;
}

/** Sends requests to where the settings say: several in one bulk where the page lets them be what they are, else one by one. */
export function deliver(outgoing: readonly Outgoing[], settings: Settings): void {
  if (settings.trackerUrl === "") warn("setTrackerUrl has to say where to send to");
  else deliverInBulks(outgoing, settings);
}

function deliverInBulks(outgoing: readonly Outgoing[], settings: Settings): void {
  const isPlain = settings.process === undefined && settings.contentType === formType;
  const size = isPlain && (settings.beacon || settings.method === "POST") ? mostTogether : 1;
  for (let at = 0; at < outgoing.length; at += size) deliverTogether(outgoing.slice(at, at + size), settings);
}

function deliverTogether(outgoing: readonly Outgoing[], settings: Settings): void {
  const { trackerUrl } = settings;
  const requests = outgoing.map(({ request }) => request);
  const text = requests.length === 1 ? requests[0]! : JSON.stringify({ requests: requests.map((request) => `?${request}`), send_image: 0 });
  const way: Way = requests.length === 1 ? settings : { ...settings, method: "POST" };
  send(trackerUrl, text, way, (success) => {
    for (const { request, callback } of outgoing)
      if (typeof callback === "function") callback({ request, trackerUrl, success } satisfies Sent);
  });
}
