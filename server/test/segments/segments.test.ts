import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../src/base/errors.ts";
import { nobody } from "../../src/catalog/caller.ts";
import { catalogOf } from "../../src/catalog/module.ts";
import type { SegmentReader } from "../../src/catalog/report.ts";
import { type TableName, tableNames } from "../../src/catalog/tables.ts";
import type { Records } from "../../src/db/records.ts";
import { sql } from "../../src/db/sql.ts";
import type { Warehouse } from "../../src/db/warehouse.ts";
import { modules } from "../../src/modules/index.ts";
import { createSegmentReaders, type SegmentReaders } from "../../src/reporting/segment/reader.ts";
import { rowsOf } from "../../src/reporting/source.ts";
import { openTestWarehouse } from "../fixtures/warehouse.ts";
import { insertVisits, openSiteRecords } from "./visits.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;
let records: Records;
let readers: SegmentReaders;
let readSegment: SegmentReader;

beforeAll(async () => {
  const { dimensions } = catalogOf(modules);
  ({ warehouse, remove } = await openTestWarehouse(dimensions));
  records = await openSiteRecords();
  await insertVisits(warehouse);
  readers = createSegmentReaders(records, dimensions);
  readSegment = await readers.readerFor({ login: "anna", superuser: true, roles: new Map() });
});
afterAll(async () => {
  await remove();
  await records.destroy();
});

/** The visits of a segment, or those whose rows of another table it keeps. */
async function visitsIn(
  segment: string,
  { table = "visits" as TableName, sites = [1], reader = readSegment } = {},
): Promise<readonly number[]> {
  const rows = rowsOf(table, { sites, from: "2026-03-01", to: "2026-03-31", segment, readSegment: reader });
  const found = await warehouse.query<{ visit: number }>(sql`SELECT visit FROM ${rows} ORDER BY visit`);
  return found.map(({ visit }) => visit);
}

describe("visits", () => {
  it.each<[string, readonly number[]]>([
    // Case, accents and blanks at the end do not count.
    ["countryCode==US", [1, 5]],
    ["city==sao paulo", [1]],
    ["city==Berlin", [2, 5]],
    ["city!=BERLIN", [1, 3, 4]],
    ["city=@é", [2, 4, 5]],
    ["city=^saint", [4]],
    ["city=$LIN", [2]],
    ["city!@erl", [1, 3, 4]],
    ["city==", [3]],
    ["city!=", [1, 2, 4, 5]],
    ["countryName==germany", [2, 3]],
    ["countryName==Atlantis", []],
    ["browserName==firefox", [1]],
    ["continentCode==", [1, 2, 3, 4, 5]],
    // Numbers.
    ["actions==3", [1]],
    ["actions!=2", [1, 2]],
    ["actions>1;actions<3", [3, 4, 5]],
    ["actions<=1,actions>=3", [1, 2]],
    ["actions=@3", [1]],
    ["visitDuration==", [1, 2, 3, 4]],
    ["visitDuration!=", [5]],
    ["latitude>48.4", [3]],
    ["latitude<49", [3]],
    ["latitude!=48.5", [1, 2, 4, 5]],
    ["daysSinceLastVisit>=1", [2]],
    ["daysSinceFirstVisit==1", [4]],
    ["visitId==3", [3]],
    ["visitorId==0123456789abcdef", [5]],
    ["visitorId!=0123456789abcdef", [1, 2, 3, 4]],
    ["fingerprint==00000000000000ff", [1, 2, 3, 4, 5]],
    // Words for stored values.
    ["visitorType==returning", [2]],
    ["visitorType!=new", [2]],
    ["referrerType==campaign;referrerName==spring sale", [3]],
    ["visitConverted==1", [5]],
    ["userId==", [2, 3, 4, 5]],
    ["userId=@EXAMPLE.org", [1]],
    // Addresses, of one kind among themselves.
    ["visitIp>=50.0.0.0;visitIp<=150.255.255.255", [1, 2]],
    ["visitIp>50.1.2.3", [2]],
    ["visitIp==2001:DB8::1", [3]],
    ["visitIp==", [4, 5]],
    ["visitIp=^150.", [2]],
    // Times.
    ["visitLocalHour>=4", [4, 5]],
    ["visitLocalMinute==1", [1, 2, 3, 4, 5]],
    ["visitStartServerHour==9;visitStartServerMinute==5", [1, 2, 3, 4, 5]],
    ["visitServerHour<13", [1, 2]],
    ["visitEndServerDate==2026-03-02;visitEndServerDayOfWeek==2", [1, 2, 3, 4, 5]],
    ["visitEndServerWeekOfYear==10;visitEndServerQuarter==1;visitEndServerDayOfYear==61", [1, 2, 3, 4, 5]],
    ["actionServerHour==8;actionServerMinute==0", [1, 2, 3, 4]],
    // Names: exact to the letter, or in part without regard to case; no name is not a name.
    ["pageTitle==Home", [1]],
    ["pageTitle==home", [2]],
    ["pageTitle=@HOME", [1, 2]],
    ["pageTitle=^blog: sao", [3]],
    ["pageTitle==Shop &amp; more", [1]],
    ["pageUrl==https://www.example.org/blog", [1, 2]],
    ["pageUrl=@/blog", [1, 2, 3]],
    ["pageUrl==", []],
    ["pageUrl!=", [1, 2, 3, 4]],
    ["entryPageUrl=@SHOP", [4]],
    ["entryPageUrl!@cart", [4]],
    ["entryPageUrl!=example.org/cart", [1, 2, 3, 4, 5]],
    ["outlinkUrl=@partner", [2]],
    ["actionUrl=@partner", [2]],
    ["actionUrl!@blog", [4, 5]],
    ["eventUrl=@blog", [1]],
    ["eventAction==play", []],
    ["eventValue>5", [1]],
    ["siteSearchKeyword==socks", [4]],
    ["siteSearchCategory==shoes", [4]],
    ["siteSearchCategory==", [1, 2, 3, 4, 5]],
    ["actionType==events", [1, 3]],
    ["actionType==sitesearches", [4]],
    // No action of the visit may be such.
    ["pageUrl!@blog", [4, 5]],
    ["pageTitle!=Home", [2, 3, 4, 5]],
    ["pageTitle!=Home;pageTitle!=home", [3, 4, 5]],
    ["pageTitle!=Home,pageTitle!=home", [1, 2, 3, 4, 5]],
    ["eventCategory!=Video", [2, 4, 5]],
    // What is said of actions holds for one of them.
    ["eventCategory==Video;eventName==Intro", [1]],
    ["eventCategory==Video;pageTitle==Home", []],
    ["eventCategory==Video;eventName!=Intro", [3]],
    ["eventCategory==Video,countryCode==fr", [1, 3, 4]],
    ["eventCategory==Video,countryCode==fr;eventAction==Stop,actions==3", [1, 3]],
    // Goals, orders, products.
    ["visitConvertedGoalId==2", [2, 5]],
    ["visitConvertedGoalId!=2", [1, 3, 4]],
    ["visitConvertedGoalId==1;visitConvertedGoalId==2", []],
    ["visitConvertedGoalName==thank YOU", [2, 5]],
    ["visitConvertedGoalName=@news", [1]],
    ["visitConvertedGoalName==", [3, 4, 5]],
    ["orderId==order-7", [5]],
    ["revenueOrder>50", [5]],
    ["revenueOrder>50;visitConvertedGoalId==2", [5]],
    ["revenueAbandonedCart>=12.5", [4]],
    ["productSku==SKU-1", [5]],
    ["productSku==SKU-1;productName==Cap", []],
    ["productCategory==Wool", [5]],
    ["productCategory!=Wool", [1, 2, 3, 4]],
    ["productPrice>15", [5]],
    ["productViewSku==A-1;productViewCategory==Sale;productViewPrice<10", [4]],
    // A site's own dimensions.
    ["dimension1==PRO", [4]],
    ["dimension2==blog", [3]],
    ["dimension2!=blog", [1, 2, 4, 5]],
    ["", [1, 2, 3, 4, 5]],
    ["%20", [1, 2, 3, 4, 5]],
  ])("%s", async (segment, expected) => {
    expect(await visitsIn(segment)).toEqual(expected);
  });
});

it("keeps all rows of the visits in other tables", async () => {
  expect(await visitsIn("eventName==Intro", { table: "actions" })).toEqual([1, 1, 1]);
  expect(await visitsIn("visitConvertedGoalId==2", { table: "conversions" })).toEqual([2, 5, 5]);
  expect(await visitsIn("countryCode==us", { table: "items" })).toEqual([5, 5]);
  expect(await visitsIn("countryCode==de", { table: "items" })).toEqual([]);
});

it("reads a custom dimension where each site has it", async () => {
  expect(await visitsIn("dimension1==pro", { sites: [1, 2] })).toEqual([4, 6]);
  expect(await visitsIn("dimension2==blog", { sites: [1, 2] })).toEqual([3]);
  await expect(visitsIn("dimension2==blog", { sites: [2] })).rejects.toThrow("'dimension2' is not a supported segment");
});

it("follows what the records say", async () => {
  await records.updateTable("custom_dimensions").set({ active: 0 }).where("site", "=", 2).execute();
  const later = await readers.readerFor(nobody);
  expect(await visitsIn("dimension1==pro", { sites: [1, 2], reader: later })).toEqual([4]);
});

it("hides from callers who have not signed in what tells visitors apart", async () => {
  const reader = await readers.readerFor(nobody);
  for (const segment of ["userId==x", "visitorId==0123456789abcdef", "visitIp==1.2.3.4", "visitId==1", "fingerprint==00000000000000ff"])
    await expect(visitsIn(segment, { reader })).rejects.toMatchObject({ code: "no_access" });
  expect(await visitsIn("countryCode==us", { reader })).toEqual([1, 5]);
});

it.each([
  "visitDuration>abc",
  "visitorId==abc",
  "visitIp>1.2.3",
  "visitEndServerDate==2026-02-30",
  "deviceBrand==Nobody",
  "referrerType==pigeon",
  "actions==1e400",
  Array.from({ length: 12 }, () => "pageUrl=@x,countryCode==us").join(";"),
])("refuses %s", async (segment) => {
  await expect(visitsIn(segment)).rejects.toMatchObject({ code: "wrong_segment" });
  await expect(visitsIn(segment)).rejects.toThrow(UserError);
});

it("can be asked of every table", async () => {
  for (const table of tableNames) await visitsIn("pageUrl=@blog,actions>2;visitConvertedGoalName!=x", { table, sites: [1, 2] });
});

describe("rows that must meet a segment themselves", () => {
  const rowsIn = async (segment: string) => {
    const scope = { sites: [1], from: "2026-03-01", to: "2026-03-31", segment, readSegment, rowByRow: true };
    const found = await warehouse.query<{ visit: number; name: string; type: number }>(
      sql`SELECT visit, name, type FROM ${rowsOf("actions", scope)} ORDER BY visit, type, name`,
    );
    return found.map(({ visit, name, type }) => `${visit} ${type} ${name}`);
  };

  it.each<[string, readonly string[]]>([
    ["pageTitle==Home", ["1 1 Home"]],
    ["pageTitle==Home,countryCode==fr", ["1 1 Home", "4 1 ", "4 8 socks"]],
    ["pageTitle==Home;countryCode==de", []],
    // What is said of visits, of conversions, or in the negative is about the visit.
    ["countryCode==us", ["1 1 Home", "1 1 Shop & more", "1 10 "]],
    ["visitConvertedGoalId==2;actionType==pageviews", ["2 1 home"]],
    ["pageTitle!=Home;countryCode==us", []],
  ])("%s", async (segment, rows) => expect(await rowsIn(segment)).toEqual(rows));
});
