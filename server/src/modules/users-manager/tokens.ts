import { randomBytes, randomInt } from "node:crypto";
import type { Selectable } from "kysely";
import type { Records, TokenKind, TokenRecord } from "../../db/records.ts";

export type Token = Selectable<TokenRecord>;

/** A token as people see it once: 32 hexadecimal digits. */
export function newToken(): string {
  return randomBytes(16).toString("hex");
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** An application password as people see it once: 24 letters and digits in groups of four. It counts without the spaces. */
export function newApplicationPassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]!).join("");
  return Array.from({ length: 6 }, group).join(" ");
}

export interface NewToken {
  readonly login: string;
  readonly description: string;
  readonly hash: string;
  /** Seconds since 1970, as is `expires`; null never expires. */
  readonly created: number;
  readonly expires: number | null;
  /** Refused in the address of a request. */
  readonly secureOnly?: boolean;
  readonly readOnly?: boolean;
  /** The sites that it is good for; all of its user's where there are none. */
  readonly sites?: readonly number[];
  readonly kind?: TokenKind;
}

export async function insertToken(
  records: Records,
  { secureOnly = false, readOnly = false, sites = [], kind = "token", ...token }: NewToken,
): Promise<void> {
  await records
    .insertInto("tokens")
    .values({
      ...token,
      last_used: null,
      secure_only: secureOnly ? 1 : 0,
      system: 0,
      kind,
      read_only: readOnly ? 1 : 0,
      sites: sites.length > 0 ? JSON.stringify(sites) : "",
    })
    .execute();
}

/** The tokens of a user, the oldest first. */
export function findTokens(records: Records, login: string): Promise<Token[]> {
  return records.selectFrom("tokens").selectAll().where("login", "=", login).orderBy("id").execute();
}

/** One token of a user; undefined where there is none of that id. */
export function findTokenOf(records: Records, login: string, id: number): Promise<Token | undefined> {
  return records.selectFrom("tokens").selectAll().where("login", "=", login).where("id", "=", id).executeTakeFirst();
}

export async function deleteToken(records: Records, id: number): Promise<void> {
  await records.deleteFrom("tokens").where("id", "=", id).execute();
}
