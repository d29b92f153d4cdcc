import { quotient } from "../../reporting/rounding.ts";
import { type Filter, numberIn } from "./filter.ts";

/** NOTE matomo: in this report a row's share is one of the rows that are shown, not of all there are. */
const report = "VisitorInterest.getNumberOfVisitsByVisitCount";

/** Shares of the visits in the rows that are left. */
export const shareAmongShown: Filter = (table, context) => {
  if (context.report.method !== report) return table;
  const whole = table.rows.reduce((sum, row) => sum + numberIn(row.columns, "nb_visits"), 0);
  const rows = table.rows.map((row) => ({
    ...row,
    columns: { ...row.columns, nb_visits_percentage: quotient(numberIn(row.columns, "nb_visits"), whole, 2) },
  }));
  return { ...table, rows };
};
