import { afterAll, beforeAll, expect, it } from "vitest";
import { queryFor } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Query } from "../../catalog/query.ts";
import type { Table } from "../../catalog/table.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { actionType } from "../actions/dimensions.ts";
import { dimensions } from "./dimensions.ts";
import { reports } from "./reports.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;
const day = "2026-05-29";

function contentRow(visit: number, position: number, name: string, piece: string, interaction = "") {
  const content = { content_name: name, content_piece: piece, content_target: "", content_interaction: interaction };
  return { site: 1, day, start_day: day, visit, visitor: visit, position, time: `${day} 10:00:00`, type: 13, ...content };
}

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...dimensions, actionType]));
  await warehouse.insert("actions", [
    contentRow(1, 1, "Banner", "a.jpg"),
    contentRow(1, 2, "Banner", "a.jpg"),
    contentRow(1, 3, "Banner", "a.jpg", "click"),
    contentRow(2, 4, "Banner", "b.jpg"),
    contentRow(2, 5, "Side", ""),
    contentRow(2, 6, "Never shown", "c.jpg", "click"),
  ]);
});
afterAll(() => remove());

const { periods } = parsePeriods("day", day, "2026-06-10");
const ask = async (action: string, more: Partial<Query> = {}) => {
  const report = reports.find(({ method }) => method === `Contents.${action}`)!;
  return (await runReport(report, queryFor(periods, more), { warehouse })) as Table;
};
const labelsOf = ({ rows }: Table) => rows.map(({ columns }) => columns.label);

it("sets what was done beside what was shown, and leaves out what never was", async () => {
  const { rows } = await ask("getContentNames");
  expect(rows.map(({ columns }) => columns)).toEqual([
    { label: "Banner", nb_uniq_visitors: 2, nb_visits: 2, nb_impressions: 3, nb_interactions: 1, interaction_rate: 0.3333 },
    { label: "Side", nb_uniq_visitors: 1, nb_visits: 1, nb_impressions: 1, nb_interactions: 0, interaction_rate: 0 },
  ]);
});

it("answers the table below a row by the same method, and in place only where levels are put on one", async () => {
  const [banner, side] = (await ask("getContentNames", { expand: true })).rows;
  expect(banner!.subtable).not.toHaveProperty("table");
  expect(side).not.toHaveProperty("subtable");
  expect(labelsOf(await ask("getContentNames", { subtable: banner!.subtable!.id }))).toEqual(["a.jpg", "b.jpg"]);
  const [flat] = (await ask("getContentNames", { expand: true, flat: true })).rows;
  expect(labelsOf(flat!.subtable!.table!)).toEqual(["a.jpg", "b.jpg"]);
});

it("names what has no piece", async () => {
  expect(labelsOf(await ask("getContentPieces"))).toEqual(["Content Piece not defined", "a.jpg", "b.jpg"]);
});
