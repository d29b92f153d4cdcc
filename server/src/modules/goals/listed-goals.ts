import type { Listing, SiteDefinitions, Variant } from "../../catalog/listing.ts";

/** What stands in names for all goals together, and for what shops have in their place. */
const named = { all: "Goals Overview", orders: "Ecommerce Orders", carts: "Abandoned Carts" };

export interface NamedGoals {
  /** Name of a report about that goal, or about one of the above. */
  readonly nameOf: (goal: string, isGoal: boolean) => string;
  /** How reports of orders and carts are told of where that differs. */
  readonly orders?: Listing;
  readonly carts?: Listing;
}

/** A report that is told of once more for all goals together, then goal by goal, and for orders and carts, which stand with the shop. */
export function listedByGoal(listing: Listing, { nameOf, orders, carts }: NamedGoals): Listing {
  const ofAll: Variant = { name: nameOf(named.all, false), place: ["Goals", "", 50], parameters: { idGoal: 0 } };
  const ofGoal = (idGoal: number, goal: string): Variant => ({
    name: nameOf(goal, true),
    place: ["Goals", "", 50 + 3 * idGoal],
    parameters: { idGoal },
    page: { id: String(idGoal), name: goal },
  });
  const ofShop = (idGoal: string, order: number, name: string, own: Listing = {}): Variant => ({
    name,
    place: ["Ecommerce", "", order],
    parameters: { idGoal },
    listing: { ...listing, ...own, unexplained: true },
  });
  const each = ({ goals, ecommerce }: SiteDefinitions) => [
    ofAll,
    ...goals.map(({ goal, name }) => ofGoal(goal, name)),
    ...(ecommerce
      ? [
          ofShop("ecommerceOrder", 50, nameOf(named.orders, false), orders),
          ofShop("ecommerceAbandonedCart", 51, nameOf(named.carts, false), carts),
        ]
      : []),
  ];
  return { ...listing, each };
}
