import { randomBytes } from "node:crypto";
import type { Records } from "../../db/records.ts";

/** A token as people see it once: 32 hexadecimal digits. */
export function newToken(): string {
  return randomBytes(16).toString("hex");
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
}

export async function insertToken(records: Records, { secureOnly = false, ...token }: NewToken): Promise<void> {
  await records
    .insertInto("tokens")
    .values({ ...token, last_used: null, secure_only: secureOnly ? 1 : 0, system: 0 })
    .execute();
}
