import { dimension } from "../../catalog/dimension.ts";

const returning = { new: 0, returning: 1, returningCustomer: 2 } as const;

export const visitorId = dimension({ id: "visitorId", name: "Visitor ID", plural: "Visitor IDs" });

export const userId = dimension({
  id: "userId",
  name: "User ID",
  plural: "User IDs",
  column: { table: "visits", name: "user_id", type: "String" },
  fill: ({ hit }) => hit.userId,
  update: ({ hit }) => hit.userId || undefined,
  segment: { name: "userId" },
});

/** Whole visits of this visitor up to and with this one. */
export const visitCount = dimension({
  id: "visitCount",
  name: "Number of visits",
  column: { table: "visits", name: "visit_count", type: "UInt32" },
  fill: ({ previous }) => Number(previous?.visit_count ?? 0) + 1,
  onConversions: true,
  segment: { name: "visitCount", type: "metric" },
});

export const secondsSinceFirstVisit = dimension({
  id: "secondsSinceFirstVisit",
  name: "Seconds since first visit",
  column: { table: "visits", name: "seconds_since_first", type: "Nullable(UInt32)" },
  fill: ({ visit, previous }) => {
    if (!previous) return 0;
    const earlier = previous.seconds_since_first;
    if (typeof earlier !== "number") return null;
    const seconds = earlier + visit.first_time - previous.first_time;
    // A visit tracked after a later one of the same visitor: nothing can be said.
    return seconds < 0 ? null : seconds;
  },
  onConversions: true,
  segment: { name: "secondsSinceFirstVisit", type: "metric" },
});

export const secondsSinceLastVisit = dimension({
  id: "secondsSinceLastVisit",
  name: "Seconds since last visit",
  column: { table: "visits", name: "seconds_since_last", type: "Nullable(UInt32)" },
  fill: ({ hit, previous }) => {
    if (!previous) return 0;
    const seconds = hit.time - previous.first_time;
    return seconds < 0 ? null : seconds;
  },
  segment: { name: "secondsSinceLastVisit", type: "metric" },
});

export const visitorType = dimension({
  id: "visitorType",
  name: "Visit type",
  plural: "Visit types",
  column: { table: "visits", name: "visitor_returning", type: "UInt8" },
  fill: ({ hit, visit, previous }) => {
    const hasOrdered = Boolean(visit.seconds_since_order) || Boolean(previous?.seconds_since_order) || hit.params.text("ec_id") !== "";
    if (hasOrdered) return returning.returningCustomer;
    return previous ? returning.returning : returning.new;
  },
  values: Object.values(returning),
  onConversions: true,
  label: (value) => Object.entries(returning).find(([, stored]) => String(stored) === value)?.[0] ?? value,
  segment: {
    name: "visitorType",
    // NOTE matomo: whatever is neither new nor returning stands for a returning customer.
    toStored: (value) => (/^\d+$/.test(value) ? Number(value) : value === "new" ? 0 : value === "returning" ? 1 : 2),
  },
});

/** Seconds from the first action to the last, and a little for each conversion. */
export const visitDuration = dimension({
  id: "visitDuration",
  name: "Visit Duration (in seconds)",
  column: { table: "visits", name: "total_time", type: "UInt32" },
  fill: () => 0,
  update: ({ hit, visit }) => Math.max(0, 1 + hit.time - visit.first_time),
  // NOTE matomo: a hit that converts lengthens the visit by two seconds plus the id of the goal it names (-1 where it names none).
  updateOnConversion: ({ hit, visit, before, previous }) =>
    before || previous ? Math.max(0, Number(visit.total_time) + hit.params.integer("idgoal", -1) + 2) : undefined,
  segment: { name: "visitDuration", type: "metric" },
});

export const dimensions = [userId, visitCount, secondsSinceFirstVisit, secondsSinceLastVisit, visitorType, visitDuration];
