import type { Raw } from "../../catalog/params.ts";
import type { Query } from "../../catalog/query.ts";
import type { Row, Table } from "../../catalog/table.ts";
import type { Filter } from "./filter.ts";
import { isOn } from "./filter-params.ts";

/**
 * `label`, one or a list: keeps the rows with that label, in the order asked. `a > b` is the row b in the table below the row a,
 * each part possibly encoded. With `labelFilterAddLabelIndex` each row says which of the labels it was.
 */
export const chooseLabels: Filter = (table, { params, query }) => {
  const labels = labelsIn(params.label);
  if (labels.length === 0) return table;
  const numbered = isOn(params, "labelFilterAddLabelIndex");
  const rows = labels.flatMap((label, index) => {
    const [asPath, asLabel] = pathsOf(label);
    const found = findRow(table, asPath) ?? findRow(table, asLabel);
    if (!found) return [];
    const row = query.path ? withoutTable(found) : found;
    return [numbered ? { ...row, metadata: { ...row.metadata, label_index: index } } : row];
  });
  return { ...table, rows };
};

/** The rows that are asked for by their labels, as a query says it. */
export function labelPaths(raw: Raw | undefined): NonNullable<Query["labels"]> {
  return labelsIn(raw).flatMap((label) => pathsOf(label).slice(isPath(label) ? 0 : 1));
}

type LabelPath = NonNullable<Query["labels"]>[number];

/** What a label may mean: a row below others, or one whose label has such a sign in it. */
function pathsOf(label: string): readonly [asPath: LabelPath, asLabel: LabelPath] {
  const steps = label.replaceAll("&gt;", ">").split(">");
  return [steps.map((step) => namesOf(decoded(step))), [namesOf(decoded(label))]];
}

/** NOTE matomo: an @ asks for a page, not a folder. */
function namesOf(step: string): readonly string[] {
  return [...new Set([step, step.replace(/^@/, "")])];
}

export function labelsIn(raw: Raw | undefined): readonly string[] {
  const all = raw === undefined ? [] : typeof raw === "string" ? [raw] : Object.values(raw);
  return all.filter((label): label is string => typeof label === "string" && label.trim() !== "");
}

/** Whether a label names rows on the way to the one that is meant. */
export function isPath(label: string): boolean {
  return /(>|&gt;)/.test(label);
}

/** The row with the number of its subtable, but without the table, which was there to be looked through only. */
function withoutTable(row: Row): Row {
  return row.subtable ? { ...row, subtable: { id: row.subtable.id } } : row;
}

function findRow(table: Table | undefined, [first = [], ...rest]: LabelPath): Row | undefined {
  // NOTE matomo: titles of pages begin with a blank, which clients may leave out.
  const row = table?.rows.find(({ columns }) => first.includes(String(columns.label).trim()));
  return rest.length === 0 ? row : findRow(row?.subtable?.table, rest);
}

function decoded(part: string): string {
  const trimmed = part.replaceAll("&gt;", ">").trim();
  try {
    return decodeURIComponent(trimmed.replaceAll("+", " ")).trim();
  } catch {
    return trimmed;
  }
}
