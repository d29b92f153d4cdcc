import type { Migration } from "kysely";
import { first } from "./0001-first.ts";

/** In order; a migration that has run anywhere is never changed, only followed by another. */
export const migrations: Record<string, Migration> = { "0001-first": first };
