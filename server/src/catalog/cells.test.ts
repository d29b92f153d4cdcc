import fc from "fast-check";
import { expect, test } from "vitest";
import { createCellMaker, createPicker } from "./cells.ts";

const rows = fc.array(fc.dictionary(fc.constantFrom("label", "nb_visits", "7", "__proto__", "goals"), fc.integer()), { maxLength: 40 });

test("rows are what they would be name by name, whatever came before them", () => {
  fc.assert(
    fc.property(rows, (all) => {
      const make = createCellMaker();
      for (const row of all) {
        const made = make(Object.keys(row), Object.values(row));
        expect(Object.entries(made)).toEqual(Object.entries(row));
      }
    }),
  );
});

test("columns are picked out of each row, in its order", () => {
  fc.assert(
    fc.property(rows, (all) => {
      const pick = createPicker((column) => column !== "nb_visits");
      for (const row of all) expect(Object.entries(pick(row))).toEqual(Object.entries(row).filter(([column]) => column !== "nb_visits"));
    }),
  );
});
