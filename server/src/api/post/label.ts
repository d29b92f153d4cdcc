import type { Raw } from "../../catalog/params.ts";
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
    const found = findRow(table, label.replaceAll("&gt;", ">").split(">").map(decoded)) ?? findRow(table, [decoded(label)]);
    if (!found) return [];
    const row = query.path ? withoutTable(found) : found;
    return [numbered ? { ...row, metadata: { ...row.metadata, label_index: index } } : row];
  });
  return { ...table, rows };
};

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

function findRow(table: Table | undefined, [first, ...rest]: readonly string[]): Row | undefined {
  // NOTE matomo: titles of pages begin with a blank, which clients may leave out; an @ asks for a page, not a folder.
  const row = table?.rows.find(({ columns }) => [first, first?.replace(/^@/, "")].includes(String(columns.label).trim()));
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
