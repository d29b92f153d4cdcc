import { type ApiRequest, textOf } from "./request.ts";

/** Where a token stood: in the address it may end up in logs and histories. */
export type TokenPlace = "body" | "address" | "header";

export interface Credentials {
  readonly token: string;
  readonly where: TokenPlace;
  /** Whose token it must be, where the request says so. */
  readonly login?: string;
}

/** What a request proves itself with: `token_auth`, else the header Authorization. The token is empty where there is neither. */
export function credentialsOf({ params, inAddress, headers }: Pick<ApiRequest, "params" | "inAddress" | "headers">): Credentials {
  const token = textOf(params, "token_auth").trim();
  if (token !== "") return { token, where: inAddress.has("token_auth") ? "address" : "body" };
  const [, scheme = "", secret = ""] = /^(\S+)\s+(.*)$/.exec(headers.authorization?.trim() ?? "") ?? [];
  if (/^bearer$/i.test(scheme)) return { token: secret.trim(), where: "header" };
  if (/^basic$/i.test(scheme)) return basicCredentials(secret);
  return { token: "", where: "header" };
}

/** `user:token` or `user:application password` in base 64; with a token the user may be left out. */
function basicCredentials(secret: string): Credentials {
  const [login = "", ...rest] = Buffer.from(secret, "base64").toString("utf8").split(":");
  const token = rest.join(":");
  return { token, where: "header", ...(login !== "" && token !== "" ? { login } : {}) };
}

/** A token, or `user:token`. Application passwords are shown in groups of four and taken with and without the spaces. */
export function splitOwner(text: string): { readonly login?: string; readonly secret: string } {
  const colon = text.indexOf(":");
  const secret = text.slice(colon + 1).replace(/\s/g, "");
  return colon < 0 ? { secret } : { login: text.slice(0, colon), secret };
}
