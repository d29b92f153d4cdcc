import { notAllowed } from "../../base/errors.ts";
import { newTotpSecret, totpAddress } from "../../base/totp.ts";
import { requireSelf } from "../../catalog/caller.ts";
import { confirmPassword } from "../../catalog/confirm-password.ts";
import { type Method, method } from "../../catalog/method.ts";
import { secret, text } from "../../catalog/params.ts";
import { renewRecoveryCodes } from "../../db/recovery-codes.ts";
import { deleteSessionsOf } from "../../db/sessions.ts";
import { disableSecondFactor, enableSecondFactor, prepareSecondFactor } from "../../db/two-factor.ts";
import { requireUser } from "../../db/users.ts";

const prepare = method({
  method: "TwoFactorAuth.prepare",
  docs: "Makes a secret for an authenticator app, with the address that such apps read. Nothing changes until TwoFactorAuth.enable has its first code.",
  access: "someView",
  params: { passwordConfirmation: secret() },
  run: async ({ params, caller, ...context }) => {
    requireSelf(caller, caller.login);
    await confirmPassword(context.records, caller, params.passwordConfirmation);
    const made = newTotpSecret();
    await prepareSecondFactor(context, caller.login, made);
    return { secret: made, address: totpAddress(made, caller.login, "Footfall") };
  },
});

const enable = method({
  method: "TwoFactorAuth.enable",
  docs: "Asks for codes of the authenticator app from now on, once its first code proves that it has the secret of TwoFactorAuth.prepare. Answers recovery codes, which are shown this once; each stands in for the app once.",
  access: "someView",
  params: { authCode: secret(), passwordConfirmation: secret() },
  run: async ({ params, caller, ...context }) => {
    requireSelf(caller, caller.login);
    await confirmPassword(context.records, caller, params.passwordConfirmation);
    return { recoveryCodes: await enableSecondFactor(context, caller.login, params.authCode, context.clock.now() / 1000) };
  },
});

const renewCodes = method({
  method: "TwoFactorAuth.renewRecoveryCodes",
  docs: "Answers new recovery codes, shown this once; those of before do not count any more.",
  access: "someView",
  params: { passwordConfirmation: secret() },
  run: async ({ params, records, caller, hashToken }) => {
    requireSelf(caller, caller.login);
    await confirmPassword(records, caller, params.passwordConfirmation);
    const { two_factor_secret: has } = await requireUser(records, caller.login);
    if (has === "")
      throw notAllowed("There is no two-factor authentication for recovery codes to stand in for: see TwoFactorAuth.prepare.");
    return { recoveryCodes: await renewRecoveryCodes(records, caller.login, hashToken) };
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
    await disableSecondFactor(records, caller.login);
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
    await disableSecondFactor(records, params.userLogin);
    await deleteSessionsOf(records, params.userLogin);
    return undefined;
  },
});

export const methods: readonly Method[] = [prepare, enable, renewCodes, disable, resetTwoFactorAuth];
