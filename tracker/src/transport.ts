import { formType } from "./settings.ts";

/** How a request is sent. */
export interface Way {
  readonly method: "GET" | "POST";
  /** Whether the browser may send it behind the page's back, so that it survives the page. */
  readonly beacon: boolean;
  readonly contentType: string;
}

/** Addresses up to that length pass everywhere. */
const longestAddress = 2000;
/** Bytes that may be under way when a page goes. */
const mostKeptAlive = 60_000;

/**
 * Sends a request, and says whether it went out. What fails on the way is tried by simpler means; what the server refused is not tried
 * again. The answer is not read, so a page needs no permission to hear it.
 */
export function send(url: string, text: string, way: Way, done: (success: boolean) => void): void {
  const byAddress = (): void => sendByAddress(url, text, done);
  const isShort = text.length <= longestAddress;
  // A body that is no query cannot become part of an address.
  const isQuery = way.contentType === formType && !text.startsWith("{");
  if (way.beacon && sendBeacon(url, text, way.contentType)) done(true);
  else if (way.method === "GET" && !way.beacon && isShort) byAddress();
  else post(url, text, way.contentType, done, isShort && isQuery ? byAddress : () => done(false));
}

function sendBeacon(url: string, text: string, contentType: string): boolean {
  try {
    return navigator.sendBeacon(url, new Blob([text], { type: contentType }));
  } catch {
    return false;
  }
}

function post(url: string, body: string, contentType: string, done: (success: boolean) => void, fail: () => void): void {
  const mode = contentType === formType ? "no-cors" : "cors";
  request(
    url,
    { method: "POST", body, headers: { "content-type": contentType }, mode, keepalive: body.length < mostKeptAlive },
    done,
    fail,
  );
}

function sendByAddress(url: string, query: string, done: (success: boolean) => void): void {
  const address = url + (url.includes("?") ? "&" : "?") + query;
  request(address, { mode: "no-cors", keepalive: true }, done, () => sendAsImage(address, done));
}

function request(url: string, options: RequestInit, done: (success: boolean) => void, fail: () => void): void {
  try {
    fetch(url, { credentials: "include", ...options }).then(({ ok, type }) => done(ok || type === "opaque"), fail);
  } catch {
    fail();
  }
}

function sendAsImage(address: string, done: (success: boolean) => void): void {
  const image = new Image(1, 1);
  image.onload = () => done(true);
  // An answer without a picture is an answer: nobody can tell the two apart here.
  image.onerror = () => done(false);
  image.src = `${address}&send_image=1`;
}
