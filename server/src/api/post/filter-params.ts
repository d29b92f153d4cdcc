import { RE2JS } from "re2js";
import { wrongParameter } from "../../base/errors.ts";
import type { Raw } from "../../catalog/params.ts";
import { textOf } from "../request.ts";

type Given = Readonly<Record<string, Raw>>;

/** A whole number, not below `least`; the fallback where the parameter is absent or empty. Throws wrongParameter for anything else. */
export function wholeNumber(params: Given, name: string, fallback: number, least = Number.MIN_SAFE_INTEGER): number {
  const words = textOf(params, name).trim();
  if (words === "") return fallback;
  if (!/^[+-]?\d{1,15}$/.test(words) || Number(words) < least)
    throw wrongParameter(name, words, least > Number.MIN_SAFE_INTEGER ? `a whole number from ${least} up` : "a whole number");
  return Number(words);
}

/** Which rows are asked for, from one to before another: `usual` many where `filter_limit` says nothing, all for -1. Throws wrongParameter. */
export function pageIn(params: Given, usual: number): { readonly start: number; readonly end: number | undefined } {
  const start = wholeNumber(params, "filter_offset", 0, 0);
  const count = wholeNumber(params, "filter_limit", usual, -1);
  return { start, end: count < 0 ? undefined : start + count };
}

/** Throws wrongParameter where a filter of reports could not be read, whether or not the answer goes through it. */
export function checkFilters(params: Given): void {
  pageIn(params, -1);
  sortOrder(params, "desc");
  for (const name of ["filter_truncate", "pivotByColumnLimit"]) wholeNumber(params, name, -1);
  anyNumber(params, "filter_excludelowpop_value", 0);
  for (const name of ["filter_pattern", "filter_pattern_recursive"]) pattern(params, name);
}

/** A number; the fallback where the parameter is absent or empty. Throws wrongParameter for anything else. */
export function anyNumber(params: Given, name: string, fallback: number): number {
  const words = textOf(params, name).trim();
  if (words === "") return fallback;
  if (!Number.isFinite(Number(words))) throw wrongParameter(name, words, "a number");
  return Number(words);
}

/** Whether a switch is on: present, and neither empty nor 0. */
export function isOn(params: Given, name: string): boolean {
  return !["", "0", "false"].includes(textOf(params, name).trim());
}

/** Names with commas between them, or a list of them; none where the parameter is absent. */
export function names(params: Given, name: string): readonly string[] {
  const raw = params[name];
  const items = raw === undefined ? [] : typeof raw === "string" ? raw.split(",") : Object.values(raw);
  return items.map((item) => (typeof item === "string" ? item.trim() : "")).filter((item) => item !== "");
}

/** The order to sort in, `fallback` where the parameter is absent. Throws wrongParameter. */
export function sortOrder(params: Given, fallback: "asc" | "desc"): "asc" | "desc" {
  const words = textOf(params, "filter_sort_order").trim().toLowerCase();
  if (words === "") return fallback;
  if (words !== "asc" && words !== "desc") throw wrongParameter("filter_sort_order", words, "asc or desc");
  return words;
}

/** Tells whether a text matches. */
export interface Pattern {
  test(text: string): boolean;
}

/**
 * A regular expression that ignores case, as clients write it for `filter_pattern`. It takes time that grows with the text alone, so that
 * none can hold the server up; look-arounds and back references are not to be had that way. Throws wrongParameter.
 */
export function pattern(params: Given, name: string): Pattern | undefined {
  const words = textOf(params, name);
  if (words === "") return undefined;
  try {
    const expression = RE2JS.compile(words, RE2JS.CASE_INSENSITIVE);
    return { test: (text) => expression.matcher(text).find() };
  } catch {
    throw wrongParameter(name, words, "a regular expression without look-arounds and back references");
  }
}
