import type { Table } from "../../catalog/table.ts";
import { type Change, visitsOf } from "./changes.ts";

/** Changes as rows; where `shakers` are given, each says whether it is one of them. */
export function tableOf(changes: readonly Change[], shakers?: ReadonlySet<Change>): Table {
  return { kind: "table", rows: changes.map((change) => ({ columns: cellsOf(change, shakers) })) };
}

function cellsOf(change: Change, shakers: ReadonlySet<Change> | undefined) {
  const { label, kind, before, now, growth } = change;
  return {
    label,
    nb_visits: visitsOf(change),
    growth_percent: `${growth}%`,
    growth_percent_numeric: growth,
    grown: growth >= 0,
    value_old: before,
    value_new: now,
    difference: now - before,
    importance: Math.abs(now - before),
    isDisappeared: kind === "disappeared",
    isNew: kind === "new",
    isMover: kind === "mover",
    ...(shakers && { isMoverAndShaker: shakers.has(change) }),
  };
}
