import { type Method, method } from "../../catalog/method.ts";
import { site } from "../../catalog/params.ts";
import type { Report } from "../../catalog/report.ts";
import type { Widget } from "../../catalog/widget.ts";
import { listReports } from "../../derive/report-lists.ts";
import { pageMetadata, widgetMetadata } from "../../derive/widgets.ts";
import { noDates } from "./metadata-methods.ts";

/** What dashboards can show, and on which pages; `widgets` are those that are no report. */
export function widgetMethods(reports: readonly Report[], widgets: readonly Widget[]): readonly Method[] {
  const listing = (action: string, docs: string, tell: typeof widgetMetadata) =>
    method({
      method: `API.${action}`,
      docs,
      access: { role: "view", site: "idSite" },
      params: { idSite: site() },
      run: async ({ params, inquiry, ...context }) => {
        const list = await listReports(reports, { ...noDates, site: params.idSite }, { ...context, ...(inquiry && { inquiry }) });
        return tell(list.reports, widgets, list.say);
      },
    });
  return [
    listing("getWidgetMetadata", "Lists what a dashboard can show of a website.", widgetMetadata),
    listing("getReportPagesMetadata", "Lists the pages of reports of a website, with what stands on each.", pageMetadata),
  ];
}
