import { randomInt } from "node:crypto";
import type { Records } from "./records.ts";

type HashToken = (token: string) => string;

/** No letter looks like another, and none is told from another by its case. */
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const groups = 4;
const perGroup = 4;
const codes = 10;

/** Puts new codes in the place of a user's: 80 random bits each, in groups of four, to be shown this once. Only hashes are kept. */
export async function renewRecoveryCodes(records: Records, login: string, hashToken: HashToken): Promise<readonly string[]> {
  const made = Array.from({ length: codes }, newCode);
  await records.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("recovery_codes").where("login", "=", login).execute();
    await transaction
      .insertInto("recovery_codes")
      .values(made.map((code) => ({ login, hash: hashOf(login, code, hashToken) })))
      .execute();
  });
  return made;
}

/** Whether that is one of the user's codes, which it is no more afterwards. Case, spaces and dashes do not matter. */
export async function useRecoveryCode(records: Records, login: string, code: string, hashToken: HashToken): Promise<boolean> {
  const used = await records
    .deleteFrom("recovery_codes")
    .where("login", "=", login)
    .where("hash", "=", hashOf(login, code, hashToken))
    .executeTakeFirst();
  return used.numDeletedRows > 0n;
}

export async function deleteRecoveryCodes(records: Records, login: string): Promise<void> {
  await records.deleteFrom("recovery_codes").where("login", "=", login).execute();
}

function newCode(): string {
  const group = () => Array.from({ length: perGroup }, () => letters[randomInt(letters.length)]).join("");
  return Array.from({ length: groups }, group).join("-");
}

function hashOf(login: string, code: string, hashToken: HashToken): string {
  return hashToken(`recovery ${login} ${code.toUpperCase().replace(/[\s-]/g, "")}`);
}
