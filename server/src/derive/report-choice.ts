import { structure, text, type ValuesOf } from "../catalog/params.ts";
import type { Cells } from "../catalog/table.ts";

/** What names one report: its method, and which of those that a site defines. */
export const reportParams = {
  apiModule: text(),
  apiAction: text(),
  apiParameters: structure().or({}),
  idGoal: text().or(""),
  idDimension: text().or(""),
};

export type ReportChoice = ValuesOf<typeof reportParams>;

/** Which of the reports of one method is meant. */
export function parametersOf({ apiParameters, idGoal, idDimension }: ReportChoice): Readonly<Record<string, string>> {
  const given = typeof apiParameters === "object" && apiParameters !== null ? Object.entries(apiParameters) : [];
  return {
    ...Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
    ...(idGoal !== "" && idGoal !== "0" && { idGoal }),
    ...(idDimension !== "" && idDimension !== "0" && { idDimension }),
  };
}

/** NOTE matomo: figures of visitors are listed for single days only, but for the overview of visits. */
export function withoutVisitors(metadata: Cells, period: string): Cells {
  const isOverview = metadata.module === "VisitsSummary" && metadata.action === "get";
  if (period === "" || period === "day" || isOverview) return metadata;
  const metrics = Object.entries((metadata.metrics ?? {}) as Cells).filter(([id]) => id !== "nb_uniq_visitors" && id !== "nb_users");
  return { ...metadata, metrics: Object.fromEntries(metrics) };
}
