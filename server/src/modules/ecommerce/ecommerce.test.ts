import { describe, expect, it } from "vitest";
import { hitOf, visitOf } from "../../../test/fixtures/hit.ts";
import type { Moment } from "../../catalog/dimension.ts";
import type { Visit } from "../../catalog/visit.ts";
import {
  buyerStatus,
  daysSinceLastOrder,
  secondsSinceLastOrder,
  viewedCategory,
  viewedName,
  viewedPrice,
  viewedSku,
} from "./dimensions.ts";

const cart = { idgoal: "0" };
const order = { idgoal: "0", ec_id: "B-7" };

function momentOf(
  params: Readonly<Record<string, string>>,
  columns: Readonly<Record<string, number | null>> = {},
  previous?: Visit,
): Moment {
  const hit = hitOf(params);
  return { hit, visit: visitOf(hit, columns), before: undefined, previous };
}

describe("the visit's status with the shop", () => {
  it.each([
    ["none", {}, "none"],
    ["none", cart, "abandonedCart"],
    ["none", order, "ordered"],
    ["abandonedCart", {}, "abandonedCart"],
    ["abandonedCart", cart, "abandonedCart"],
    ["abandonedCart", order, "ordered"],
    ["ordered", {}, "ordered"],
    ["ordered", cart, "orderedThenAbandonedCart"],
    ["ordered", order, "ordered"],
    ["orderedThenAbandonedCart", {}, "orderedThenAbandonedCart"],
    ["orderedThenAbandonedCart", cart, "orderedThenAbandonedCart"],
    ["orderedThenAbandonedCart", order, "ordered"],
    ["none", { ec_id: "B-7" }, "none"],
    ["none", { idgoal: "1", ec_id: "B-7" }, "none"],
  ])("%s, then %j, is %s", (status, params, expected) => {
    const { toStored } = buyerStatus.segment as { toStored: (value: string) => number };
    const after = buyerStatus.update?.(momentOf(params, { goal_buyer: toStored(status) }));
    expect(buyerStatus.segmentValue?.(String(after))).toBe(expected);
  });

  it("begins with the visit's first hit", () => {
    expect([{}, cart, order].map((params) => buyerStatus.fill?.(momentOf(params)))).toEqual([0, 2, 1]);
  });

  it("is not found by a name that no status has", () => {
    const { toStored } = buyerStatus.segment as { toStored: (value: string) => number | undefined };
    expect(["ordered", "3", "bought"].map(toStored)).toEqual([1, 3, undefined]);
  });
});

describe("the time since the last order", () => {
  const day = 86_400;
  const since = (params: Readonly<Record<string, string>>, earlier: number | null | undefined, ago: number) => {
    const hit = hitOf({}, { time: hitOf({}).time - ago });
    const moment = momentOf(params, {}, earlier === undefined ? undefined : visitOf(hit, { seconds_since_order: earlier }));
    return [secondsSinceLastOrder.fill?.(moment), daysSinceLastOrder.fill?.(moment)];
  };

  it.each([
    ["nobody known", {}, undefined, 0, [null, null]],
    ["no order yet", {}, null, 3 * day, [null, null]],
    ["an order in the last visit", {}, 0, 2 * day - 1, [2 * day - 1, 1]],
    ["an order before the last visit", {}, 3 * day, 2 * day, [5 * day, 5]],
    ["an order now", order, 3 * day, 2 * day, [0, 0]],
    ["an order id without an order", { ec_id: "B-7" }, null, 0, [0, 0]],
    ["an earlier visit tracked later", {}, 10, -100, [0, 0]],
  ])("with %s", (_case, params, earlier, ago, expected) => {
    expect(since(params, earlier, ago)).toEqual(expected);
  });

  it("goes back to 0 with an order in mid-visit, and stays with anything else", () => {
    expect([order, cart, {}].map((params) => secondsSinceLastOrder.update?.(momentOf(params, { seconds_since_order: 50 })))).toEqual([
      0,
      undefined,
      undefined,
    ]);
  });
});

describe("a product view", () => {
  const view = (params: Readonly<Record<string, string>>) =>
    [viewedSku, viewedName, viewedCategory, viewedPrice].map((dimension) => dimension.fill?.(momentOf(params)));

  it.each<[Readonly<Record<string, string>>, readonly unknown[]]>([
    [{}, [null, null, [], null]],
    [{ _pks: "SKU-1", _pkn: "Cap", _pkc: "Hats", _pkp: "19.5" }, ["SKU-1", "Cap", ["Hats"], 19.5]],
    [{ _pks: "", _pkn: "", _pkc: "", _pkp: "" }, ["", "", [""], null]],
    [{ _pkc: '["Hats","","Sale",0]', _pkp: "0" }, [null, null, ["Hats", "Sale"], 0]],
    [{ _pkc: '["1","2","3","4","5","6"]', _pkp: "cheap" }, [null, null, ["1", "2", "3", "4", "5"], null]],
    [{ _pkc: '["broken' }, [null, null, [], null]],
    [{ _pkc: "[7]" }, [null, null, ["[7]"], null]],
  ])("of %j", (params, expected) => {
    expect(view(params)).toEqual(expected);
  });
});
