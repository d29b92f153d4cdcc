import type { Selectable } from "kysely";
import type { AuditRecord, Records } from "./records.ts";

export type AuditEntry = Selectable<AuditRecord>;

export interface AuditFacts {
  /** Seconds since 1970. */
  readonly at: number;
  readonly login: string;
  readonly ip: string;
  readonly action: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

const mostEntries = 100_000;

/** Writes down who did what; the oldest entries go once there are very many. */
export async function writeAudit(records: Records, { facts, ...entry }: AuditFacts): Promise<void> {
  const { insertId } = await records
    .insertInto("audit_log")
    .values({ ...entry, facts: JSON.stringify(facts) })
    .executeTakeFirst();
  await records
    .deleteFrom("audit_log")
    .where("id", "<=", Number(insertId ?? 0) - mostEntries)
    .execute();
}

/** Entries from the newest to the oldest; of one user, or of one action, where that is asked. */
export function readAudit(
  records: Records,
  { limit, offset, login, action }: { limit: number; offset: number; login?: string | undefined; action?: string | undefined },
): Promise<AuditEntry[]> {
  let asked = records.selectFrom("audit_log").selectAll().orderBy("id", "desc").limit(limit).offset(offset);
  if (login !== undefined) asked = asked.where("login", "=", login);
  if (action !== undefined) asked = asked.where("action", "=", action);
  return asked.execute();
}
