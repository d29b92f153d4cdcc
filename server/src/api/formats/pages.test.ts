import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import type { Row, Table } from "../../catalog/table.ts";
import type { PrintContext } from "./format.ts";
import { findFormat } from "./index.ts";
import { printAnswer } from "./pages.ts";

const context: PrintContext = {
  method: "UserId.getUsers",
  titleOf: (column) => column,
  titled: false,
  language: undefined,
  wide: false,
  fileName: "users",
  callback: undefined,
  baseUrl: "https://stats.example.org/",
  now: 0,
};

const rows: readonly Row[] = ["ann", "b]o<tbody>\nb", 'c"\n</result>', "d[1]", "é,;"].map((label, index) => ({
  columns: { label, nb_visits: 9 - index },
  metadata: { segment: `userId==${label}` },
}));

async function* pages(...given: readonly (readonly Row[])[]): AsyncIterable<readonly Row[]> {
  yield* given;
}

async function textOf(name: string, table: Table, more: Partial<PrintContext>): Promise<string> {
  const { body } = printAnswer(findFormat(name), table, { ...context, ...more });
  return (typeof body === "string" || Buffer.isBuffer(body) ? Buffer.from(body) : await buffer(Readable.from(body))).toString("hex");
}

describe("a table of pages", () => {
  it.each<[string, Partial<PrintContext>]>([
    ["json", {}],
    ["json", { callback: "show" }],
    ["xml", {}],
    ["csv", {}],
    ["csv", { wide: true }],
    ["tsv", { wide: true }],
    ["html", {}],
  ])("is printed as %s like a table of all rows, %j", async (name, more) => {
    const whole = await textOf(name, { kind: "table", rows }, more);
    const following = pages(rows.slice(2, 3), [], rows.slice(3));
    expect(await textOf(name, { kind: "table", rows: rows.slice(0, 2), following }, more)).toBe(whole);
    expect(printAnswer(findFormat(name), { kind: "table", rows, following: pages() }, { ...context, ...more })).toMatchObject({
      type: findFormat(name).print({ kind: "table", rows }, { ...context, ...more }).type,
    });
  });

  it("breaks off where a page has other columns, rather than to put values below the wrong ones", async () => {
    const following = pages([{ columns: { nb_visits: 1, label: "z" } }]);
    await expect(textOf("csv", { kind: "table", rows, following }, {})).rejects.toThrow("other columns");
  });
});
