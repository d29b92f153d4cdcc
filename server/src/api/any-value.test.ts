import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { addPlainSite } from "../../test/harness/site.ts";
import { clockStartingAt } from "../base/clock.ts";
import { silentLog } from "../base/log.ts";
import { createVault } from "../base/vault.ts";
import { catalogOf, module } from "../catalog/module.ts";
import { custom, report } from "../catalog/report.ts";
import type { Row } from "../catalog/table.ts";
import { openRecords } from "../db/records.ts";
import type { Warehouse } from "../db/warehouse.ts";
import { answerFor } from "../reporting/answers.ts";
import { visitMetrics, visitRatios } from "../reporting/visit-metrics.ts";
import { type Api, createApi } from "./call.ts";

const rows = (labels: readonly string[]): readonly Row[] =>
  labels.map((label, index) => ({
    columns: { label, nb_visits: index, max_actions: 3, goals: { "idgoal=1": { nb_conversions: 1, revenue: 2.5 } } },
    metadata: { segment: `thing==${label}`, code: null },
    ...(index % 2 === 0 && { subtable: { id: index, table: { kind: "table", rows: [{ columns: { label: "below", nb_visits: 1 } }] } } }),
  }));

const things = report({
  method: "Fake.getThings",
  name: "Things",
  docs: "Things.",
  rows: custom(async (query) => answerFor(query, () => ({ kind: "table", rows: rows(["", "one", "two > three", " four", "__proto__"]) }))),
  metrics: visitMetrics,
  processed: visitRatios,
  goals: true,
  flat: { separator: " - ", dimensions: ["Fake_Thing", "Fake_Part"] },
});

const summary = report({
  method: "Fake.get",
  name: "Summary",
  docs: "Figures.",
  rows: custom(async (query) => answerFor(query, () => ({ kind: "single", columns: { nb_visits: 1, bounce_rate: 0.5 } }))),
  metrics: visitMetrics,
  processed: visitRatios,
});

/** All that the API itself reads of a call of a report. */
const names = (
  "idSite period date segment format language translateColumnNames convertToUnicode callback jsoncallback method token_auth " +
  "filter_limit filter_offset filter_sort_column filter_sort_order filter_column filter_pattern filter_column_recursive " +
  "filter_pattern_recursive filter_truncate filter_excludelowpop filter_excludelowpop_value keep_totals_row label " +
  "labelFilterAddLabelIndex flat expanded idSubtable include_aggregate_rows show_dimensions pivotBy pivotByColumn pivotByColumnLimit " +
  "compare compareSegments comparePeriods compareDates hideColumns showColumns showRawMetrics format_metrics " +
  "filter_add_columns_when_show_all_columns filter_update_columns_when_show_all_goals idGoal disable_generic_filters " +
  "disable_queued_filters columns urls"
).split(" ");

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.integer().map(String),
  fc.constantFrom(
    "1",
    "0",
    "-1",
    "1e9",
    "NaN",
    "9007199254740993",
    "all",
    "1,all",
    "day",
    "range",
    "last3",
    "previous9",
    "2026-05-01,2026-06-30",
  ),
  fc.constantFrom(
    "JSON",
    "XML",
    "CSV",
    "TSV",
    "HTML",
    "RSS",
    "original",
    "de",
    "zh-cn",
    "nb_visits",
    "goals",
    "label",
    "a > b",
    "(",
    "[a-",
    "(?=x)",
  ),
  fc.constantFrom("Fake.Part", "Fake.get", "API.getBulkRequest", "__proto__", "constructor", "desc", "up", "thing==1"),
);
const raw = fc.oneof({ weight: 4, arbitrary: text }, fc.array(text, { maxLength: 3 }), fc.dictionary(fc.string(), text, { maxKeys: 2 }));
const asked = fc.dictionary(fc.constantFrom(...names), raw, { minKeys: 1, maxKeys: 5 });

let api: Api;

beforeAll(async () => {
  const records = await openRecords(":memory:");
  await addPlainSite(records);
  await records.insertInto("access").values({ login: "anonymous", site: 1, access: "view" }).execute();
  api = createApi({
    catalog: catalogOf([module({ name: "Fake", reports: [things, summary] })]),
    records,
    warehouse: undefined as unknown as Warehouse,
    clock: clockStartingAt(Date.parse("2026-06-10T12:00:00Z")),
    log: silentLog,
    hashToken: (token) => token,
    vault: createVault("secret"),
    settle: async () => {},
  });
});

describe("any value of any parameter", () => {
  it.each([things.method, summary.method])("of %s is answered, or told to be wrong", async (method) => {
    const usual = { method, idSite: "1", period: "day", date: "2026-06-01", format: "JSON" };
    await fc.assert(
      fc.asyncProperty(asked, fc.boolean(), async (params, several) => {
        const { status, headers, body } = await api.call({
          params: { ...usual, ...(several && { date: "last2" }), ...params },
          inAddress: new Set(),
          httpMethod: "POST",
          headers: {},
          ip: "192.0.2.1",
          baseUrl: "https://stats.example.org/",
        });
        expect(status).toBeLessThan(500);
        const isJson = headers["content-type"]?.startsWith("application/json") && typeof body === "string";
        if (isJson) JSON.parse(body);
      }),
      { numRuns: 1500 },
    );
  });
});
