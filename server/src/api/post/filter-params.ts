import { wrongParameter } from "../../base/errors.ts";
import type { Raw } from "../../catalog/params.ts";
import { textOf } from "../request.ts";

type Given = Readonly<Record<string, Raw>>;

/** A whole number; the fallback where the parameter is absent or empty. Throws wrongParameter for anything else. */
export function wholeNumber(params: Given, name: string, fallback: number): number {
  const words = textOf(params, name).trim();
  if (words === "") return fallback;
  if (!/^[+-]?\d{1,15}$/.test(words)) throw wrongParameter(name, words, "a whole number");
  return Number(words);
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

/** A regular expression that ignores case, as clients write it for `filter_pattern`. Throws wrongParameter. */
export function pattern(params: Given, name: string): RegExp | undefined {
  const words = textOf(params, name);
  if (words === "") return undefined;
  try {
    return new RegExp(words, "iu");
  } catch {
    throw wrongParameter(name, words, "a regular expression");
  }
}
