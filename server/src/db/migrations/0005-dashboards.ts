import type { Kysely, Migration } from "kysely";

/** What people put together to look at: numbered from 1 for each user. */
export const dashboards: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable("dashboards")
      .addColumn("login", "text", (column) => column.notNull())
      .addColumn("dashboard", "integer", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("layout", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("dashboards_key", ["login", "dashboard"])
      .execute();
  },
};
