import { unknownThing } from "../../base/errors.ts";
import type { Records } from "../../db/records.ts";
import { defaultLayout, type Layout } from "./layout.ts";

export interface Dashboard {
  /** Number among those of its user, from 1. */
  readonly id: number;
  readonly name: string;
  readonly layout: Layout;
}

/** What users see who have put together nothing. */
export const defaultDashboard: Dashboard = { id: 1, name: "Dashboard", layout: defaultLayout };

/** A user's dashboards in the order of their numbers. */
export async function findDashboards(records: Records, login: string): Promise<readonly Dashboard[]> {
  const rows = await records.selectFrom("dashboards").selectAll().where("login", "=", login).orderBy("dashboard").execute();
  return rows.map(({ dashboard, name, layout }) => ({ id: dashboard, name, layout: JSON.parse(layout) as Layout }));
}

/** The dashboard of that number, the default one for users who have none. Throws unknownThing where there is none. */
export async function requireDashboard(records: Records, login: string, id: number): Promise<Dashboard> {
  const own = await findDashboards(records, login);
  const found = (own.length > 0 ? own : [defaultDashboard]).find((dashboard) => dashboard.id === id);
  if (!found) throw unknownThing("dashboard", String(id));
  return found;
}

/** Adds a dashboard and gives its number. */
export async function insertDashboard(records: Records, login: string, { name, layout }: Omit<Dashboard, "id">): Promise<number> {
  return records.transaction().execute(async (transaction) => {
    const last = await transaction
      .selectFrom("dashboards")
      .select(({ fn }) => fn.max("dashboard").as("number"))
      .where("login", "=", login)
      .executeTakeFirst();
    const dashboard = (last?.number ?? 0) + 1;
    await transaction
      .insertInto("dashboards")
      .values({ login, dashboard, name, layout: JSON.stringify(layout) })
      .execute();
    return dashboard;
  });
}

export async function changeLayout(records: Records, login: string, id: number, layout: Layout): Promise<void> {
  const changed = { layout: JSON.stringify(layout) };
  await records.updateTable("dashboards").set(changed).where("login", "=", login).where("dashboard", "=", id).execute();
}

export async function deleteDashboard(records: Records, login: string, id: number): Promise<void> {
  await records.deleteFrom("dashboards").where("login", "=", login).where("dashboard", "=", id).execute();
}
