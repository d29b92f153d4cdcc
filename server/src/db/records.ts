import { type ColumnType, type Generated, Kysely, Migrator, SqliteDialect, sql } from "kysely";
import Database from "libsql";
import { writtenByNewer } from "./data-version.ts";
import { migrations } from "./migrations/index.ts";

/** Lists and maps are kept as JSON text; `readJson` reads them back. */
type Json = string;
/** 0 or 1: SQLite has no booleans. */
type Flag = 0 | 1;
/** Seconds since 1970. */
type Seconds = number;

export interface SiteRecord {
  id: Generated<number>;
  name: string;
  type: string;
  /** Addresses; the first is the main one. */
  urls: Json;
  timezone: string;
  currency: string;
  ecommerce: Flag;
  site_search: Flag;
  search_keyword_parameters: string;
  search_category_parameters: string;
  excluded_ips: string;
  excluded_query_parameters: string;
  excluded_user_agents: string;
  excluded_referrers: string;
  exclude_unknown_urls: Flag;
  keep_url_fragments: number;
  site_group: string;
  created: Seconds;
  creator: string;
}

export interface GoalRecord {
  site: number;
  goal: number;
  name: string;
  description: string;
  match_attribute: string;
  pattern: string;
  pattern_type: string;
  case_sensitive: Flag;
  multiple: Flag;
  revenue: number;
  event_value_as_revenue: Flag;
  deleted: Flag;
}

export interface CustomDimensionRecord {
  site: number;
  dimension: number;
  name: string;
  /** Number of the column within the scope. */
  slot: number;
  scope: string;
  active: Flag;
  extractions: Json;
  case_sensitive: Flag;
}

export interface UserRecord {
  login: string;
  email: string;
  /** argon2id; empty while invited. */
  password: string;
  superuser: Flag;
  registered: Seconds;
  password_changed: Seconds;
  last_seen: Seconds | null;
  invited_by: string | null;
  invite_token: string | null;
  invite_expires: Seconds | null;
  invite_accepted: Seconds | null;
  /** Sealed; empty for one who has none. */
  two_factor_secret: string;
}

export interface AccessRecord {
  login: string;
  site: number;
  /** view, write, admin, or a capability. */
  access: string;
}

export interface TokenRecord {
  id: Generated<number>;
  login: string;
  description: string;
  /** Keyed hash; the token itself is nowhere. */
  hash: string;
  created: Seconds;
  expires: Seconds | null;
  last_used: Seconds | null;
  secure_only: Flag;
  system: Flag;
  kind: ColumnType<TokenKind, TokenKind | undefined, TokenKind>;
  read_only: ColumnType<Flag, Flag | undefined, Flag>;
  /** A list of site ids; empty text where the token is good for all of its user's. */
  sites: ColumnType<Json, Json | undefined, Json>;
}

/** `application` passwords count together with their user's login only. */
export type TokenKind = "token" | "application";

export interface SessionRecord {
  /** Keyed hash of what the browser holds. */
  hash: string;
  login: string;
  created: Seconds;
  seen: Seconds;
  expires: Seconds;
  /** Seconds without use after which it ends. */
  idle: number;
}

export interface AuditRecord {
  id: Generated<number>;
  at: Seconds;
  login: string;
  ip: string;
  /** A method, or `Login.signIn` and the like. */
  action: string;
  facts: Json;
}

export interface RecoveryCodeRecord {
  login: string;
  hash: string;
}

export interface PreferenceRecord {
  login: string;
  name: string;
  value: string;
}

export interface DashboardRecord {
  login: string;
  /** Number among those of the user, from 1. */
  dashboard: number;
  name: string;
  layout: Json;
}

export interface SegmentRecord {
  id: Generated<number>;
  name: string;
  definition: string;
  login: string;
  /** 0 for all sites. */
  site: number;
  auto_archive: Flag;
  shared: Flag;
  starred: Flag;
  created: Seconds;
  edited: Seconds | null;
  deleted: Flag;
}

export interface AnnotationRecord {
  site: number;
  note_id: number;
  day: string;
  note: string;
  starred: Flag;
  login: string;
}

export interface SettingRecord {
  name: string;
  value: Json;
}

export interface TrackingFailureRecord {
  /** Whatever the request named, so not always a site that there is. */
  site: number;
  kind: number;
  first_seen: Seconds;
  /** Parameters of the request as a query string, without tokens. */
  request: string;
}

export interface RecordTables {
  sites: SiteRecord;
  goals: GoalRecord;
  custom_dimensions: CustomDimensionRecord;
  users: UserRecord;
  access: AccessRecord;
  tokens: TokenRecord;
  sessions: SessionRecord;
  audit_log: AuditRecord;
  preferences: PreferenceRecord;
  recovery_codes: RecoveryCodeRecord;
  dashboards: DashboardRecord;
  segments: SegmentRecord;
  annotations: AnnotationRecord;
  settings: SettingRecord;
  tracking_failures: TrackingFailureRecord;
}

/** The store of what people set up: sites, users, goals, settings. */
export type Records = Kysely<RecordTables>;
export type { ColumnType };

/**
 * Opens the records at that path (a file, or `:memory:`) and brings their tables up to date. Throws a StartError where a newer Footfall
 * has changed them in ways that this one does not know.
 */
export async function openRecords(path: string): Promise<Records> {
  const database = new Database(path);
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA busy_timeout = 5000");
  database.exec("PRAGMA secure_delete = ON");
  const records = new Kysely<RecordTables>({ dialect: new SqliteDialect({ database }) });
  await refuseNewer(records);
  const { error } = await new Migrator({ db: records, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (error) throw error;
  return records;
}

async function refuseNewer(records: Records): Promise<void> {
  const { rows: tables } = await sql`SELECT name FROM sqlite_master WHERE name = 'kysely_migration'`.execute(records);
  if (tables.length === 0) return;
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(records);
  if (rows.some(({ name }) => !(name in migrations))) throw writtenByNewer("sites and settings");
}

/** Reads a setting; the fallback where it was never set. */
export async function readSetting<T>(records: Records, name: string, fallback: T): Promise<T> {
  const found = await records.selectFrom("settings").select("value").where("name", "=", name).executeTakeFirst();
  return found ? (JSON.parse(found.value) as T) : fallback;
}

export async function writeSetting(records: Records, name: string, value: unknown): Promise<void> {
  const text = JSON.stringify(value);
  await records
    .insertInto("settings")
    .values({ name, value: text })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: text }))
    .execute();
}

/**
 * A text that changes whenever the records have changed, whoever changed them: tells a cache that it is old. SQLite counts the
 * commits of other connections (`data_version`) and the rows this connection has changed (`total_changes`) apart; together they
 * miss nothing, cost microseconds and need no writer to remember anything. Only meaningful within one connection.
 */
export async function recordsVersion(records: Records): Promise<string> {
  const { rows } = await sql<{ others: number; own: number }>`
    SELECT data_version AS others, total_changes() AS own FROM pragma_data_version`.execute(records);
  return `${rows[0]?.others}:${rows[0]?.own}`;
}
