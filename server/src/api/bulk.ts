import type { Raw } from "../catalog/params.ts";
import type { Answer, Value } from "../catalog/table.ts";
import { readForm } from "./params.ts";
import { type ApiRequest, textOf } from "./request.ts";

/** Whether the request is several in one: `API.getBulkRequest`. */
export function isBulk({ params }: ApiRequest): boolean {
  return textOf(params, "method").trim().toLowerCase() === "api.getbulkrequest";
}

/**
 * Answers the requests in `urls[n]`, one after the other, with a list of what `answer` gives for each: the value as JSON has it,
 * also for an error. A bulk within a bulk is left out.
 */
export async function askBulk(request: ApiRequest, answer: (inner: ApiRequest) => Promise<Value>): Promise<Answer> {
  const values: Value[] = [];
  for (const url of urlsOf(request.params.urls)) {
    const inner = innerRequest(request, url);
    if (!isBulk(inner)) values.push(await answer(inner));
  }
  return { kind: "data", value: values };
}

function urlsOf(raw: Raw | undefined): readonly string[] {
  const items = raw === undefined ? [] : typeof raw === "string" ? [raw] : Object.values(raw);
  return items.filter((item): item is string => typeof item === "string");
}

/** An inner request has all the parameters of the outer one but `urls`, and its own before those. */
function innerRequest(outer: ApiRequest, url: string): ApiRequest {
  const { urls: _, ...inherited } = outer.params;
  const own = readForm(queryOf(url));
  const inAddress = new Set(outer.inAddress);
  for (const name of Object.keys(own)) {
    if (outer.inAddress.has("urls")) inAddress.add(name);
    else inAddress.delete(name);
  }
  return { ...outer, inAddress, params: { ...inherited, ...own } };
}

/** The query of an address: clients send it bare, after `?` or `index.php?`, and encoded once more than need be. */
function queryOf(url: string): string {
  const decoded = url.includes("=") ? url : url.replace(/%(3F|3D|26|25)/gi, (code) => decodeURIComponent(code));
  return decoded.trim().replace(/^[^=&]*\?/, "");
}
