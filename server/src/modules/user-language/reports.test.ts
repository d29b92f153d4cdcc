import { afterAll, beforeAll, expect, it } from "vitest";
import { figureColumns, queryFor, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { dimensions } from "./dimensions.ts";
import { getLanguage, getLanguageCode } from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, ...dimensions]));
  await warehouse.insert("visits", [
    visitRow(1, "2026-05-30", { language: "en-us", total_actions: 2 }),
    visitRow(2, "2026-05-30", { language: "en-gb", total_actions: 3 }),
    visitRow(3, "2026-05-30", { language: "de" }),
    visitRow(4, "2026-05-30", { language: "" }),
  ]);
});
afterAll(() => remove());

it("makes one row of a language in all its countries", async () => {
  const answer = await runReport(getLanguage, queryFor(parsePeriods("day", "2026-05-30", "2026-06-10").periods), { warehouse });
  const rows = answer.kind === "table" ? answer.rows : [];
  expect(rows.map(({ columns, metadata }) => [columns.label, columns.nb_visits, columns.nb_actions, metadata?.segment])).toEqual([
    ["English", 2, 5, "languageCode==en,languageCode=@en-"],
    ["German", 1, 1, "languageCode==de,languageCode=@de-"],
    ["Unknown", 1, 1, "languageCode==xx"],
  ]);
  expect(rows[0]?.columns).not.toHaveProperty("goals");
});

it("keeps countries apart where they say more than the language, in the language of the request", async () => {
  const { periods } = parsePeriods("day", "2026-05-30", "2026-06-10");
  const answer = await runReport(getLanguageCode, queryFor(periods, { language: "fr" }), { warehouse });
  const rows = answer.kind === "table" ? answer.rows : [];
  expect(rows.map(({ columns, metadata }) => [columns.label, metadata?.segment])).toEqual([
    ["allemand (de)", "languageCode==de"],
    ["anglais - Royaume-Uni (en-gb)", "languageCode==en-gb"],
    ["anglais - États-Unis (en-us)", "languageCode==en-us"],
    ["Unknown (xx)", "languageCode==xx"],
  ]);
});
