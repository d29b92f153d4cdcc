import type { Location } from "../catalog/hit.ts";
import type { ParamTexts } from "./hit-params.ts";

/** An accepted hit as the journal keeps it: everything that is needed to apply it later, and nothing that must not be stored. */
export interface Payload {
  readonly site: number;
  /** When it happened, seconds since 1970. */
  readonly time: number;
  readonly authenticated: boolean;
  /** Parameters without tokens, whole addresses and user ids; an order id is a pseudonym where the settings ask for that. */
  readonly params: ParamTexts;
  readonly userAgent: string;
  /** Client hints from headers, where the request brings no `uadata`. */
  readonly hints: unknown;
  readonly languages: string;
  /** The address, masked as the privacy settings say. */
  readonly ip: string;
  /** A keyed hash of the address by which visitors without an id are recognised. */
  readonly ipKey: string;
  readonly location: Location;
  /** The visitor's id that the request brings, or empty. */
  readonly visitorId: string;
  readonly visitorIdForced: boolean;
  /** The user id as it may be stored, or empty. */
  readonly userId: string;
}

/** Parameters that are used up when a hit is accepted and never stored. */
export const unstored: ReadonlySet<string> = new Set([
  "token_auth",
  "uid",
  "cip",
  "cdt",
  "cdo",
  "lat",
  "long",
  "country",
  "region",
  "city",
  "send_image",
  "queuedtracking",
  "rand",
  "_rand",
]);
