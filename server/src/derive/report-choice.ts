import { structure, text, type ValuesOf } from "../catalog/params.ts";

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
