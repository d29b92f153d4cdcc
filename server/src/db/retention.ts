import { addDays, type Day } from "../base/dates.ts";
import type { RetentionSettings } from "./settings.ts";

/** The first day (in UTC) of which visits stay; undefined where all do. Both the purge and tracking go by it. */
export function firstKeptDay({ deleteVisits, visitDays }: RetentionSettings, today: Day): Day | undefined {
  return deleteVisits ? addDays(today, -visitDays) : undefined;
}
