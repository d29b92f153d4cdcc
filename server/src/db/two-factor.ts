import { wrongPassword } from "../base/errors.ts";
import { totpStepOf } from "../base/totp.ts";
import { readPreference, writePreference } from "./preferences.ts";
import type { Records } from "./records.ts";
import type { User } from "./users.ts";

const lastStep = "twoFactorStep";

/**
 * Throws wrongPassword unless the user has no second factor, or that is the code of it. A code counts once. `now` in seconds since
 * 1970.
 */
export async function checkSecondFactor(records: Records, user: User, code: string, now: number): Promise<void> {
  if (user.two_factor_secret === "") return;
  if (code === "")
    throw wrongPassword("This account has two-factor authentication: send the code of the authenticator app too, as authCode.");
  const step = totpStepOf(user.two_factor_secret, code, now);
  const used = Number((await readPreference(records, user.login, lastStep)) ?? -1);
  if (step === undefined || step <= used) throw wrongPassword("The authentication code is not correct, or was used already.");
  await writePreference(records, user.login, lastStep, String(step));
}
