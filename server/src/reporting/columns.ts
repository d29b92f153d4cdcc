import { list, text } from "../catalog/params.ts";
import type { Query } from "../catalog/query.ts";

/** Parameters of reports whose figures can be asked for by name, even those that are left out otherwise. */
export const columnParams = { columns: list(text()).or([]), showColumns: list(text()).or([]) };

/** Ids of the figures that a query asks for by name; empty for the usual ones. */
export function wantedColumns({ params }: Query): readonly string[] {
  return [params.columns, params.showColumns].flatMap((names) => (Array.isArray(names) ? names.map(String) : []));
}
