import { wrongParameter } from "../../base/errors.ts";
import type { Chart } from "../../catalog/chart.ts";
import type { Cells } from "../../catalog/table.ts";

/** A kind of picture as requests name it. */
export interface GraphType {
  readonly kind: Chart["kind"];
  /** Pixels, where the request does not say. */
  readonly width: number;
  readonly height: number;
  /** Rows that are drawn each by itself, the others as one; undefined for as many as have room. */
  readonly rows?: number;
}

/** NOTE matomo: the same names and sizes. A flat pie tells shares better, so it stands for the other one too. */
const graphTypes: Readonly<Record<string, GraphType>> = {
  evolution: { kind: "line", width: 1044, height: 290, rows: 6 },
  horizontalBar: { kind: "bars", width: 800, height: 290 },
  verticalBar: { kind: "columns", width: 1044, height: 290, rows: 6 },
  pie: { kind: "pie", width: 1044, height: 290, rows: 5 },
  "3dPie": { kind: "pie", width: 1044, height: 290, rows: 5 },
};

/** What is drawn where nothing else is said. */
export const usualGraphType = "evolution";

/** The kind of picture of that name. Throws wrongParameter. */
export function findGraphType(name: string): GraphType {
  const found = Object.hasOwn(graphTypes, name) ? graphTypes[name] : undefined;
  if (!found) throw wrongParameter("graphType", name.slice(0, 40), `one of ${Object.keys(graphTypes).join(", ")}`);
  return found;
}

/** The name of the kind that suits a report, of several periods or of one, where the request names none. */
export function suitingGraphType(metadata: Cells, severalPeriods: boolean): string {
  if (severalPeriods) return usualGraphType;
  // NOTE matomo: this one has few rows, but long names.
  const hasLongNames = metadata.uniqueId === "Referrers_getReferrerType";
  return metadata.constantRowsCount && !hasLongNames ? "verticalBar" : "horizontalBar";
}
