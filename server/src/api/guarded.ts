import { readOnlyToken, tooManyAttempts, UserError } from "../base/errors.ts";
import type { Attempt, Lockout } from "../base/lockout.ts";
import type { Caller } from "../catalog/caller.ts";
import type { Method } from "../catalog/method.ts";
import { readsOnly } from "../catalog/reads-only.ts";
import { type ApiRequest, textOf } from "./request.ts";

/** Throws for a token that may only read, where the method changes something. */
export function requireMayChange(caller: Caller, { method }: Method): void {
  if (caller.readOnly && !readsOnly(method)) throw readOnlyToken(method);
}

/**
 * Runs what checks a password that came as `passwordConfirmation`: a wrong one counts against the address and the account, and who
 * has failed too often has to wait. Throws tooManyAttempts.
 */
export async function guarded<T>(
  lockout: Lockout,
  method: Method,
  { params, ip }: ApiRequest,
  caller: Caller,
  run: () => Promise<T>,
): Promise<T> {
  if (!("passwordConfirmation" in method.params) || textOf(params, "passwordConfirmation") === "") return run();
  const account = method.access === "anyone" ? textOf(params, "userLogin") : caller.login;
  return attempted(lockout, { address: ip, account }, run);
}

/** Counts a wrong password or code, and nothing else that goes wrong. */
export async function attempted<T>(lockout: Lockout, attempt: Attempt, run: () => Promise<T>): Promise<T> {
  const wait = lockout.wait(attempt);
  if (wait > 0) throw tooManyAttempts(wait);
  lockout.fail(attempt);
  try {
    const result = await run();
    lockout.succeed(attempt);
    return result;
  } catch (error) {
    if (!(error instanceof UserError && error.code === "wrong_password")) lockout.undo(attempt);
    throw error;
  }
}
