import { notAllowed, wrongPassword } from "../base/errors.ts";
import { totpStepOf } from "../base/totp.ts";
import type { Vault } from "../base/vault.ts";
import { readPreference, writePreference } from "./preferences.ts";
import type { Records } from "./records.ts";
import { deleteRecoveryCodes, renewRecoveryCodes, useRecoveryCode } from "./recovery-codes.ts";
import type { User } from "./users.ts";

/** What second factors are kept with. */
export interface SecondFactorStore {
  readonly records: Records;
  readonly vault: Vault;
  readonly hashToken: (token: string) => string;
}

/** Names of preferences; not among those that can be asked for. */
const lastStep = "twoFactorStep";
const waiting = "twoFactorWaiting";

const purposeOf = (login: string) => `two-factor secret of ${login}`;

/**
 * Throws wrongPassword unless the user has no second factor, or that is the code of it: one of the authenticator app, or a recovery
 * code. Each counts once. `now` in seconds since 1970.
 */
export async function checkSecondFactor(
  { records, vault, hashToken }: SecondFactorStore,
  user: User,
  code: string,
  now: number,
): Promise<void> {
  if (user.two_factor_secret === "") return;
  if (code === "")
    throw wrongPassword(
      "This account has two-factor authentication: send the code of the authenticator app, or a recovery code, as authCode.",
    );
  const step = totpStepOf(vault.open(user.two_factor_secret, purposeOf(user.login)), code, now);
  const used = Number((await readPreference(records, user.login, lastStep)) ?? -1);
  if (step !== undefined && step > used) return writePreference(records, user.login, lastStep, String(step));
  if (step === undefined && (await useRecoveryCode(records, user.login, code, hashToken))) return;
  throw wrongPassword("The authentication code is not correct, or was used already.");
}

/** Keeps a secret that counts only once it is confirmed. */
export async function prepareSecondFactor({ records, vault }: SecondFactorStore, login: string, secret: string): Promise<void> {
  await writePreference(records, login, waiting, vault.seal(secret, purposeOf(login)));
}

/**
 * Asks the user for codes from now on, for the code proves that somebody has the secret that was prepared. Gives recovery codes. Throws
 * notAllowed where nothing was prepared, and wrongPassword.
 */
export async function enableSecondFactor(store: SecondFactorStore, login: string, code: string, now: number): Promise<readonly string[]> {
  const { records, vault, hashToken } = store;
  const sealed = await readPreference(records, login, waiting);
  if (!sealed) throw notAllowed("There is no secret that waits for a code: call TwoFactorAuth.prepare first.");
  if (totpStepOf(vault.open(sealed, purposeOf(login)), code, now) === undefined)
    throw wrongPassword("The authentication code is not correct: check the clock of the device that shows it.");
  await keep(records, login, sealed);
  return renewRecoveryCodes(records, login, hashToken);
}

/** Asks the user for no codes any more. */
export async function disableSecondFactor(records: Records, login: string): Promise<void> {
  await keep(records, login, "");
  await deleteRecoveryCodes(records, login);
}

async function keep(records: Records, login: string, sealed: string): Promise<void> {
  await records.updateTable("users").set({ two_factor_secret: sealed }).where("login", "=", login).execute();
  await records.deleteFrom("preferences").where("login", "=", login).where("name", "=", waiting).execute();
}
