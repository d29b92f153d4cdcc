import type { Cells, Value } from "./table.ts";

/** Puts the cells of a row together: names and values in the same order. */
export type CellMaker = (names: readonly string[], values: readonly Value[]) => Cells;

/**
 * Makes rows that mostly have the same columns, one after the other: each is copied from a blank one and filled, in a third of the time that it
 * takes name by name. What is more, V8 keeps an object of so many names that grew one by one as a hash table, which takes several times as
 * long to read, copy and print.
 */
export function createCellMaker(): CellMaker {
  const blankFor = createBlanks((names) => names);
  return (names, values) => {
    const cells: Record<string, Value> = { ...blankFor(names).blank };
    for (let index = 0; index < names.length; index++) cells[names[index]!] = values[index]!;
    return cells;
  };
}

/** Picks the cells of those columns that stay, out of one row after the other. */
export function createPicker(stays: (column: string) => boolean): (cells: Cells) => Cells {
  const blankFor = createBlanks((names) => names.filter(stays));
  return (cells) => {
    const { kept, blank } = blankFor(Object.keys(cells));
    const picked: Record<string, Value> = { ...blank };
    for (const name of kept) picked[name] = cells[name]!;
    return picked;
  };
}

/** Names that are kept of some, and a blank row of these. */
interface Shape {
  readonly names: readonly string[];
  readonly kept: readonly string[];
  readonly blank: Cells;
}

/** Rows of a table differ in what there is none of, such as goals: so many kinds of them are told apart. */
const mostShapes = 16;

/** Gives the names that are kept of some, and a blank row of these; those of names that came before are at hand. */
function createBlanks(keep: (names: readonly string[]) => readonly string[]): (names: readonly string[]) => Shape {
  const known: Shape[] = [];
  return (names) => {
    const found = known.find((shape) => areSame(names, shape.names));
    if (found) return found;
    const kept = keep(names);
    const shape: Shape = { names: [...names], kept, blank: Object.fromEntries(kept.map((name) => [name, null])) };
    known.unshift(shape);
    known.length = Math.min(known.length, mostShapes);
    return shape;
  };
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index++) if (some[index] !== others[index]) return false;
  return true;
}
