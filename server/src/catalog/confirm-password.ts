import { wrongPassword } from "../base/errors.ts";
import { isPasswordOf } from "../db/passwords.ts";
import type { Records } from "../db/records.ts";
import { findUser } from "../db/users.ts";
import type { Caller } from "./caller.ts";

/** Throws unless the text is the caller's own password: asked for before what cannot easily be undone. */
export async function confirmPassword(records: Records, caller: Caller, password: string | undefined): Promise<void> {
  if (password === undefined || !(await isPasswordOf(await findUser(records, caller.login), password)))
    throw wrongPassword("Confirm this with your own password in passwordConfirmation: the current password is missing or not correct.");
}

/** The same for callers who are signed in with a browser; programs with a token have proved enough. NOTE matomo: as there. */
export async function confirmInSession(records: Records, caller: Caller, password: string | undefined): Promise<void> {
  if (caller.inSession) await confirmPassword(records, caller, password);
}
