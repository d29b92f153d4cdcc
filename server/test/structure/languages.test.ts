import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { categories } from "../../src/catalog/categories.ts";
import { catalogOf } from "../../src/catalog/module.ts";
import type { Report } from "../../src/catalog/report.ts";
import { modules } from "../../src/modules/index.ts";

const { reports } = catalogOf(modules);

/** Names that lists of reports tell of; figures that are named by their ids only are no names. */
function namesOf({ name, place = ["", "", 0], metrics, processed = [], listing = {}, rows }: Report): readonly string[] {
  const variants = listing.each?.({ ecommerce: true, goals: [], customDimensions: [] }) ?? [];
  return [
    ...[name, place[0], place[1], listing.dimension ?? ""],
    ...[...metrics, ...processed].filter(({ hidden, id, name }) => !hidden && name !== id && !/_/.test(name)).map((metric) => metric.name),
    ...[listing, ...variants.map((variant) => variant.listing ?? {})].flatMap(({ names = {}, dimensions = {} }) => [
      ...Object.values(names),
      ...Object.values(dimensions),
    ]),
    ...variants.flatMap((variant) => variant.name.split(" - ")),
    ...(rows.shape === "byValue" ? [rows.dimension.name] : rows.shape === "pair" ? [rows.parent.name] : []),
  ];
}

const listed = reports.filter(({ place, listing }) => place !== undefined || listing !== undefined);
const pages = categories.flatMap(({ name, pages }) => [name, ...pages.map((page) => page.name)]);
const widgets = modules.flatMap((module) => module.widgets ?? []).map(({ name }) => name);
const names = new Set([...listed.flatMap(namesOf), ...pages, ...widgets].filter((name) => name !== ""));

it.each(["de", "es", "fr"])("%s has every name of categories, reports and figures", (language) => {
  const known = JSON.parse(readFileSync(new URL(`../../data/lang/${language}.json`, import.meta.url), "utf8")) as object;
  expect([...names].filter((name) => !(name in known))).toEqual([]);
});
