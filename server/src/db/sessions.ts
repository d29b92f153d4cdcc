import type { Selectable } from "kysely";
import type { Records, SessionRecord } from "./records.ts";

export type Session = Selectable<SessionRecord>;

/** Keeps a session, and drops those that are over. */
export async function insertSession(records: Records, session: Session): Promise<void> {
  await records.deleteFrom("sessions").where("expires", "<=", session.created).execute();
  await records.insertInto("sessions").values(session).execute();
}

/** The session of that hash, unless it is over; `now` in seconds since 1970. */
export function findSession(records: Records, hash: string, now: number): Promise<Session | undefined> {
  return records.selectFrom("sessions").selectAll().where("hash", "=", hash).where("expires", ">", now).executeTakeFirst();
}

/** Moves its end on. */
export async function touchSession(records: Records, { hash, idle }: Session, now: number): Promise<void> {
  await records
    .updateTable("sessions")
    .set({ seen: now, expires: now + idle })
    .where("hash", "=", hash)
    .execute();
}

export async function deleteSession(records: Records, hash: string): Promise<void> {
  await records.deleteFrom("sessions").where("hash", "=", hash).execute();
}

/** Signs a user out everywhere. */
export async function deleteSessionsOf(records: Records, login: string): Promise<void> {
  await records.deleteFrom("sessions").where("login", "=", login).execute();
}
