import { readFileSync } from "node:fs";
import type { Cells } from "../../catalog/table.ts";

/** How the parts of a dashboard stand: side by side in columns, as clients of Matomo keep it. */
export interface Layout {
  /** Widths of the columns in percent, such as `33-33-33`. */
  readonly config: { readonly layout: string };
  readonly columns: readonly (readonly Widget[])[];
}

interface Widget {
  readonly uniqueId: string;
  readonly parameters: { readonly module: string; readonly action: string };
  readonly isHidden: boolean;
}

interface DefaultDashboard {
  readonly layout: string;
  /** Methods of reports. */
  readonly columns: readonly (readonly string[])[];
}

const facts: DefaultDashboard = JSON.parse(readFileSync(new URL("../../../data/default-dashboard.json", import.meta.url), "utf8"));

/** What a dashboard shows until somebody changes it. */
export const defaultLayout: Layout = {
  config: { layout: facts.layout },
  columns: facts.columns.map((column) => column.map(widgetOf)),
};

export const emptyLayout: Layout = { config: { layout: facts.layout }, columns: facts.columns.map(() => []) };

function widgetOf(method: string): Widget {
  const [module = "", action = ""] = method.split(".");
  return { uniqueId: `widget${module}${action}`, parameters: { module, action }, isHidden: false };
}

/** The parts that are shown, as clients see them: column by column. */
export function widgetsOnWire({ columns }: Layout): readonly Cells[] {
  return columns
    .flat()
    .filter(({ isHidden }) => !isHidden)
    .map(({ parameters: { module, action } }) => ({ module, action }));
}
