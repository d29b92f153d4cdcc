import type { HitParams } from "../catalog/hit.ts";

/** A product as an order or a cart lists it, by the columns of its row. */
export interface Item {
  readonly sku: string;
  readonly name: string;
  /** Up to five. */
  readonly categories: readonly string[];
  /** Of one piece, in the site's currency. */
  readonly price: number;
  /** Whole, 0 or more. */
  readonly quantity: number;
}

/** The sums of an order, in the site's currency; null where the request did not say. */
export interface OrderSums {
  readonly subtotal: number | null;
  readonly tax: number | null;
  readonly shipping: number | null;
  readonly discount: number | null;
}

const mostCategories = 5;
const mostPieces = 4_294_967_295;
/** Characters of a SKU, a name or a category that are kept. */
const longestText = 4096;

/** Rounds to cents, half away from zero, as the number is written: 1.005 becomes 1.01. */
export function roundMoney(amount: number): number {
  if (Number.isInteger(amount) || Math.abs(amount) >= 1e13) return amount;
  const [digits, exponent = "0"] = String(Math.abs(amount)).split("e");
  const cents = Math.round(Number(`${digits}e${Number(exponent) + 2}`));
  return cents === 0 ? 0 : (Math.sign(amount) * cents) / 100;
}

/** Reads `ec_st`, `ec_tx`, `ec_sh` and `ec_dt`. */
export function readOrderSums(params: HitParams): OrderSums {
  const amount = (name: string): number | null => {
    const number = params.number(name);
    return number === undefined ? null : roundMoney(number);
  };
  return { subtotal: amount("ec_st"), tax: amount("ec_tx"), shipping: amount("ec_sh"), discount: amount("ec_dt") };
}

/**
 * Reads `ec_items`: a JSON list of `[sku, name, category or categories, price, quantity]`, all but the SKU optional. Whatever cannot be
 * read is left out: an order with items that nobody can read is still an order.
 */
export function readItems(params: HitParams): readonly Item[] {
  return listOf(params.json("ec_items")).flatMap((entry) => readItem(entry) ?? []);
}

/**
 * One item for each SKU. NOTE matomo: of a SKU listed twice the last counts where the cart held it already, else the first; `countPieces`
 * counts both.
 */
export function oneForEachSku(items: readonly Item[], inCart: ReadonlySet<string>): readonly Item[] {
  const bySku = new Map<string, Item>();
  for (const item of items) if (inCart.has(item.sku) || !bySku.has(item.sku)) bySku.set(item.sku, item);
  return [...bySku.values()];
}

/** Pieces in all. */
export function countPieces(items: readonly Item[]): number {
  return Math.min(
    items.reduce((sum, item) => sum + item.quantity, 0),
    mostPieces,
  );
}

function readItem(entry: unknown): Item | undefined {
  const [sku, name, category, price, quantity] = [0, 1, 2, 3, 4].map((index) => at(entry, index));
  if (isEmpty(sku)) return undefined;
  return {
    sku: readText(sku),
    name: isEmpty(name) ? "" : readText(name),
    categories: readCategories(category),
    price: roundMoney(readNumber(price) ?? 0),
    quantity: readQuantity(quantity),
  };
}

function readCategories(value: unknown): readonly string[] {
  const categories = typeof value === "object" ? listOf(value) : [value];
  return categories
    .map(readText)
    .filter((category) => !isEmpty(category))
    .slice(0, mostCategories);
}

/** NOTE matomo: no quantity, and a quantity of 0, mean one piece; less than none is none. */
function readQuantity(value: unknown): number {
  const pieces = Math.trunc((isEmpty(value) ? undefined : readNumber(value)) ?? 1);
  return Math.min(Math.max(pieces, 0), mostPieces);
}

/** Some clients send a list as `{"0": …, "1": …}`, so lists and objects are read alike. */
function listOf(value: unknown): readonly unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}

function at(list: unknown, index: number): unknown {
  return typeof list === "object" && list !== null ? (list as Readonly<Record<number, unknown>>)[index] : undefined;
}

/** NOTE matomo: what PHP holds for empty counts as not given, so no product can have the SKU `0`. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || value === "0" || value === 0 || value === false;
}

function readText(value: unknown): string {
  const text = Array.isArray(value) ? value.map(readText).join(",") : isScalar(value) ? String(value) : "";
  return text.trim().slice(0, longestText);
}

function isScalar(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function readNumber(value: unknown): number | undefined {
  const isNumber = typeof value === "number" || (typeof value === "string" && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value));
  const number = isNumber ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}
