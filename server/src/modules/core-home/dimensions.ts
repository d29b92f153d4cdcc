import { dimension } from "../../catalog/dimension.ts";
import { name, type Sql, sql } from "../../db/sql.ts";

const returning = { returningCustomer: 2, returning: 1, new: 0 } as const;

const secondsPerDay = 86_400;

/** Ids of 16 hexadecimal digits are numbers in the warehouse. */
function idOfNumber(column: string): Sql {
  return sql`lower(leftPad(hex(${name(column)}), 16, '0'))`;
}

function numberOfId(id: string): string | undefined {
  return /^[0-9a-f]{16}$/i.test(id) ? BigInt(`0x${id}`).toString() : undefined;
}

export const visitorId = dimension({
  id: "visitorId",
  name: "Visitor ID",
  plural: "Visitor IDs",
  segment: {
    name: "visitorId",
    accepts: "16 hexadecimal digits, such as 34c31e04394bdc63",
    over: { table: "visits", sql: name("visitor"), type: "UInt64" },
    suggested: idOfNumber("visitor"),
    toStored: numberOfId,
    signedIn: true,
  },
});

/** What is known of a visitor's device, as one number: tells visitors apart who bring no id. */
export const fingerprint = dimension({
  id: "fingerprint",
  name: "Fingerprint",
  segment: {
    name: "fingerprint",
    accepts: "16 hexadecimal digits, such as 1eceaa833348b187",
    over: { table: "visits", sql: name("fingerprint"), type: "UInt64" },
    suggested: idOfNumber("fingerprint"),
    toStored: numberOfId,
    signedIn: true,
  },
});

export const visitId = dimension({
  id: "visitId",
  name: "Visit ID",
  segment: {
    name: "visitId",
    accepts: "the number of a visit",
    over: { table: "visits", sql: name("visit"), type: "UInt64" },
    signedIn: true,
  },
});

/** Whether the visitor was known by an id of their own, not only by their device. */
export const profilable = dimension({
  id: "profilable",
  name: "Profilable",
  column: { table: "visits", name: "profilable", type: "UInt8" },
  fill: ({ hit }) => (hit.visitorId === "" ? 0 : 1),
  update: ({ hit }) => (hit.visitorId === "" ? undefined : 1),
  values: [0, 1],
  segment: { name: "profilable", accepts: "1 where the visitor brought an id (as by a cookie), 0 where not" },
});

export const userId = dimension({
  id: "userId",
  name: "User ID",
  plural: "User IDs",
  column: { table: "visits", name: "user_id", type: "String" },
  fill: ({ hit }) => hit.userId,
  update: ({ hit }) => hit.userId || undefined,
  segment: { name: "userId", accepts: "what the site calls the user, such as a name or an address", signedIn: true },
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

/** NOTE matomo: a segment on it counts the seconds of so many days: `==1` is one day to the second. */
export const daysSinceFirstVisit = dimension({
  id: "daysSinceFirstVisit",
  name: "Days since first visit",
  segment: {
    name: "daysSinceFirstVisit",
    type: "metric",
    over: { table: "visits", sql: name("seconds_since_first"), type: "Nullable(UInt32)" },
    toStored: (days) => (/^\d+(\.\d*)?$/.test(days.trim()) ? Math.trunc(Number(days)) * secondsPerDay : undefined),
  },
});

/** Whole days of 24 hours. */
export const daysSinceLastVisit = dimension({
  id: "daysSinceLastVisit",
  name: "Days since last visit",
  segment: {
    name: "daysSinceLastVisit",
    type: "metric",
    over: { table: "visits", sql: sql`intDiv(seconds_since_last, 86400)`, type: "Nullable(UInt32)" },
  },
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
  label: typeOfVisit,
  segmentValue: typeOfVisit,
  segment: {
    name: "visitorType",
    accepts: "new, returning, returningCustomer",
    // NOTE matomo: whatever is neither new nor returning stands for a returning customer.
    toStored: (value) => (/^\d+$/.test(value) ? Number(value) : value === "new" ? 0 : value === "returning" ? 1 : 2),
  },
});

function typeOfVisit(stored: string): string {
  return Object.entries(returning).find(([, number]) => String(number) === stored)?.[0] ?? stored;
}

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

export const dimensions = [
  visitorId,
  fingerprint,
  visitId,
  profilable,
  userId,
  visitCount,
  secondsSinceFirstVisit,
  secondsSinceLastVisit,
  daysSinceFirstVisit,
  daysSinceLastVisit,
  visitorType,
  visitDuration,
];
