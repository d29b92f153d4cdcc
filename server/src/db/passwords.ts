import { hash, verify } from "@node-rs/argon2";
import { wrongParameter } from "../base/errors.ts";
import type { User } from "./users.ts";

const shortest = 6;
const longest = 200;

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

/** Throws for a password that is too short or too long; never repeats it. */
export function checkPassword(password: string): void {
  const length = [...password].length;
  if (length < shortest || length > longest) throw wrongParameter("password", "…", `${shortest} to ${longest} characters long`);
}
