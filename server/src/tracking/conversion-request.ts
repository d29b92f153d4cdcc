import type { Goal, Hit } from "../catalog/hit.ts";
import { shopRequest } from "../catalog/shop-request.ts";
import type { Visit } from "../catalog/visit.ts";
import { matchGoals } from "./goal-match.ts";

/** What a hit converts: nothing, goals, an order; or it changes the cart, which is no conversion of the visit. */
export type ConversionRequest =
  | { readonly kind: "none" }
  | { readonly kind: "goals"; readonly goals: readonly Goal[] }
  | { readonly kind: "order"; readonly orderId: string }
  | { readonly kind: "cart" };

/**
 * What the hit converts: the shop's request it is, the goal it names (`idgoal`), or the goals that its action reaches. `before` is the
 * visit as it was before the hit, undefined where the hit began it.
 */
export function readConversionRequest(hit: Hit, before: Visit | undefined): ConversionRequest {
  if (hit.isPing) return { kind: "none" };
  const shop = shopRequest(hit);
  if (shop === "order") return { kind: "order", orderId: orderIdOf(hit) };
  if (shop === "cart") return { kind: "cart" };
  const goals = hit.params.integer("idgoal", -1) > 0 ? namedGoals(hit) : matchGoals(hit, before);
  return goals.length > 0 ? { kind: "goals", goals } : { kind: "none" };
}

/** Whether the hit names a goal that its site does not have: such a hit is refused as a whole. */
export function namesUnknownGoal(hit: Hit): boolean {
  return hit.params.integer("idgoal", -1) > 0 && namedGoals(hit).length === 0;
}

function namedGoals({ params, site }: Hit): readonly Goal[] {
  const named = params.integer("idgoal", -1);
  return site.goals.filter((goal) => goal.id === named);
}

/** Under anonymous order ids an order is known by where it stands in the journal, which tells nothing of the shop's own id. */
function orderIdOf({ params, privacy, position }: Hit): string {
  return privacy.anonymizeOrderId ? String(position) : params.text("ec_id");
}
