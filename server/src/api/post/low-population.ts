import { textOf } from "../request.ts";
import { type Filter, numberIn } from "./filter.ts";
import { anyNumber } from "./filter-params.ts";

/** The part of the whole below which a row is negligible, where the request names no number. */
const negligible = 0.02;

/** `filter_excludelowpop` and `filter_excludelowpop_value`: drops the rows that have less than that in the column. */
export const dropLowPopulation: Filter = (table, { params }) => {
  const column = textOf(params, "filter_excludelowpop").trim();
  if (column === "") return table;
  const asked = anyNumber(params, "filter_excludelowpop_value", 0);
  const whole = table.rows.reduce((sum, row) => sum + numberIn(row.columns, column), 0);
  const least = asked === 0 ? whole * negligible : asked;
  return { ...table, rows: table.rows.filter((row) => numberIn(row.columns, column) >= least) };
};
