import { expect, it } from "vitest";
import type { SiteDefinitions } from "../../catalog/listing.ts";
import { listedByGoal } from "./listed-goals.ts";

const listing = listedByGoal(
  { metrics: ["nb_conversions"], guide: true },
  { nameOf: (goal, isGoal) => (isGoal ? `Goal ${goal}` : goal), carts: { metrics: ["items"] } },
);
const shop: SiteDefinitions = { ecommerce: true, goals: [{ goal: 3, name: "Signed up" }], customDimensions: [] };

it("tells of all goals, of each, and of orders and carts with the shop", () => {
  expect(listing.each?.(shop).map(({ name, place, parameters }) => [name, place[0], parameters.idGoal])).toEqual([
    ["Goals Overview", "Goals", 0],
    ["Goal Signed up", "Goals", 3],
    ["Ecommerce Orders", "Ecommerce", "ecommerceOrder"],
    ["Abandoned Carts", "Ecommerce", "ecommerceAbandonedCart"],
  ]);
  expect(listing.each?.(shop).at(-1)?.listing).toMatchObject({ metrics: ["items"], guide: true, unexplained: true });
});

it("tells of no orders where nothing is sold", () => {
  expect(listing.each?.({ ...shop, ecommerce: false, goals: [] })).toHaveLength(1);
});
