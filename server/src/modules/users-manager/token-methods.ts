import { wrongParameter, wrongPassword } from "../../base/errors.ts";
import { type Method, type MethodContext, method } from "../../catalog/method.ts";
import { decimal, flag, instant, list, secret, site, text, type ValuesOf } from "../../catalog/params.ts";
import { isPasswordOf } from "../../db/passwords.ts";
import { requireSite } from "../../db/sites.ts";
import { checkSecondFactor } from "../../db/two-factor.ts";
import { findUser, findUserByEmail } from "../../db/users.ts";
import { insertToken, newApplicationPassword, newToken } from "./tokens.ts";

const longestDescription = 100;
const secondsPerHour = 3600;

const newTokenParams = () => ({
  userLogin: text(),
  passwordConfirmation: secret(),
  description: text(),
  expireDate: instant().optional(),
  expireHours: decimal().or(0),
  secureOnly: flag().or(false),
  readOnly: flag().or(false),
  idSites: list(site()).or([]),
  authCode: secret().or(""),
});

type NewTokenParams = ReturnType<typeof newTokenParams>;

const createAppSpecificTokenAuth = method({
  method: "UsersManager.createAppSpecificTokenAuth",
  docs: "Makes a token for a user, who proves it with login (or e-mail address) and password. It is shown this once. It can be refused in addresses (secureOnly), limited to reading (readOnly) and to websites (idSites).",
  access: "anyone",
  params: newTokenParams(),
  run: async (context) => {
    const token = newToken();
    await keep(context, token, "token");
    return token;
  },
});

const createApplicationPassword = method({
  method: "UsersManager.createApplicationPassword",
  docs: "Makes an application password for a user: 24 letters and digits, shown this once. It is sent together with the login, as HTTP Basic or as token_auth=login:password, with the spaces or without.",
  access: "anyone",
  params: newTokenParams(),
  run: async (context) => {
    const password = newApplicationPassword();
    await keep(context, password.replaceAll(" ", ""), "application");
    return password;
  },
});

export const tokenMethods: readonly Method[] = [createAppSpecificTokenAuth, createApplicationPassword];

type Context = Pick<MethodContext<NewTokenParams>, "records" | "clock" | "hashToken" | "vault"> & {
  readonly params: ValuesOf<NewTokenParams>;
};

/** Keeps a secret for the user who has proved to be that user. */
async function keep({ params, clock, ...store }: Context, made: string, kind: "token" | "application"): Promise<void> {
  const { records, hashToken } = store;
  const now = Math.floor(clock.now() / 1000);
  const user = (await findUser(records, params.userLogin)) ?? (await findUserByEmail(records, params.userLogin));
  if (!(await isPasswordOf(user, params.passwordConfirmation)) || !user)
    throw wrongPassword("No token was made: the login or the password in passwordConfirmation is not correct.");
  await checkSecondFactor(store, user, params.authCode, now);
  if (params.description.trim() === "" || params.description.length > longestDescription)
    throw wrongParameter("description", params.description, `what the token is for, in 1 to ${longestDescription} characters`);
  for (const id of params.idSites) await requireSite(records, id);
  await insertToken(records, {
    login: user.login,
    description: params.description,
    hash: hashToken(made),
    created: now,
    expires: params.expireDate ?? (params.expireHours > 0 ? now + Math.round(params.expireHours * secondsPerHour) : null),
    secureOnly: params.secureOnly,
    readOnly: params.readOnly,
    sites: params.idSites,
    kind,
  });
}
