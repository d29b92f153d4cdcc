import { afterAll, beforeAll, expect, it } from "vitest";
import { queryFor } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Query } from "../../catalog/query.ts";
import { flatOf } from "../../catalog/report.ts";
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

function eventRow(visit: number, position: number, category: string, action: string, name: string, value: number | null = null) {
  const event = { event_category: category, event_action: action, event_name: name, event_value: value };
  return { site: 1, day, start_day: day, visit, visitor: visit, position, time: `${day} 10:00:00`, type: 10, ...event };
}

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...dimensions, actionType]));
  await warehouse.insert("actions", [
    eventRow(1, 1, "Video", "Play", "Intro", 3),
    eventRow(1, 2, "Video", "Play", "Intro", 12.5),
    eventRow(1, 3, "Video", "Pause", ""),
    eventRow(2, 4, "Video", "Play", "Intro"),
    eventRow(2, 5, "Menu & more", "Open", "Main"),
    { ...eventRow(3, 6, "", "", ""), type: 1 },
  ]);
});
afterAll(() => remove());

const { periods } = parsePeriods("day", day, "2026-06-10");
const ask = async (action: string, more: Partial<Query> = {}) => {
  const report = reports.find(({ method }) => method === `Events.${action}`)!;
  return (await runReport(report, queryFor(periods, more), { warehouse })) as Table;
};
const labelsOf = ({ rows }: Table) => rows.map(({ columns }) => columns.label);

it("adds up values, and tells null where there is none", async () => {
  const { rows } = await ask("getCategory");
  expect(rows.map(({ columns, metadata }) => ({ ...columns, ...metadata }))).toEqual([
    {
      label: "Video",
      nb_uniq_visitors: 3,
      nb_visits: 3,
      nb_events: 4,
      nb_events_with_value: 2,
      sum_event_value: 15.5,
      min_event_value: 3,
      max_event_value: 12.5,
      avg_event_value: 7.75,
      segment: "eventCategory==Video",
    },
    expect.objectContaining({
      label: "Menu & more",
      nb_events: 1,
      min_event_value: null,
      max_event_value: null,
      avg_event_value: 0,
      segment: "eventCategory==Menu+%26amp%3B+more",
    }),
  ]);
});

it("has actions below categories, and names where they are asked for", async () => {
  const [video] = (await ask("getCategory")).rows;
  expect(labelsOf(await ask("getActionFromCategoryId", { subtable: video!.subtable!.id }))).toEqual(["Play", "Pause"]);
  expect(labelsOf(await ask("getNameFromCategoryId", { subtable: video!.subtable!.id }))).toEqual(["Intro"]);
  const [byName] = (await ask("getCategory", { expand: true, params: { secondaryDimension: "eventName" } })).rows;
  expect(labelsOf(byName!.subtable!.table!)).toEqual(["Intro"]);
});

it("names events without a name, but gives them no segment", async () => {
  const { rows } = await ask("getName");
  expect(rows.map(({ columns }) => columns.label)).toEqual(["Intro", "Event Name not defined", "Main"]);
  expect(rows[1]).not.toHaveProperty("metadata");
});

it("refuses to be asked for what is below no row", async () => {
  await expect(ask("getActionFromCategoryId")).rejects.toThrow("idSubtable");
});

it("puts levels on one under the names of those that are asked for", () => {
  const dimensionsOf = (params: Query["params"]) =>
    flatOf(reports.find(({ method }) => method === "Events.getCategory")!, params)?.dimensions;
  expect(dimensionsOf({})).toEqual(["Events_EventCategory", "Events_EventAction"]);
  expect(dimensionsOf({ secondaryDimension: "eventName" })).toEqual(["Events_EventCategory", "Events_EventName"]);
});
