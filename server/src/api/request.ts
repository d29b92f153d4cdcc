import { canNameLanguage } from "../base/languages.ts";
import type { Raw } from "../catalog/params.ts";
import type { Body } from "./formats/format.ts";

/** A call of the API as it came in, whatever carried it. */
export interface ApiRequest {
  /** Parameters of address and body together, as `mergeParams` puts them. */
  readonly params: Readonly<Record<string, Raw>>;
  /** Names of those parameters that stood in the address, where logs and histories keep them. */
  readonly inAddress: ReadonlySet<string>;
  readonly httpMethod: string;
  /** Headers by their name in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly ip: string;
  /** The address under which this server is reached, with a trailing slash. */
  readonly baseUrl: string;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  /** What went wrong, for those who tell it in a shape of their own. */
  readonly mistake?: { readonly code: string; readonly message: string };
}

/** A parameter that is plain text; the fallback where it is absent or a list. */
export function textOf(params: Readonly<Record<string, Raw>>, name: string, fallback = ""): string {
  const raw = params[name];
  return typeof raw === "string" ? raw : fallback;
}

/** The language that `language` names, as Matomo writes it (`pt-br`), where it can be one; undefined where not. */
export function languageOf(params: Readonly<Record<string, Raw>>): string | undefined {
  const text = textOf(params, "language").trim();
  return canNameLanguage(text) ? text : undefined;
}
