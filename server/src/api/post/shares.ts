import { quotient } from "../../reporting/rounding.ts";
import { visitShare, visits } from "../../reporting/visit-metrics.ts";
import { type Filter, numberIn } from "./filter.ts";

/**
 * Shares of visits, in reports that tell them.
 * NOTE matomo: they are of the rows that are left, where the table does not say what they are of.
 */
export const shareVisits: Filter = (table, { report }) => {
  if (!report.processed?.includes(visitShare)) return table;
  const visitsIn = ({ columns }: (typeof table.rows)[number]) => numberIn(columns, visits.id);
  const whole = table.totals ? numberIn(table.totals, visits.id) : table.rows.reduce((sum, row) => sum + visitsIn(row), 0);
  const rows = table.rows.map((row) => ({
    ...row,
    columns: { ...row.columns, [visitShare.id]: Math.min(1, quotient(visitsIn(row), whole, 2)) },
  }));
  return { ...table, rows };
};
