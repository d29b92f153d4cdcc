import { describe, expect, it } from "vitest";
import { filterData } from "./data.ts";

const list = [
  { id: 1, name: "one" },
  { id: 2, name: "two" },
  { id: 3, name: "three" },
];

describe("filterData", () => {
  it.each([
    [{}, list],
    [{ filter_limit: "-1" }, list],
    [{ filter_limit: "2" }, list.slice(0, 2)],
    [{ filter_offset: "1" }, list.slice(1)],
    [{ filter_limit: "1", filter_offset: "1" }, list.slice(1, 2)],
    [{ filter_pattern: "^T", filter_column: "name" }, list.slice(1)],
    [{ filter_pattern: "^T" }, list],
    [{ hideColumns: "name" }, [{ id: 1 }, { id: 2 }, { id: 3 }]],
    [{ showColumns: "name", filter_limit: "1" }, [{ name: "one" }]],
  ])("%j", (params, shown) => expect(filterData(list, params)).toEqual(shown));

  it("leaves what is no list", () => {
    expect(filterData({ a: [1, 2, 3] }, { filter_limit: "1" })).toEqual({ a: [1, 2, 3] });
    expect(filterData("text", { filter_limit: "1" })).toBe("text");
  });
});
