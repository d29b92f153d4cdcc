import type { Answer, Row, Table } from "../../catalog/table.ts";
import { addColumns } from "./added-columns.ts";
import { chooseColumns, chooseProvidedColumns } from "./columns.ts";
import { decodeLabels } from "./decode-labels.ts";
import type { Filter, PostContext } from "./filter.ts";
import { isOn } from "./filter-params.ts";
import { flatten } from "./flatten.ts";
import { format } from "./format.ts";
import { chooseLabels } from "./label.ts";
import { limit } from "./limit.ts";
import { dropLowPopulation } from "./low-population.ts";
import { matchPattern, matchPatternBelow } from "./pattern.ts";
import { pivot } from "./pivot.ts";
import { shareVisits } from "./shares.ts";
import { sort } from "./sort.ts";
import { truncate } from "./truncate.ts";

/** Which rows there are, and in which order. Left out with `disable_generic_filters`. */
const rowFilters: readonly Filter[] = [addColumns, matchPattern, matchPatternBelow, dropLowPopulation, sort, truncate, limit];

/** What a row shows. */
const cellFilters: readonly Filter[] = [shareVisits, decodeLabels, chooseProvidedColumns, chooseLabels, format];

/** An answer as the request wants it shown: every table in it goes through all filters, a row of totals through those of its cells. */
export function postProcess(answer: Answer, context: PostContext): Answer {
  switch (answer.kind) {
    case "map":
      return { ...answer, entries: answer.entries.map(([label, inner]) => [label, postProcess(inner, context)]) };
    case "table":
      return processTable(answer, context);
    case "single": {
      const [row] = apply([chooseColumns, format], { kind: "table", rows: [{ columns: answer.columns }] }, context).rows;
      return { kind: "single", columns: row?.columns ?? {} };
    }
    case "data":
      return answer;
  }
}

function processTable({ following, ...table }: Table, context: PostContext): Table {
  const filters = [pivot, flatten, ...(isOn(context.params, "disable_generic_filters") ? [] : rowFilters), ...cellFilters];
  const first = apply(filters, table, context);
  return following ? { ...first, following: processEach(following, (rows) => apply(filters, { ...table, rows }, context).rows) } : first;
}

async function* processEach(
  pages: AsyncIterable<readonly Row[]>,
  process: (rows: readonly Row[]) => readonly Row[],
): AsyncIterable<readonly Row[]> {
  for await (const rows of pages) yield process(rows);
}

function apply(filters: readonly Filter[], table: Table, context: PostContext): Table {
  return filters.reduce((result, filter) => filter(result, context), table);
}
