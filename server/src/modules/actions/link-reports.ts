import { text } from "../../catalog/params.ts";
import { type Report, report } from "../../catalog/report.ts";
import { leaf } from "../../catalog/tree.ts";
import { sql } from "../../db/sql.ts";
import { actionTypes } from "./action-types.ts";
import { hits, hitsFollowingSearch, timeSpent, titled, visitors, visitsWith } from "./page-metrics.ts";
import { linkPath } from "./paths.ts";
import { linkTree } from "./trees.ts";

const linkFigures = [visitsWith(sql`first_of_url`), ...visitors, hits, timeSpent, hitsFollowingSearch];
const asClicks = titled(linkFigures, { nb_visits: "Unique Clicks", nb_hits: "Clicks" });
const asDownloads = titled(linkFigures, { nb_visits: "Unique Downloads", nb_hits: "Downloads" });

const getOutlinks = report({
  method: "Actions.getOutlinks",
  name: "Outlinks",
  docs: "The links to other sites that were followed, by host.",
  place: ["Actions", "Outlinks", 8],
  listing: { dimension: "Clicked Outlink", metrics: ["nb_visits", "nb_hits"], processed: [], below: "getOutlinks" },
  comparesAlone: "leaves",
  rows: linkTree(actionTypes.outlink, { segment: "outlinkUrl" }),
  metrics: asClicks,
  flat: { separator: "/", dimensions: ["Actions_ClickedUrl"] },
});

const getDownloads = report({
  method: "Actions.getDownloads",
  name: "Downloads",
  docs: "The files that were downloaded, by host.",
  place: ["Actions", "Downloads", 9],
  listing: { dimension: "Download URL", metrics: ["nb_visits", "nb_hits"], processed: [], below: "getDownloads" },
  comparesAlone: "leaves",
  rows: linkTree(actionTypes.download, { segment: "downloadUrl" }),
  metrics: asDownloads,
  flat: { separator: "/", dimensions: ["Actions_DownloadUrl"] },
});

const getOutlink = report({
  method: "Actions.getOutlink",
  name: "Outlink",
  docs: "The figures of one link to another site, by its whole address.",
  rows: leaf(linkTree(actionTypes.outlink, {}), ({ params }) => linkPath(sql`${String(params.outlinkUrl)}`)),
  metrics: asClicks,
  params: { outlinkUrl: text() },
});

const getDownload = report({
  method: "Actions.getDownload",
  name: "Download",
  docs: "The figures of one file, by its whole address.",
  rows: leaf(linkTree(actionTypes.download, {}), ({ params }) => linkPath(sql`${String(params.downloadUrl)}`)),
  metrics: asDownloads,
  params: { downloadUrl: text() },
});

export const linkReports: readonly Report[] = [getOutlinks, getDownloads, getOutlink, getDownload];
