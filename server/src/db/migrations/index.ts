import type { Migration } from "kysely";
import { first } from "./0001-first.ts";
import { trackingFailures } from "./0002-tracking-failures.ts";

/** In order; a migration that has run anywhere is never changed, only followed by another. */
export const migrations: Record<string, Migration> = { "0001-first": first, "0002-tracking-failures": trackingFailures };
