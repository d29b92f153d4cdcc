import { readFileSync } from "node:fs";

export interface Currency {
  readonly name: string;
  /** The sign that tells it from others: `A$`. */
  readonly sign: string;
  /** The sign used at home: `$`. */
  readonly symbol: string;
}

/** Currencies by their code. */
export const currencies: ReadonlyMap<string, Currency> = new Map(
  Object.entries(JSON.parse(readFileSync(new URL("../../data/currencies.json", import.meta.url), "utf8")) as Record<string, Currency>),
);

export function findCurrency(code: string): Currency | undefined {
  return currencies.get(code);
}
