import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countPieces, oneForEachSku, readItems, readOrderSums, roundMoney } from "./ecommerce.ts";
import { hitParams } from "./hit-params.ts";

const itemsOf = (text: string) => readItems(hitParams({ ec_items: text }));
const item = (changes: object) => ({ sku: "A", name: "", categories: [], price: 0, quantity: 1, ...changes });

describe("readItems", () => {
  it.each([
    ['[["A","Cap","Hats",19,2]]', [item({ name: "Cap", categories: ["Hats"], price: 19, quantity: 2 })]],
    ['[["A","Cap",["Hats","Sale"],19,2]] ', [item({ name: "Cap", categories: ["Hats", "Sale"], price: 19, quantity: 2 })]],
    ['[["A"]]', [item({})]],
    ['[["A","","","",""]]', [item({})]],
    ['[["A",null,null,null,null]]', [item({})]],
    ['[["A","n","c","12.5","3"]]', [item({ name: "n", categories: ["c"], price: 12.5, quantity: 3 })]],
    ['[["A","n","c","12,5","x"]]', [item({ name: "n", categories: ["c"] })]],
    ['[[" A "," n ",[" c ",""," ",0,"d"]]]', [item({ name: "n", categories: ["c", "d"] })]],
    ['[["A","n",["1","2","3","4","5","6"]]]', [item({ name: "n", categories: ["1", "2", "3", "4", "5"] })]],
    ["[[100,200,300]]", [item({ sku: "100", name: "200", categories: ["300"] })]],
    ['[[["A","B"],["n","m"]]]', [item({ sku: "A,B", name: "n,m" })]],
    ['[["A","n","c",1.005,2.9]]', [item({ name: "n", categories: ["c"], price: 1.01, quantity: 2 })]],
    [
      '[["A","n","c",1,0],["B","n","c",1,-2]]',
      [item({ name: "n", categories: ["c"], price: 1 }), item({ sku: "B", name: "n", categories: ["c"], price: 1, quantity: 0 })],
    ],
    ['[["","no sku"],["0"],[null],[],7,null,{}]', []],
    ['{"5":{"0":"A","3":2}}', [item({ price: 2 })]],
    ['[{"sku":"A"}]', []],
    ["[[", []],
    ["7", []],
    ['"A"', []],
    ["null", []],
    ["", []],
  ])("%s", (text, expected) => {
    expect(itemsOf(text)).toEqual(expected);
  });

  it("never throws and gives numbers that the warehouse takes, whatever JSON comes", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.array(fc.array(fc.jsonValue(), { maxLength: 6 })).map((list) => JSON.stringify(list)),
        ),
        (text) => {
          for (const { sku, categories, price, quantity } of itemsOf(text)) {
            expect(typeof sku).toBe("string");
            expect(categories.length).toBeLessThanOrEqual(5);
            expect(Number.isFinite(price)).toBe(true);
            expect(Number.isInteger(quantity) && quantity >= 0 && quantity < 2 ** 32).toBe(true);
          }
        },
      ),
    );
  });
});

describe("items of one SKU", () => {
  const twice = itemsOf('[["A","first","",1,1],["B","",""],["A","second","",2,5]]');

  it("keep the first where the cart had none", () => {
    expect(oneForEachSku(twice, new Set()).map(({ sku, name }) => [sku, name])).toEqual([
      ["A", "first"],
      ["B", ""],
    ]);
  });

  it("keep the last where the cart had one", () => {
    expect(oneForEachSku(twice, new Set(["A"])).map(({ sku, name }) => [sku, name])).toEqual([
      ["A", "second"],
      ["B", ""],
    ]);
  });

  it("count all", () => {
    expect(countPieces(twice)).toBe(7);
  });
});

describe("roundMoney", () => {
  it.each([
    [10, 10],
    [1.005, 1.01],
    [-1.005, -1.01],
    [0.615, 0.62],
    [19.994, 19.99],
    [0.001, 0],
    [-1e-9, 0],
    [1.5e-7, 0],
    [123456789.125, 123456789.13],
    [1e21, 1e21],
  ])("%d is %d", (amount, expected) => {
    expect(roundMoney(amount)).toBe(expected);
  });
});

describe("readOrderSums", () => {
  it("tells what was said from what was not", () => {
    expect(readOrderSums(hitParams({ ec_st: "10.555", ec_tx: "0", ec_sh: "free", ec_dt: "" }))).toEqual({
      subtotal: 10.56,
      tax: 0,
      shipping: null,
      discount: null,
    });
  });
});
