import { describe, expect, it } from "vitest";
import { tableNames } from "../catalog/tables.ts";
import { print, sql } from "../db/sql.ts";
import { rowsOf, type Scope } from "./source.ts";

const scope: Scope = { sites: [1, 2], from: "2026-03-01", to: "2026-03-31", segment: "", readSegment: undefined };

describe.each(tableNames)("rows of %s", (table) => {
  it("are those of the sites and days only, values as parameters", () => {
    const { text, params } = print(rowsOf(table, scope, sql`goal = ${"7' OR 1"} OR 1`));
    expect(text).toContain(` WHERE (\`${table}\`.\`site\` IN {p0:Array(UInt32)}) AND `);
    expect(text).toMatch(/ AND \(`\w+`\.`day` BETWEEN \{p\d:String\} AND \{p\d:String\}\) AND \(goal = \{p\d:String\} OR 1\)\)$/);
    expect(Object.values(params)).toEqual(expect.arrayContaining([[1, 2], "2026-03-01", "2026-03-31", "7' OR 1"]));
  });

  it("are the last versions, where rows are written again", () => {
    expect(print(rowsOf(table, scope)).text.includes(" FINAL ")).toBe(table !== "actions");
  });

  it("are narrowed by the segment, which is read for this table", () => {
    const readSegment = (text: string, of: string) => sql`${text} = ${of}`;
    expect(Object.values(print(rowsOf(table, { ...scope, segment: "a==b", readSegment })).params).slice(-2)).toEqual(["a==b", table]);
  });
});
