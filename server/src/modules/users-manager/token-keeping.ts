import { dateTimeText } from "../../base/dates.ts";
import { unknownThing } from "../../base/errors.ts";
import { type Caller, requireSelf } from "../../catalog/caller.ts";
import { confirmInSession } from "../../catalog/confirm-password.ts";
import { type Method, method } from "../../catalog/method.ts";
import { decimal, integer, secret, text } from "../../catalog/params.ts";
import type { Records } from "../../db/records.ts";
import { deleteSessionsOf } from "../../db/sessions.ts";
import { deleteToken, findTokenOf, findTokens, insertToken, newApplicationPassword, newToken, type Token } from "./tokens.ts";

const secondsPerHour = 3600;

const getTokens = method({
  method: "UsersManager.getTokens",
  docs: "Lists the tokens and application passwords of the caller, or for superusers of any user: what they are for, what they are limited to, when they were used. The secrets themselves are nowhere.",
  access: "someView",
  params: { userLogin: text().optional() },
  run: async ({ params, records, caller }) => (await findTokens(records, ownerOf(caller, params.userLogin))).map(tokenOnWire),
});

const revokeToken = method({
  method: "UsersManager.revokeToken",
  docs: "Ends a token or an application password at once.",
  access: "someView",
  params: { idToken: integer(1), userLogin: text().optional(), passwordConfirmation: secret().optional() },
  run: async ({ params, records, caller }) => {
    await confirmInSession(records, caller, params.passwordConfirmation);
    const { id } = await requireToken(records, ownerOf(caller, params.userLogin), params.idToken);
    await deleteToken(records, id);
    return undefined;
  },
});

const rotateToken = method({
  method: "UsersManager.rotateToken",
  docs: "Makes a successor of a token with all its limits, shown this once. The old one goes on for some hours, so that programs can be changed one after the other.",
  access: "someView",
  params: {
    idToken: integer(1),
    userLogin: text().optional(),
    hours: decimal().or(24),
    passwordConfirmation: secret().optional(),
  },
  run: async ({ params, records, caller, clock, hashToken }) => {
    await confirmInSession(records, caller, params.passwordConfirmation);
    const old = await requireToken(records, ownerOf(caller, params.userLogin), params.idToken);
    const now = Math.floor(clock.now() / 1000);
    const made = old.kind === "application" ? newApplicationPassword() : newToken();
    await insertToken(records, {
      login: old.login,
      description: old.description,
      hash: hashToken(made.replaceAll(" ", "")),
      created: now,
      expires: old.expires === null ? null : now + (old.expires - old.created),
      secureOnly: old.secure_only === 1,
      readOnly: old.read_only === 1,
      sites: sitesOf(old),
      kind: old.kind,
    });
    const end = now + Math.max(0, Math.round(params.hours * secondsPerHour));
    await records
      .updateTable("tokens")
      .set({ expires: Math.min(old.expires ?? end, end) })
      .where("id", "=", old.id)
      .execute();
    return made;
  },
});

const signOutEverywhere = method({
  method: "UsersManager.signOutEverywhere",
  docs: "Ends all browser sessions of the caller, or for superusers of any user. Tokens stay.",
  access: "someView",
  params: { userLogin: text().optional() },
  run: async ({ params, records, caller }) => {
    await deleteSessionsOf(records, ownerOf(caller, params.userLogin));
    return undefined;
  },
});

export const tokenKeeping: readonly Method[] = [getTokens, revokeToken, rotateToken, signOutEverywhere];

/** Whose tokens are meant. Throws noAccess for other people's, and for the anonymous user. */
function ownerOf(caller: Caller, login: string = caller.login): string {
  requireSelf(caller, login);
  return login;
}

async function requireToken(records: Records, login: string, id: number): Promise<Token> {
  const token = await findTokenOf(records, login, id);
  if (!token) throw unknownThing("token", String(id));
  return token;
}

function tokenOnWire(token: Token) {
  return {
    idtoken: token.id,
    description: token.description,
    kind: token.kind,
    date_created: dateTimeText(token.created),
    date_expired: token.expires === null ? null : dateTimeText(token.expires),
    last_used: token.last_used === null ? null : dateTimeText(token.last_used),
    secure_only: token.secure_only === 1,
    read_only: token.read_only === 1,
    sites: sitesOf(token),
  };
}

function sitesOf({ sites }: Token): readonly number[] {
  return sites === "" ? [] : (JSON.parse(sites) as number[]);
}
