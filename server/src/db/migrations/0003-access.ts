import type { Kysely, Migration } from "kysely";

/** Sessions of people, what was changed and by whom, and what a token is limited to. */
export const access: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable("sessions")
      .addColumn("hash", "text", (column) => column.primaryKey())
      .addColumn("login", "text", (column) => column.notNull())
      .addColumn("created", "bigint", (column) => column.notNull())
      .addColumn("seen", "bigint", (column) => column.notNull())
      .addColumn("expires", "bigint", (column) => column.notNull())
      .addColumn("idle", "integer", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("audit_log")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("login", "text", (column) => column.notNull())
      .addColumn("ip", "text", (column) => column.notNull())
      .addColumn("action", "text", (column) => column.notNull())
      .addColumn("facts", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .alterTable("tokens")
      .addColumn("kind", "text", (column) => column.notNull().defaultTo("token"))
      .execute();
    await db.schema
      .alterTable("tokens")
      .addColumn("read_only", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .alterTable("tokens")
      .addColumn("sites", "text", (column) => column.notNull().defaultTo(""))
      .execute();
  },
};
