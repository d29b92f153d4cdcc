import type { Clock } from "../base/clock.ts";
import type { Lockout } from "../base/lockout.ts";
import type { Log } from "../base/log.ts";
import type { Vault } from "../base/vault.ts";
import type { Records } from "../db/records.ts";
import type { Warehouse } from "../db/warehouse.ts";
import type { Caller, Role } from "./caller.ts";
import type { DrawChart } from "./chart.ts";
import type { Location } from "./hit.ts";
import type { Params, Raw, ValuesOf } from "./params.ts";
import type { Query } from "./query.ts";
import type { Report, SegmentReader } from "./report.ts";
import type { Answer, Value } from "./table.ts";
import type { WhileStill } from "./while-still.ts";

export type { Role };

/**
 * Who may call. `anyone` needs no token; `someView` at least one site to see; a role alone applies to the site in the parameter
 * `idSite`, or to the one that `site` names.
 */
export type Access =
  | "anyone"
  | "someView"
  | "someWrite"
  | "someAdmin"
  | "superuser"
  | Role
  | { readonly role: Role; readonly site: string };

/** How a method asks for reports. */
export interface Inquiry {
  /** All parameters of the call that is being answered, as they came. */
  readonly params: Readonly<Record<string, Raw>>;
  /** All reports there are. */
  readonly reports: readonly Report[];
  /**
   * Answers a report for the same caller, as if it had been called with those parameters: `method`, `idSite`, `period`, `date` and
   * so on. With `labelsAlone`, `whole` need not have other rows than those that `label` asks for. Throws the UserErrors of that call.
   */
  ask(params: Readonly<Record<string, Raw>>, options?: { readonly labelsAlone?: boolean }): Promise<Inquired>;
}

export interface Inquired {
  readonly query: Query;
  /** As the report made it: all rows, figures as numbers. */
  readonly whole: Answer;
  /** The same as the parameters want it shown. */
  readonly answer: Answer;
}

/** What a method may use. */
export interface MethodContext<Declared extends Params> {
  readonly params: ValuesOf<Declared>;
  readonly caller: Caller;
  readonly records: Records;
  readonly warehouse: Warehouse;
  /** Turns segments into conditions; where there is none, segments are refused. */
  readonly readSegment?: SegmentReader;
  readonly whileStill: WhileStill;
  /** Asks for reports; there is none outside of a call of the API. */
  readonly inquiry?: Inquiry;
  /** Draws pictures; there is none outside of a call of the API. */
  readonly drawChart?: DrawChart;
  readonly clock: Clock;
  readonly log: Log;
  /** The address under which this server is reached, with a trailing slash. */
  readonly baseUrl: string;
  /** The address from which the call came. */
  readonly ip: string;
  /** Finds where an address is, undefined where that is not known; there is none outside of a running server. */
  readonly locate?: (ip: string) => Location | undefined;
  /** Does what is due by the clock, and tells the names of what it did; there is none outside of a running server. */
  readonly runDueJobs?: () => Promise<readonly string[]>;
  /** Turns a secret into the keyed hash under which it is stored. */
  readonly hashToken: (token: string) => string;
  /** Keeps what has to be read again. */
  readonly vault: Vault;
  /** Failed logins and unknown tokens. */
  readonly lockout: Lockout;
}

/** A file, sent as it is whatever the format that is asked for. */
export interface FileResult {
  readonly kind: "file";
  /** Content-Type. */
  readonly type: string;
  readonly name: string;
  readonly content: Buffer;
  /** Whether a browser saves it rather than to show it. */
  readonly isDownload: boolean;
}

/** What a method returns: an answer of a report, plain data or a file; undefined is answered as success. */
export type Result = Answer | FileResult | Value | undefined;

export interface Method<Declared extends Params = Params> {
  readonly method: string;
  readonly docs: string;
  readonly access: Access;
  readonly params: Declared;
  /** Whether it reads what was tracked, and so has to wait for the hits acknowledged before it was called. */
  readonly afterHits?: boolean;
  readonly run: (context: MethodContext<Declared>) => Promise<Result> | Result;
}

/** Declares a method of the API that is not a report. */
export function method<const Declared extends Params>(declaration: Method<Declared>): Method {
  return declaration as unknown as Method;
}
