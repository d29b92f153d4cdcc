import { afterAll, beforeAll, expect, it } from "vitest";
import { catalogOf } from "../../src/catalog/module.ts";
import type { Records } from "../../src/db/records.ts";
import type { Warehouse } from "../../src/db/warehouse.ts";
import { suggestValues } from "../../src/derive/segment-suggestions.ts";
import { modules } from "../../src/modules/index.ts";
import { fieldsOf, segmentNameOf } from "../../src/reporting/segment/field.ts";
import { fieldFinder, readSiteFields } from "../../src/reporting/segment/site-fields.ts";
import { openTestWarehouse } from "../fixtures/warehouse.ts";
import { insertVisits, openSiteRecords } from "./visits.ts";

const { dimensions } = catalogOf(modules);

let warehouse: Warehouse;
let remove: () => Promise<void>;
let records: Records;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse(dimensions));
  records = await openSiteRecords();
  await insertVisits(warehouse);
});
afterAll(async () => {
  await remove();
  await records.destroy();
});

async function suggestedFor(segment: string, today = "2026-03-20"): Promise<readonly string[]> {
  const find = fieldFinder([1], fieldsOf(dimensions), await readSiteFields(records, dimensions));
  const field = find(segment);
  const dimension = dimensions.find((one) => segmentNameOf(one)?.name === segment);
  const fields = field?.anyOf.length ? field.anyOf.flatMap((name) => find(name) ?? []) : field ? [field] : [];
  return suggestValues({ fields, dimension, site: 1, today }, warehouse);
}

it.each<[string, readonly string[]]>([
  ["countryCode", ["de", "us", "fr"]],
  ["countryName", ["Germany", "United States", "France"]],
  ["browserName", ["Chrome", "Firefox"]],
  ["visitorType", ["returningCustomer", "returning", "new"]],
  ["pageUrl", ["example.org/Blog/a", "example.org/cart", "example.org/shop", "https://example.org/blog"]],
  ["pageTitle", ["Blog: São Paulo", "Home", "Shop & more", "home"]],
  ["eventCategory", ["Video"]],
  ["visitConvertedGoalId", ["2", "1"]],
  ["visitConvertedGoalName", ["Thank you", "Newsletter"]],
  ["productCategory", ["Hats", "Shoes", "Wool"]],
  ["visitIp", ["150.0.0.1", "2001:db8::1", "50.1.2.3"]],
  ["visitorId", ["0000000000000001", "0000000000000002", "0000000000000003", "0000000000000004", "0123456789abcdef"]],
  ["dimension1", ["Pro"]],
  ["dimension2", ["blog"]],
  ["siteSearchCount", []],
])("%s", async (segment, expected) => {
  const found = await suggestedFor(segment);
  expect(segment === "pageUrl" ? [...found].sort() : found).toEqual(expected);
});

it("looks back for two months", async () => {
  expect(await suggestedFor("eventCategory", "2026-05-01")).toEqual(["Video"]);
  expect(await suggestedFor("eventCategory", "2026-05-02")).toEqual([]);
  expect(await suggestedFor("eventCategory", "2026-03-01")).toEqual([]);
});
