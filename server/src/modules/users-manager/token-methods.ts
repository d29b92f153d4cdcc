import { notAllowed, wrongParameter } from "../../base/errors.ts";
import { type Method, method } from "../../catalog/method.ts";
import { decimal, flag, instant, secret, text } from "../../catalog/params.ts";
import { isPasswordOf } from "../../db/passwords.ts";
import { findUser, findUserByEmail } from "../../db/users.ts";
import { insertToken, newToken } from "./tokens.ts";

const longestDescription = 100;
const secondsPerHour = 3600;

const createAppSpecificTokenAuth = method({
  method: "UsersManager.createAppSpecificTokenAuth",
  docs: "Makes a token for a user, who proves it with login (or e-mail address) and password. It is shown this once.",
  access: "anyone",
  params: {
    userLogin: text(),
    passwordConfirmation: secret(),
    description: text(),
    expireDate: instant().optional(),
    expireHours: decimal().or(0),
    secureOnly: flag().or(false),
  },
  run: async ({ params, records, clock, hashToken }) => {
    const user = (await findUser(records, params.userLogin)) ?? (await findUserByEmail(records, params.userLogin));
    if (!(await isPasswordOf(user, params.passwordConfirmation)) || !user)
      throw notAllowed("No token was made: the login or the password in passwordConfirmation is not correct.");
    if (params.description.trim() === "" || params.description.length > longestDescription)
      throw wrongParameter("description", params.description, `what the token is for, in 1 to ${longestDescription} characters`);
    const now = Math.floor(clock.now() / 1000);
    const token = newToken();
    await insertToken(records, {
      login: user.login,
      description: params.description,
      hash: hashToken(token),
      created: now,
      expires: params.expireDate ?? (params.expireHours > 0 ? now + Math.round(params.expireHours * secondsPerHour) : null),
      secureOnly: params.secureOnly,
    });
    return token;
  },
});

export const tokenMethods: readonly Method[] = [createAppSpecificTokenAuth];
