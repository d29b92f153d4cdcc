import { expect, it } from "vitest";
import { catalogOf } from "../../src/catalog/module.ts";
import { tablesOf } from "../../src/catalog/tables.ts";
import { print } from "../../src/db/sql.ts";
import { modules } from "../../src/modules/index.ts";

// The engine follows up columns that hang on changed ones, but not those that hang on these: erased text would stay in them.
it.each(tablesOf(catalogOf(modules).dimensions))("in $name no column is worked out of one that is worked out itself", ({ columns }) => {
  const computed = columns.flatMap((column) => (column.computed ? [{ name: column.name, text: print(column.computed).text }] : []));
  for (const { text } of computed) for (const { name } of computed) expect(text).not.toMatch(new RegExp(`\\b${name}\\b`));
});
