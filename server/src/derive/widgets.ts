import { categories, categoryNamed, type Page, pageNamed } from "../catalog/categories.ts";
import type { Cells } from "../catalog/table.ts";
import type { Widget } from "../catalog/widget.ts";
import { actionOf, dimensionNameOf, type ListedReport, moduleOf } from "./listed-report.ts";

type Say = (english: string) => string;

/** What a dashboard can show, and where. */
interface Shown {
  readonly name: string;
  readonly category: string;
  /** None for what stands in a category and on no page of it. */
  readonly page: Page | undefined;
  readonly order: number;
  readonly module: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly isWide: boolean;
  /** How a report is drawn; undefined for what is no report. */
  readonly view?: string;
}

/** All that dashboards can show, as they are told of it, by category, page and name. */
export function widgetMetadata(reports: readonly ListedReport[], others: readonly Widget[], say: Say): readonly Cells[] {
  return allShown(reports, others)
    .toSorted((one, other) => byPlace(one, other) || (uniqueIdOf(one) < uniqueIdOf(other) ? -1 : 1))
    .map((shown) => ({ ...widgetCells(shown, say), ...placeCells(shown, say) }));
}

/** Page by page, what stands on it. */
export function pageMetadata(reports: readonly ListedReport[], others: readonly Widget[], say: Say): readonly Cells[] {
  const shown = allShown(reports, others)
    .filter(({ page }) => page !== undefined)
    .toSorted((one, other) => byPlace(one, other) || one.order - other.order);
  const ids = [...new Set(shown.map(pageIdOf))];
  return ids.map((uniqueId) => {
    const own = shown.filter((each) => pageIdOf(each) === uniqueId);
    return { uniqueId, ...placeCells(own[0]!, say), widgets: own.map((each) => widgetCells(each, say)) };
  });
}

function allShown(reports: readonly ListedReport[], others: readonly Widget[]): readonly Shown[] {
  const known = new Set(categories.map(({ name }) => name));
  return [
    ...reports.filter(({ category, listing }) => known.has(category) && !listing.isBelow && !listing.hidden).flatMap(shownOf),
    ...others.map(otherShown),
  ];
}

/** A report of rows is one table; one of a single row is drawn over time, and as a line for each figure. */
function shownOf(listed: ListedReport): readonly Shown[] {
  const { report, name, category, order, parameters = {} } = listed;
  const base = { name, category, page: pageOf(listed), order, module: moduleOf(report) };
  const action = actionOf(report);
  if (dimensionNameOf(listed) !== undefined) return [{ ...base, action, parameters, isWide: false, view: "table" }];
  const drawn = (view: string) => ({ parameters: { ...parameters, forceView: "1", viewDataTable: view }, view });
  return [
    { ...base, action: "getEvolutionGraph", isWide: true, ...drawn("graphEvolution") },
    { ...base, action, isWide: false, ...drawn("sparklines") },
  ];
}

function otherShown({ place: [category, page, order], wide = false, ...widget }: Widget): Shown {
  return { ...widget, category, page: pageNamed(category, page), order, parameters: {}, isWide: wide };
}

/** What stands on no page of its own is shown in its category's overview, where there is one. */
function pageOf({ category, subcategory, page, order }: ListedReport): Page | undefined {
  if (page) return { ...page, order: pageNamed(category, subcategory || page.name).order + order };
  const name = subcategory === "" ? "Overview" : subcategory;
  return categoryNamed(category).pages.find((each) => each.name === name);
}

function byPlace(one: Shown, other: Shown): number {
  return categoryNamed(one.category).order - categoryNamed(other.category).order || (one.page?.order ?? 0) - (other.page?.order ?? 0);
}

function pageIdOf({ category, page }: Shown): string {
  return `${categoryNamed(category).id}.${page?.id}`;
}

function placeCells({ category, page }: Shown, say: Say): Cells {
  const { id, name, order, icon = "" } = categoryNamed(category);
  return {
    category: { id, name: say(name), order, icon, help: "", widget: null },
    subcategory: page ? { id: page.id, name: say(page.name), order: page.order, help: "" } : null,
  };
}

function widgetCells(shown: Shown, say: Say): Cells {
  const { name, module, action, order, parameters, isWide, view } = shown;
  return {
    name: say(name),
    module,
    action,
    order,
    parameters: { ...parameters, module, action },
    uniqueId: uniqueIdOf(shown),
    isWide,
    ...(view !== undefined && { viewDataTable: view, isReport: true }),
  };
}

/** NOTE matomo: a name made of all that tells it apart, as dashboards store it. */
function uniqueIdOf({ module, action, parameters }: Shown): string {
  return ["widget", module, action, ...Object.entries(parameters).flat()].join("");
}
