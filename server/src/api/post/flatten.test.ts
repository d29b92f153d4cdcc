import { expect, it } from "vitest";
import type { Query } from "../../catalog/query.ts";
import { byValue, type Report, report } from "../../catalog/report.ts";
import type { Row, Table } from "../../catalog/table.ts";
import { flatten } from "./flatten.ts";

const named = (flat: NonNullable<Report["flat"]>) =>
  report({ method: "Fake.get", name: "", docs: "", rows: byValue({ id: "x", name: "x" }), metrics: [], flat });
const engines = named({ separator: " - ", dimensions: ["Engine", "Keyword"] });
const pages = named({ separator: "/", dimensions: ["Page"] });

function row(label: string, visits: number, more: Partial<Row> = {}): Row {
  return { columns: { label, nb_visits: visits }, ...more };
}

function below(...rows: readonly Row[]): Pick<Row, "subtable"> {
  return { subtable: { id: 1, table: { kind: "table", rows } } };
}

function flat(of: Report, rows: readonly Row[], params: Record<string, string> = {}): readonly Row[] {
  const table: Table = { kind: "table", rows };
  return flatten(table, { report: of, query: { flat: true } as Query, params }).rows;
}

it("joins labels, by visits, and tells what is told above", () => {
  const rows = flat(engines, [
    row("Google", 3, { metadata: { url: "g", logo: "g.png" }, ...below(row("shoes", 1, { metadata: { url: "s" } }), row("boots", 2)) }),
    row("Bing", 4),
  ]);
  expect(rows).toEqual([
    { columns: { label: "Bing", nb_visits: 4 }, metadata: { Engine: "Bing" } },
    { columns: { label: "Google - boots", nb_visits: 2 }, metadata: { url: "g", logo: "g.png", Engine: "Google", Keyword: "boots" } },
    { columns: { label: "Google - shoes", nb_visits: 1 }, metadata: { url: "s", logo: "g.png", Engine: "Google", Keyword: "shoes" } },
  ]);
});

it("keeps rows with others below them where asked, and joins what stands for them", () => {
  const rows = flat(engines, [row("Not defined", 3, { part: "", ...below(row("Google", 2)) })], { include_aggregate_rows: "1" });
  expect(rows).toEqual([
    { columns: { label: "Not defined", nb_visits: 3 }, metadata: { Engine: "", is_aggregate: 1 } },
    { columns: { label: " - Google", nb_visits: 2 }, metadata: { Engine: "", Keyword: "Google", is_aggregate: 0 } },
  ]);
});

it("joins levels of one dimension under its name, without doubling slashes", () => {
  const [leaf] = flat(pages, [row("shop", 2, below(row("shoes", 2, below(row("/index", 2)))))]);
  expect(leaf).toEqual({ columns: { label: "shop/shoes/index", nb_visits: 2 }, metadata: { Page: "shop/shoes/index" } });
});

it("leaves out tables where the report has no levels to join", () => {
  const { flat: _, ...plain } = engines;
  expect(flat(plain, [row("Search", 1, { subtable: { id: 2 } })])).toEqual([row("Search", 1)]);
});
