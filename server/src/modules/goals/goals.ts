import type { Selectable } from "kysely";
import { wrongParameter } from "../../base/errors.ts";
import { isRegularExpression } from "../../base/regular-expression.ts";
import type { Cells } from "../../catalog/table.ts";
import type { GoalRecord, Records } from "../../db/records.ts";

export type Goal = Selectable<GoalRecord>;
type GoalValues = Omit<Goal, "site" | "goal" | "deleted">;

/** What a goal can look at. */
export const matchAttributes = [
  "manually",
  "url",
  "title",
  "file",
  "external_website",
  "event_action",
  "event_category",
  "event_name",
  "visit_duration",
] as const;

/** Goals that are not deleted, by site and number. */
export function findGoals(records: Records, sites: readonly number[]): Promise<Goal[]> {
  return records
    .selectFrom("goals")
    .selectAll()
    .where("site", "in", sites)
    .where("deleted", "=", 0)
    .orderBy("site")
    .orderBy("goal")
    .execute();
}

export function findGoal(records: Records, site: number, goal: number): Promise<Goal | undefined> {
  return records
    .selectFrom("goals")
    .selectAll()
    .where("site", "=", site)
    .where("goal", "=", goal)
    .where("deleted", "=", 0)
    .executeTakeFirst();
}

/** Adds a goal and returns its number within the site; numbers of deleted goals are not used again. */
export function insertGoal(records: Records, site: number, values: GoalValues): Promise<number> {
  return records.transaction().execute(async (transaction) => {
    const last = await transaction
      .selectFrom("goals")
      .select(({ fn }) => fn.max("goal").as("goal"))
      .where("site", "=", site)
      .executeTakeFirst();
    const goal = (last?.goal ?? 0) + 1;
    await transaction
      .insertInto("goals")
      .values({ ...values, site, goal, deleted: 0 })
      .execute();
    return goal;
  });
}

export async function updateGoal(records: Records, site: number, goal: number, values: GoalValues): Promise<void> {
  await records.updateTable("goals").set(values).where("site", "=", site).where("goal", "=", goal).execute();
}

/** Hides the goal. Its row stays, so that its number is not used again; what it counted is the warehouse's to delete. */
export async function deleteGoal(records: Records, site: number, goal: number): Promise<void> {
  await records.updateTable("goals").set({ deleted: 1 }).where("site", "=", site).where("goal", "=", goal).execute();
}

/** Throws where a goal could never match as it is said. */
export function checkGoal(values: GoalValues): void {
  const { match_attribute: attribute, pattern, pattern_type: type } = values;
  if (attribute === "manually") return;
  if (attribute === "visit_duration") {
    if (type !== "greater_than") throw wrongParameter("patternType", type, "greater_than where a goal looks at the length of visits");
    if (pattern.trim() === "" || !Number.isFinite(Number(pattern))) throw wrongParameter("pattern", pattern, "a number of minutes");
    return;
  }
  if (!["contains", "exact", "regex"].includes(type)) throw wrongParameter("patternType", type, "one of contains, exact, regex");
  const looksAtAddress = !attribute.startsWith("event_") && attribute !== "title";
  if (type === "exact" && looksAtAddress && !pattern.startsWith("http"))
    throw wrongParameter("pattern", pattern, "a whole address with http:// or https:// where patternType is exact");
  if (type === "regex" && !isRegularExpression(pattern)) throw wrongParameter("pattern", pattern, "a regular expression");
  if (values.event_value_as_revenue && !attribute.startsWith("event_"))
    throw wrongParameter("useEventValueAsRevenue", "1", "0 where the goal does not look at an event");
}

/** A goal as clients see it; those triggered by hand have no pattern. */
export function goalOnWire(goal: Goal): Cells {
  const byHand = goal.match_attribute === "manually";
  return {
    idsite: goal.site,
    idgoal: goal.goal,
    name: goal.name,
    description: goal.description,
    match_attribute: goal.match_attribute,
    ...(byHand ? {} : { pattern: goal.pattern, pattern_type: goal.pattern_type, case_sensitive: goal.case_sensitive }),
    allow_multiple: goal.multiple,
    revenue: goal.revenue,
    deleted: goal.deleted,
    event_value_as_revenue: goal.event_value_as_revenue,
  };
}
