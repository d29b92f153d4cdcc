import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conversionRow, figureColumns, queryFor, siteOf, visitRow } from "../../../test/fixtures/visits.ts";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import type { Query } from "../../catalog/query.ts";
import type { Row, Table, Value } from "../../catalog/table.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { parsePeriods } from "../../reporting/period.ts";
import { runReport } from "../../reporting/run.ts";
import { pageviewsBefore } from "../goals/dimensions.ts";
import { loadStages } from "../page-performance/dimensions.ts";
import { dimensions } from "./dimensions.ts";
import { actions } from "./index.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([...figureColumns, ...dimensions, ...loadStages, pageviewsBefore]));
});
afterAll(() => remove());

const day = "2026-05-29";
const today = "2026-07-01";
const urls = ["example.org/", "example.org/blog/", "example.org/blog/one", "example.org/shop", ""];
const titles = ["Home", "Blog", "Shop", ""];

const views = fc.array(fc.record({ url: fc.constantFrom(...urls), name: fc.constantFrom(...titles) }), { minLength: 1, maxLength: 5 });
const conversions = fc.uniqueArray(
  // Eighths add up to the same in any order, which is what half a cent hangs on.
  fc.record({ goal: fc.constantFrom(-1, 0, 1), slot: fc.constantFrom("", "a"), after: fc.nat(4), eighths: fc.nat(99) }),
  { selector: ({ goal, slot }) => `${goal} ${slot}`, maxLength: 3 },
);
/** What visitors of a day viewed, and after how many views they converted. */
const visitsOfDay = fc.array(fc.record({ views, conversions }), { minLength: 1, maxLength: 6 });
type Visit = typeof visitsOfDay extends fc.Arbitrary<readonly (infer Each)[]> ? Each : never;

const time = (second: number) => `${day} 10:00:${String(second).padStart(2, "0")}`;

/** Writes them for a site. Where conversions do not know the pages before them, these are looked for among the actions. */
async function write(site: number, visits: readonly Visit[], areKnown: boolean) {
  const entryOf = ([first]: Visit["views"]) => ({
    entry_url: first?.url,
    entry_url_prefix: 2,
    entry_name: first?.name,
    entry_name_type: 4,
  });
  const rows = visits.map(({ views, conversions }, number) => {
    const shared = { ...entryOf(views), site };
    return {
      visit: visitRow(number, day, { ...shared, goal_converted: Number(conversions.length > 0) }),
      views: views.map(({ url, name }, second) => {
        const at = { day, start_day: day, time: time(second), position: second, visit: number, visitor: number };
        return { site, ...at, type: 1, url, name, url_prefix: 2, first_of_url: 1, first_of_name: 1 };
      }),
      conversions: conversions.map(({ goal, slot, after, eighths }) => {
        const met = views.slice(0, after + 1);
        const pages = { met_known: 1, met_urls: met.map(({ url }) => url), met_titles: met.map(({ name }) => name) };
        const told = { time: time(after), slot, revenue: eighths / 8, pageviews_before: met.length };
        return conversionRow(number, day, goal, { ...shared, ...told, ...(areKnown && pages) });
      }),
    };
  });
  await warehouse.insert(
    "visits",
    rows.map(({ visit }) => visit),
  );
  await warehouse.insert(
    "actions",
    rows.flatMap(({ views }) => views),
  );
  await warehouse.insert(
    "conversions",
    rows.flatMap(({ conversions }) => conversions),
  );
}

const goalsIn = (rows: readonly Row[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    rows.map(({ columns, subtable }) => [columns.label, [columns.goals as Value, subtable?.table && goalsIn(subtable.table.rows)]]),
  );

async function goalsOf(action: string, site: number, [period, date]: (typeof spans)[number], more: Partial<Query> = {}) {
  const report = actions.reports?.find(({ method }) => method === `Actions.${action}`);
  const { periods } = parsePeriods(period, date, today);
  const several = { severalPeriods: period === "day" && periods.length > 1 };
  const answer = await runReport(report!, queryFor(periods, { sites: [siteOf(site)], ...several, ...more }), { warehouse });
  const table = answer.kind === "map" ? answer.entries.find(([label]) => label === day)![1] : answer;
  return goalsIn((table as Table).rows);
}

/** Ways in which the same is read: a single day, one of many in a row, and a few and many as one. */
const spans = [
  ["day", day],
  ["day", "2026-05-25,2026-06-05"],
  ["range", `${day},2026-06-03`],
  ["range", `${day},2026-06-30`],
] as const;

const asked: readonly (readonly [string, Partial<Query>])[] = [
  ["getPageUrls", {}],
  ["getPageUrls", { expand: true }],
  ["getPageTitles", {}],
  ["getPageTitles", { most: { rows: 100, of: "nb_visits" } }],
];

describe.each(asked)("what %s with %o tells of conversions", (action, more) => {
  it("does not hang on how many days are asked for, nor on who knows the pages before them", async () => {
    let site = (asked.findIndex((each) => each[0] === action && each[1] === more) + 1) * 10_000;
    await fc.assert(
      fc.asyncProperty(visitsOfDay, async (visits) => {
        site += 2;
        await write(site, visits, true);
        await write(site + 1, visits, false);
        const [first, ...others] = await Promise.all(
          [site, site + 1].flatMap((each) => spans.map((span) => goalsOf(action, each, span, more))),
        );
        for (const other of others) expect(other).toEqual(first);
      }),
      // Each run writes two sites: looking for a smaller example would take minutes.
      { numRuns: 8, endOnFailure: true },
    );
  });
});
