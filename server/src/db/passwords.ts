import { hash, verify } from "@node-rs/argon2";
import type { User } from "./users.ts";

/** The argon2id hash under which a password is kept. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Whether that is the user's password. Takes as long for a user who does not exist, so that nobody learns who does. */
export async function isPasswordOf(user: User | undefined, password: string): Promise<boolean> {
  if (user?.password) return verify(user.password, password);
  await hash(password);
  return false;
}
