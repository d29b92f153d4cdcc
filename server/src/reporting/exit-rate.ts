import { metric } from "../catalog/metric.ts";
import { quotient } from "./rounding.ts";

/** Of the visits with a page, or with what actions on it say, those that ended there. */
export const exitRate = metric({
  id: "exit_rate",
  name: "Exit rate",
  docs: "The share of the visits with the page that ended here.",
  unit: "percent",
  needs: ["exit_nb_visits", "nb_visits"],
  compute: (row) => quotient(Number(row.exit_nb_visits), Number(row.nb_visits), 2),
});
