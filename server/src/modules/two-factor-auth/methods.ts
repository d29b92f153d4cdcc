import { notAllowed, wrongPassword } from "../../base/errors.ts";
import { newTotpSecret, totpAddress, totpStepOf } from "../../base/totp.ts";
import { requireSelf } from "../../catalog/caller.ts";
import { confirmPassword } from "../../catalog/confirm-password.ts";
import { type Method, method } from "../../catalog/method.ts";
import { secret, text } from "../../catalog/params.ts";
import { readPreference, writePreference } from "../../db/preferences.ts";
import type { Records } from "../../db/records.ts";
import { deleteSessionsOf } from "../../db/sessions.ts";
import { requireUser } from "../../db/users.ts";

/** The secret that waits for its first code; not among the preferences that can be asked for. */
const waiting = "twoFactorWaiting";

const prepare = method({
  method: "TwoFactorAuth.prepare",
  docs: "Makes a secret for an authenticator app, with the address that such apps read. Nothing changes until TwoFactorAuth.enable has its first code.",
  access: "someView",
  params: { passwordConfirmation: secret() },
  run: async ({ params, records, caller }) => {
    requireSelf(caller, caller.login);
    await confirmPassword(records, caller, params.passwordConfirmation);
    const made = newTotpSecret();
    await writePreference(records, caller.login, waiting, made);
    return { secret: made, address: totpAddress(made, caller.login, "Footfall") };
  },
});

const enable = method({
  method: "TwoFactorAuth.enable",
  docs: "Asks for codes of the authenticator app from now on, once its first code proves that it has the secret of TwoFactorAuth.prepare.",
  access: "someView",
  params: { authCode: secret(), passwordConfirmation: secret() },
  run: async ({ params, records, caller, clock }) => {
    requireSelf(caller, caller.login);
    await confirmPassword(records, caller, params.passwordConfirmation);
    const made = await readPreference(records, caller.login, waiting);
    if (!made) throw notAllowed("There is no secret that waits for a code: call TwoFactorAuth.prepare first.");
    if (totpStepOf(made, params.authCode, clock.now() / 1000) === undefined)
      throw wrongPassword("The authentication code is not correct: check the clock of the device that shows it.");
    await setSecret(records, caller.login, made);
    return undefined;
  },
});

const disable = method({
  method: "TwoFactorAuth.disable",
  docs: "Asks the caller for no codes any more.",
  access: "someView",
  params: { passwordConfirmation: secret() },
  run: async ({ params, records, caller }) => {
    requireSelf(caller, caller.login);
    await confirmPassword(records, caller, params.passwordConfirmation);
    await setSecret(records, caller.login, "");
    return undefined;
  },
});

const resetTwoFactorAuth = method({
  method: "TwoFactorAuth.resetTwoFactorAuth",
  docs: "Asks a user for no codes any more, for one who has lost the device that shows them; signs that user out everywhere.",
  access: "superuser",
  params: { userLogin: text(), passwordConfirmation: secret().optional() },
  run: async ({ params, records, caller }) => {
    await confirmPassword(records, caller, params.passwordConfirmation);
    await requireUser(records, params.userLogin);
    await setSecret(records, params.userLogin, "");
    await deleteSessionsOf(records, params.userLogin);
    return undefined;
  },
});

export const methods: readonly Method[] = [prepare, enable, disable, resetTwoFactorAuth];

async function setSecret(records: Records, login: string, made: string): Promise<void> {
  await records.updateTable("users").set({ two_factor_secret: made }).where("login", "=", login).execute();
  await records.deleteFrom("preferences").where("login", "=", login).where("name", "=", waiting).execute();
}
