import { unknownThing } from "../../base/errors.ts";
import { type Method, method } from "../../catalog/method.ts";
import { decimal, flag, integer, oneOf, site, sites, text, type ValuesOf } from "../../catalog/params.ts";
import { sitesAsked } from "../../catalog/sites-asked.ts";
import { deleteRows } from "../../db/erase.ts";
import type { Records } from "../../db/records.ts";
import { requireSite } from "../../db/sites.ts";
import { sql, typed } from "../../db/sql.ts";
import { checkGoal, deleteGoal, findGoal, findGoals, goalOnWire, insertGoal, matchAttributes, updateGoal } from "./goals.ts";

const goalParams = {
  name: text(),
  matchAttribute: oneOf(...matchAttributes),
  pattern: text().or(""),
  patternType: text().or(""),
  caseSensitive: flag().or(false),
  revenue: decimal().or(0),
  allowMultipleConversionsPerVisit: flag().or(false),
  description: text().or(""),
  useEventValueAsRevenue: flag().or(false),
};

const getGoals = method({
  method: "Goals.getGoals",
  docs: "Lists the goals of one or several sites by their number, or by name.",
  access: "someView",
  params: { idSite: sites(), orderByName: flag().or(false) },
  run: async ({ params, records, caller }) => {
    const asked = await sitesAsked(records, caller, params.idSite);
    const goals = await findGoals(
      records,
      asked.map((site) => site.id),
    );
    const sorted = params.orderByName ? goals.toSorted((a, b) => a.name.localeCompare(b.name) || b.goal - a.goal) : goals;
    return sorted.map(goalOnWire);
  },
});

const getGoal = method({
  method: "Goals.getGoal",
  docs: "Tells about one goal.",
  access: "view",
  params: { idSite: site(), idGoal: integer(1) },
  run: async ({ params, records }) => {
    await requireSite(records, params.idSite);
    const goal = await findGoal(records, params.idSite, params.idGoal);
    return goal && goalOnWire(goal);
  },
});

const addGoal = method({
  method: "Goals.addGoal",
  docs: "Adds a goal to a site and returns its number.",
  access: "write",
  params: { idSite: site(), ...goalParams },
  run: async ({ params, records }) => {
    await requireSite(records, params.idSite);
    return insertGoal(records, params.idSite, valuesOf(params));
  },
});

const updateGoalMethod = method({
  method: "Goals.updateGoal",
  docs: "Changes a goal; all of it has to be said again. Visits from now on are measured by it, earlier conversions stay.",
  access: "write",
  params: { idSite: site(), idGoal: integer(1), ...goalParams },
  run: async ({ params, records }) => {
    await requireGoal(records, params.idSite, params.idGoal);
    await updateGoal(records, params.idSite, params.idGoal, valuesOf(params));
    return undefined;
  },
});

const deleteGoalMethod = method({
  method: "Goals.deleteGoal",
  docs: "Stops measuring a goal and deletes its conversions.",
  access: "write",
  params: { idSite: site(), idGoal: integer(1) },
  afterHits: true,
  run: async ({ params: { idSite, idGoal }, records, warehouse, whileStill }) => {
    await requireGoal(records, idSite, idGoal);
    await deleteGoal(records, idSite, idGoal);
    const itsConversions = sql`site = ${typed("UInt32", idSite)} AND goal = ${typed("Int32", idGoal)}`;
    await whileStill(() => deleteRows(warehouse, "conversions", itsConversions));
    return undefined;
  },
});

export const methods: readonly Method[] = [getGoals, getGoal, addGoal, updateGoalMethod, deleteGoalMethod];

function valuesOf(params: ValuesOf<typeof goalParams>): Parameters<typeof checkGoal>[0] {
  const values = {
    name: params.name,
    description: params.description,
    match_attribute: params.matchAttribute,
    pattern: params.pattern,
    pattern_type: params.patternType.toLowerCase(),
    case_sensitive: params.caseSensitive ? 1 : 0,
    multiple: params.allowMultipleConversionsPerVisit ? 1 : 0,
    revenue: params.revenue,
    event_value_as_revenue: params.useEventValueAsRevenue ? 1 : 0,
  } as const;
  checkGoal(values);
  return values;
}

async function requireGoal(records: Records, site: number, goal: number): Promise<void> {
  await requireSite(records, site);
  if (!(await findGoal(records, site, goal))) throw unknownThing("goal", String(goal));
}
