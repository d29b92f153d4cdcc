import { hash, verify } from "@node-rs/argon2";
import { notAllowed, wrongParameter } from "../../base/errors.ts";
import type { Caller } from "../../catalog/caller.ts";
import type { Records } from "../../db/records.ts";
import { findUser } from "./users.ts";

const shortest = 6;
const longest = 200;

/** Throws for a password that is too short or too long; never repeats it. */
export function checkPassword(password: string): void {
  const length = [...password].length;
  if (length < shortest || length > longest) throw wrongParameter("password", "…", `${shortest} to ${longest} characters long`);
}

/** The argon2id hash under which a password is kept. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Whether that is the user's password. Takes as long for users that do not exist, so that nobody learns who does. */
export async function isPasswordOf(records: Records, login: string, password: string): Promise<boolean> {
  const user = await findUser(records, login);
  if (!user?.password) {
    await hash(password);
    return false;
  }
  return verify(user.password, password);
}

/** Throws unless the text is the caller's own password: asked for before what cannot easily be undone. */
export async function confirmPassword(records: Records, caller: Caller, password: string | undefined): Promise<void> {
  if (password === undefined || !(await isPasswordOf(records, caller.login, password)))
    throw notAllowed("Confirm this with your own password in passwordConfirmation: the current password is missing or not correct.");
}
