import type { Migration } from "kysely";
import { first } from "./0001-first.ts";
import { trackingFailures } from "./0002-tracking-failures.ts";
import { access } from "./0003-access.ts";
import { recoveryCodes } from "./0004-recovery-codes.ts";
import { dashboards } from "./0005-dashboards.ts";

/** In order; a migration that has run anywhere is never changed, only followed by another. */
export const migrations: Record<string, Migration> = {
  "0001-first": first,
  "0002-tracking-failures": trackingFailures,
  "0003-access": access,
  "0004-recovery-codes": recoveryCodes,
  "0005-dashboards": dashboards,
};
