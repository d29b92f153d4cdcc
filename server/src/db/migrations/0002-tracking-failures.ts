import type { Kysely, Migration } from "kysely";

/** Tracking requests that were refused, one for each site and kind. */
export const trackingFailures: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable("tracking_failures")
      .addColumn("site", "integer", (column) => column.notNull())
      .addColumn("kind", "integer", (column) => column.notNull())
      .addColumn("first_seen", "bigint", (column) => column.notNull())
      .addColumn("request", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("tracking_failures_key", ["site", "kind"])
      .execute();
  },
};
