import { notAllowed } from "../base/errors.ts";
import { isPasswordOf } from "../db/passwords.ts";
import type { Records } from "../db/records.ts";
import { findUser } from "../db/users.ts";
import type { Caller } from "./caller.ts";

/** Throws unless the text is the caller's own password: asked for before what cannot easily be undone. */
export async function confirmPassword(records: Records, caller: Caller, password: string | undefined): Promise<void> {
  if (password === undefined || !(await isPasswordOf(await findUser(records, caller.login), password)))
    throw notAllowed("Confirm this with your own password in passwordConfirmation: the current password is missing or not correct.");
}
