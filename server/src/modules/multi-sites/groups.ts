import { naturalOrder } from "../../base/natural-order.ts";
import type { Cells } from "../../catalog/table.ts";
import { comparisonOf, growth } from "./compare.ts";
import { figures } from "./figures.ts";

/** A line of the list of all websites: a website, or a group with its websites below. */
export interface Line {
  readonly cells: Cells;
  readonly below?: readonly Line[];
}

/** Puts websites that are in a group below it; a group tells the sums of its websites, compared with their sums before. */
export function inGroups(sites: readonly Cells[]): readonly Line[] {
  const names = [...new Set(sites.map(groupOf))].filter((name) => name !== "");
  const linesOf = (name: string) => sites.filter((site) => groupOf(site) === name).map((cells): Line => ({ cells }));
  const groups = names.map((name): Line => {
    const below = linesOf(name);
    return {
      cells: sumOf(
        name,
        below.map(({ cells }) => cells),
      ),
      below,
    };
  });
  return [...linesOf(""), ...groups];
}

function groupOf({ group }: Cells): string {
  return String(group ?? "");
}

function sumOf(name: string, sites: readonly Cells[]): Cells {
  const sum = (column: string, weight: (site: Cells) => number = () => 1) =>
    sites.reduce((total, site) => total + Number(site[column] ?? 0) * weight(site), 0);
  const told = figures.filter(({ metric: { id } }) => sites.some((site) => id in site));
  const compared = told.map((figure) => {
    const [change, trend] = comparisonOf(figure);
    const value = growth(
      sum(figure.metric.id),
      sum(figure.before, ({ ratio }) => Number(ratio)),
    );
    return { [change.id]: value, [trend.id]: Math.sign(value) };
  });
  return {
    label: name,
    ...Object.fromEntries(told.map(({ metric: { id } }) => [id, sum(id)])),
    ...Object.assign({}, ...compared),
    ...Object.fromEntries(told.map(({ before }) => [before, sum(before)])),
    isGroup: 1,
  };
}

/** The lines whose name, or whose group's name, has the text in it, without regard to case; a group stays with any website of it. */
export function search(lines: readonly Line[], text: string): readonly Line[] {
  const wanted = text.toLowerCase();
  const has = (name: string) => name.toLowerCase().includes(wanted);
  return lines.flatMap((line) => {
    const isNamed = has(String(line.cells.label)) || has(groupOf(line.cells));
    if (!line.below) return isNamed ? [line] : [];
    const below = search(line.below, text);
    return isNamed || below.length > 0 ? [{ ...line, below }] : [];
  });
}

/** How many lines there are. NOTE matomo: groups count as well. */
export function countLines(lines: readonly Line[]): number {
  return lines.reduce((count, { below = [] }) => count + 1 + below.length, 0);
}

export interface Sorting {
  readonly column: string;
  readonly rising: boolean;
}

/** The lines in order, with those below them in the same; names as people order them. */
export function sortLines(lines: readonly Line[], { column, rising }: Sorting): readonly Line[] {
  const sign = rising ? 1 : -1;
  const compare = (one: Line, other: Line) => {
    const [left, right] = [one.cells[column], other.cells[column]];
    const byColumn = typeof left === "string" ? naturalOrder(left, String(right)) : Number(left ?? 0) - Number(right ?? 0);
    return sign * byColumn || naturalOrder(String(one.cells.label), String(other.cells.label));
  };
  return lines.map((line) => (line.below ? { ...line, below: line.below.toSorted(compare) } : line)).toSorted(compare);
}

/** A page of the lines, groups and websites alike; where it begins within a group, the group is told once more. */
export function pageOf(lines: readonly Line[], offset: number, limit: number): readonly Cells[] {
  const flat = lines.flatMap(({ cells, below = [] }) => [
    { cells, head: undefined },
    ...below.map((line) => ({ cells: line.cells, head: cells })),
  ]);
  const page = flat.slice(offset, limit < 0 ? undefined : offset + limit);
  const head = page[0]?.head;
  return [...(head ? [head] : []), ...page.map(({ cells }) => cells)];
}
