import type { Metric } from "../../catalog/metric.ts";
import { type Sql, sql } from "../../db/sql.ts";

/** All visits, or those of visitors who come for the first time, or who have been there before. */
export interface Part {
  /** What the ids of its figures end in. */
  readonly suffix: string;
  /** The values of `returning` that belong to it. */
  readonly returning: readonly number[];
}

export const everyone: Part = { suffix: "", returning: [0, 1] };

/** The parts of the overview. */
export const parts: readonly Part[] = [everyone, { suffix: "_new_visit", returning: [0] }, { suffix: "_returning_visit", returning: [1] }];

/** Whether a visitor had been there before: the same of visits and of conversions. */
export const returning: Sql = sql`toUInt8(visitor_returning > 0)`;

/** The metric under the id that it has in a part. NOTE matomo: parts have no names of their own. */
export function inPart(metric: Metric, { suffix }: Part): Metric {
  const id = `${metric.id}${suffix}`;
  return suffix === "" ? metric : { ...metric, id, name: id };
}
