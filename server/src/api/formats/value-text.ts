import type { Value } from "../../catalog/table.ts";

/**
 * A plain value as text, outside JSON. Numbers have 14 significant digits, which hides what binary fractions add up to.
 * NOTE matomo: false is 0, true is 1, nothing is empty.
 */
export function valueText(value: Value): string {
  if (typeof value === "number") return String(Number(value.toPrecision(14)));
  if (typeof value === "boolean") return value ? "1" : "0";
  return value === null ? "" : String(value);
}
