import type { Kysely, Migration } from "kysely";

/** Sites, goals, custom dimensions, users with access and tokens, segments, annotations, settings. */
export const first: Migration = {
  async up(db: Kysely<never>): Promise<void> {
    await db.schema
      .createTable("sites")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("type", "text", (column) => column.notNull())
      .addColumn("urls", "text", (column) => column.notNull())
      .addColumn("timezone", "text", (column) => column.notNull())
      .addColumn("currency", "text", (column) => column.notNull())
      .addColumn("ecommerce", "integer", (column) => column.notNull())
      .addColumn("site_search", "integer", (column) => column.notNull())
      .addColumn("search_keyword_parameters", "text", (column) => column.notNull())
      .addColumn("search_category_parameters", "text", (column) => column.notNull())
      .addColumn("excluded_ips", "text", (column) => column.notNull())
      .addColumn("excluded_query_parameters", "text", (column) => column.notNull())
      .addColumn("excluded_user_agents", "text", (column) => column.notNull())
      .addColumn("excluded_referrers", "text", (column) => column.notNull())
      .addColumn("exclude_unknown_urls", "integer", (column) => column.notNull())
      .addColumn("keep_url_fragments", "integer", (column) => column.notNull())
      .addColumn("site_group", "text", (column) => column.notNull())
      .addColumn("created", "bigint", (column) => column.notNull())
      .addColumn("creator", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("goals")
      .addColumn("site", "integer", (column) => column.notNull())
      .addColumn("goal", "integer", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("description", "text", (column) => column.notNull())
      .addColumn("match_attribute", "text", (column) => column.notNull())
      .addColumn("pattern", "text", (column) => column.notNull())
      .addColumn("pattern_type", "text", (column) => column.notNull())
      .addColumn("case_sensitive", "integer", (column) => column.notNull())
      .addColumn("multiple", "integer", (column) => column.notNull())
      .addColumn("revenue", "double precision", (column) => column.notNull())
      .addColumn("event_value_as_revenue", "integer", (column) => column.notNull())
      .addColumn("deleted", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("goals_key", ["site", "goal"])
      .execute();
    await db.schema
      .createTable("custom_dimensions")
      .addColumn("site", "integer", (column) => column.notNull())
      .addColumn("dimension", "integer", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("slot", "integer", (column) => column.notNull())
      .addColumn("scope", "text", (column) => column.notNull())
      .addColumn("active", "integer", (column) => column.notNull())
      .addColumn("extractions", "text", (column) => column.notNull())
      .addColumn("case_sensitive", "integer", (column) => column.notNull())
      .addPrimaryKeyConstraint("custom_dimensions_key", ["site", "dimension"])
      .execute();
    await db.schema
      .createTable("users")
      .addColumn("login", "text", (column) => column.primaryKey())
      .addColumn("email", "text", (column) => column.notNull().unique())
      .addColumn("password", "text", (column) => column.notNull())
      .addColumn("superuser", "integer", (column) => column.notNull())
      .addColumn("registered", "bigint", (column) => column.notNull())
      .addColumn("password_changed", "bigint", (column) => column.notNull())
      .addColumn("last_seen", "bigint")
      .addColumn("invited_by", "text")
      .addColumn("invite_token", "text")
      .addColumn("invite_expires", "bigint")
      .addColumn("invite_accepted", "bigint")
      .addColumn("two_factor_secret", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("access")
      .addColumn("login", "text", (column) => column.notNull())
      .addColumn("site", "integer", (column) => column.notNull())
      .addColumn("access", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("access_key", ["login", "site", "access"])
      .execute();
    await db.schema
      .createTable("tokens")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("login", "text", (column) => column.notNull())
      .addColumn("description", "text", (column) => column.notNull())
      .addColumn("hash", "text", (column) => column.notNull().unique())
      .addColumn("created", "bigint", (column) => column.notNull())
      .addColumn("expires", "bigint")
      .addColumn("last_used", "bigint")
      .addColumn("secure_only", "integer", (column) => column.notNull())
      .addColumn("system", "integer", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("preferences")
      .addColumn("login", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("value", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("preferences_key", ["login", "name"])
      .execute();
    await db.schema
      .createTable("segments")
      .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("definition", "text", (column) => column.notNull())
      .addColumn("login", "text", (column) => column.notNull())
      .addColumn("site", "integer", (column) => column.notNull())
      .addColumn("auto_archive", "integer", (column) => column.notNull())
      .addColumn("shared", "integer", (column) => column.notNull())
      .addColumn("starred", "integer", (column) => column.notNull())
      .addColumn("created", "bigint", (column) => column.notNull())
      .addColumn("edited", "bigint")
      .addColumn("deleted", "integer", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("annotations")
      .addColumn("site", "integer", (column) => column.notNull())
      .addColumn("note_id", "integer", (column) => column.notNull())
      .addColumn("day", "text", (column) => column.notNull())
      .addColumn("note", "text", (column) => column.notNull())
      .addColumn("starred", "integer", (column) => column.notNull())
      .addColumn("login", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("annotations_key", ["site", "note_id"])
      .execute();
    await db.schema
      .createTable("settings")
      .addColumn("name", "text", (column) => column.primaryKey())
      .addColumn("value", "text", (column) => column.notNull())
      .execute();
  },
};
