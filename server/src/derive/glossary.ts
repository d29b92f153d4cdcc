import { textOrder } from "../base/text-order.ts";
import type { Cells } from "../catalog/table.ts";

/** Reports by name, out of what is told of each; those that nothing explains are left out. */
export function glossaryOfReports(reports: readonly Cells[]): readonly Cells[] {
  return reports
    .filter(({ documentation }) => documentation !== undefined)
    .map(
      ({ name, category, documentation, onlineGuideUrl }): Cells => ({
        name: `${name} (${category})`,
        documentation: documentation ?? "",
        ...(onlineGuideUrl !== undefined && { onlineGuideUrl }),
      }),
    )
    .toSorted((one, other) => textOrder(String(one.name), String(other.name)));
}

/** NOTE matomo: actions of all kinds go by one name, whatever reports call them. */
const plainNames: Readonly<Record<string, string>> = { nb_hits: "Actions" };

/** Figures by name. One that means something else in another report is told of once more, with the category it belongs to. */
export function glossaryOfFigures(reports: readonly Cells[]): readonly Cells[] {
  const found = new Map<string, Cells>();
  for (const { metrics, processedMetrics, metricsDocumentation, category } of reports) {
    const names = { ...(processedMetrics as Cells | undefined), ...(metrics as Cells | undefined) };
    for (const [id, documentation] of Object.entries((metricsDocumentation ?? {}) as Cells)) {
      const name = names[id];
      if (name === undefined) continue;
      const differs = found.has(id) && found.get(id)?.documentation !== documentation;
      // NOTE matomo: what actions are called differs from report to report; once is enough.
      if (differs && id === "nb_hits") continue;
      if (found.has(id) && !differs) continue;
      const told = differs ? `${name} (${category})` : String(plainNames[id] ?? name);
      found.set(differs ? told : id, { name: told, id, documentation });
    }
  }
  return [...found.values()].toSorted(
    (one, other) => textOrder(String(one.name), String(other.name)) || textOrder(String(one.id), String(other.id)),
  );
}
