import { dimension } from "../../catalog/dimension.ts";
import { sql } from "../../db/sql.ts";

/** Whether the visit converted a goal or placed an order; a cart alone does not count. */
export const goalConverted = dimension({
  id: "visitConverted",
  name: "Visit converted at least one Goal",
  column: { table: "visits", name: "goal_converted", type: "UInt8" },
  fill: () => 0,
  updateOnConversion: () => 1,
  values: [0, 1],
  segment: { name: "visitConverted", accepts: "1 where the visit reached a goal or placed an order, 0 where not" },
});

/** Number of the goal within its site; 0 for an order, -1 for a cart. A key of the table, which tracking writes itself. */
export const convertedGoal = dimension({
  id: "visitConvertedGoalId",
  name: "Visit converted a specific Goal Id",
  column: { table: "conversions", name: "goal", type: "Int32" },
  segment: {
    name: "visitConvertedGoalId",
    accepts: "the number of a goal; 0 for an order, -1 for an abandoned cart",
    suggested: sql`if(goal > 0, toString(goal), '')`,
  },
});

/** The same by name: names are in the records, so whoever reads the segment turns them into numbers first. */
export const convertedGoalName = dimension({
  id: "visitConvertedGoalName",
  name: "Visit converted a specific Goal Name",
  column: { table: "conversions", name: "goal", type: "Int32" },
  segment: { name: "visitConvertedGoalName", accepts: "the name of a goal" },
});

/** Revenue of the conversion, whether goal, order or cart, in the site's currency. */
export const revenue = dimension({
  id: "revenue",
  name: "Overall revenue",
  column: { table: "conversions", name: "revenue", type: "Nullable(Float64)" },
});

/** Address of the page, file or link that converted; empty for orders and carts. */
export const conversionUrl = dimension({
  id: "conversionUrl",
  name: "Conversion URL",
  column: { table: "conversions", name: "url", type: "String" },
});

/** Position of the action that converted; null where the client reported the goal itself. */
export const conversionAction = dimension({
  id: "conversionAction",
  name: "Converting action",
  column: { table: "conversions", name: "action", type: "Nullable(UInt64)" },
});

/** Pageviews of the visit up to and with the conversion; null for carts. */
export const pageviewsBefore = dimension({
  id: "pageviewsBefore",
  name: "Pageviews before conversion",
  column: { table: "conversions", name: "pageviews_before", type: "Nullable(UInt32)" },
});

export const dimensions = [goalConverted, convertedGoal, convertedGoalName, revenue, conversionUrl, conversionAction, pageviewsBefore];
