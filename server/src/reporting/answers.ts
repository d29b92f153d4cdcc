import type { Period, Query } from "../catalog/query.ts";
import type { Answer, AnswerMap, Cells, Table } from "../catalog/table.ts";

export const emptyTable: Table = { kind: "table", rows: [] };

/** Whether the answer to a query is a map, of sites or of periods or of both. */
export function isMap(query: Query): boolean {
  return query.severalSites || query.severalPeriods;
}

/**
 * Puts the answers of all sites and periods together: several sites make a map of sites, several periods a map of
 * periods, both a map of maps.
 */
export function answerFor(
  query: Query,
  answerOf: (site: number, period: Period) => Answer,
  periodKey: Exclude<AnswerMap["key"], "idSite"> = "date",
): Answer {
  const ofSite = (site: number) => {
    const answers = query.periods.map((period) => [period.label, answerOf(site, period)] as const);
    return query.severalPeriods ? ({ kind: "map", key: periodKey, entries: answers } as const) : only(answers)[1];
  };
  const sites = query.sites.map(({ id }) => [String(id), ofSite(id)] as const);
  return query.severalSites ? { kind: "map", key: "idSite", entries: sites } : only(sites)[1];
}

/** The same answer with the cells of each single changed; tables stay. */
export function mapSingles(answer: Answer, change: (columns: Cells) => Cells): Answer {
  if (answer.kind === "single") return { kind: "single", columns: change(answer.columns) };
  if (answer.kind !== "map") return answer;
  return { ...answer, entries: answer.entries.map(([label, inner]) => [label, mapSingles(inner, change)]) };
}

/** The same answer with each table changed; singles stay. */
export function mapTables(answer: Answer, change: (table: Table) => Table): Answer {
  if (answer.kind === "table") return change(answer);
  if (answer.kind !== "map") return answer;
  return { ...answer, entries: answer.entries.map(([label, inner]) => [label, mapTables(inner, change)]) };
}

function only<Item>([first]: readonly Item[]): Item {
  if (first === undefined) throw new Error("a query without sites or periods");
  return first;
}
