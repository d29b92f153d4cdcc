import type { Kysely, Migration } from "kysely";

/** What stands in for an authenticator app, once each. */
export const recoveryCodes: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable("recovery_codes")
      .addColumn("login", "text", (column) => column.notNull())
      .addColumn("hash", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("recovery_codes_key", ["login", "hash"])
      .execute();
  },
};
