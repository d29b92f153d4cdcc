import { byValue, type Report, report } from "../../catalog/report.ts";
import { sql } from "../../db/sql.ts";
import { visitMetrics, visitRatios } from "../../reporting/visit-metrics.ts";
import { userId } from "../core-home/dimensions.ts";

export const getUsers = report({
  method: "UserId.getUsers",
  name: "User IDs",
  docs: "The people who were logged in, by the User ID that the website gives them.",
  place: ["Visitors", "User IDs", 9],
  listing: { dimension: "UserId", metrics: ["label", "nb_visits", "nb_actions", "nb_visits_converted"], guide: true },
  rows: byValue(userId, {
    among: sql`user_id != ''`,
    told: { idvisitor: sql`lower(leftPad(hex(argMin(visitor, visit)), 16, '0'))` },
  }),
  metrics: visitMetrics,
  processed: visitRatios,
});

export const reports: readonly Report[] = [getUsers];
