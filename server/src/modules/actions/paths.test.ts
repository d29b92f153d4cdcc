import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestWarehouse } from "../../../test/fixtures/warehouse.ts";
import { type Sql, sql, typed } from "../../db/sql.ts";
import type { Warehouse } from "../../db/warehouse.ts";
import { linkPath, pagePath } from "./paths.ts";

let warehouse: Warehouse;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ warehouse, remove } = await openTestWarehouse([]));
});
afterAll(() => remove());

/** The labels on the way to many stored texts, asked for at once. */
async function pathsOf(path: (stored: Sql) => Sql, stored: readonly string[]): Promise<readonly (readonly string[])[]> {
  const rows = await warehouse.query<{ path: string }>(
    sql`SELECT ${path(sql`url`)} AS path FROM (SELECT arrayJoin(${typed("Array(String)", stored)}) AS url)`,
  );
  return rows.map((row) => row.path.split("\n"));
}

describe("pages", () => {
  it.each([
    ["example.com", ["/index"]],
    ["example.com/", ["/index"]],
    ["example.com/about", ["/about"]],
    ["example.com/blog/", ["blog", "/index"]],
    ["example.com/blog/2026/how-to.html", ["blog", "2026", "/how-to.html"]],
    ["example.com//double///slash", ["double", "/slash"]],
    ["example.com/a?b=/c", ["a?b=", "/c"]],
    ["example.com/?keep=2", ["/?keep=2"]],
    ["example.com/a#top", ["/a#top"]],
    ["example.com/a/#", ["a", "/index"]],
    ["example.com/ a / b ", ["a", "/b"]],
    ["example.com/it's", ["/it's"]],
    ["example.com/1/2/3/4/5/6/7/8/9/10/11", ["1", "2", "3", "4", "5", "6", "7", "8", "9", "/10/11"]],
    ["example.com/?", ["/?"]],
    ["example.com#top", ["/index"]],
    ["/no/host", ["no", "/host"]],
    ["", ["Page URL not defined"]],
  ])("%j stands at %j", async (stored, path) => {
    expect(await pathsOf(pagePath, [stored])).toEqual([path]);
  });

  it("always have a leaf that no folder can be taken for", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.webUrl(), { minLength: 50, maxLength: 200 }), async (urls) => {
        for (const path of await pathsOf(
          pagePath,
          urls.map((url) => url.replace("://", "").slice(4)),
        )) {
          expect(path.at(-1)).toMatch(/^\//);
          for (const folder of path.slice(0, -1)) expect(folder).toMatch(/^[^/]/);
        }
      }),
      { numRuns: 3 },
    );
  });
});

it.each([
  ["https://partner.example.org/deal", ["partner.example.org", "/deal"]],
  ["HTTP://maps.example.com", ["maps.example.com", "/"]],
  ["https://social.example.net/share#x", ["social.example.net", "/share#x"]],
  ["https://files.example.com/a/b.pdf?v=2", ["files.example.com", "/a/b.pdf?v=2"]],
  ["mailto:ann@example.com", ["/mailto:ann@example.com"]],
])("the link %j stands at %j", async (stored, path) => {
  expect(await pathsOf(linkPath, [stored])).toEqual([path]);
});
