import type { Dimension } from "../../catalog/dimension.ts";
import type { Query } from "../../catalog/query.ts";
import { below, custom, type PairShape, pair, type Report, type ReportContext, report, type Shown } from "../../catalog/report.ts";
import type { Answer, Row, Table } from "../../catalog/table.ts";
import { sql } from "../../db/sql.ts";
import { mapTables } from "../../reporting/answers.ts";
import { runReport } from "../../reporting/run.ts";
import { segmentForValue } from "../../reporting/segment-text.ts";
import { actionTypes } from "../actions/dimensions.ts";
import { contentName, contentPiece } from "./dimensions.ts";
import { contentFigures } from "./metrics.ts";

/** Contents by their names or pieces, and below those by the other. */
function contentReport(
  declaration: Pick<Report, "method" | "name" | "docs" | "place" | "listing">,
  parent: Dimension,
  child: Dimension,
): Report {
  const label = (label: string): Shown => ({ label });
  const shape = pair(parent, child, {
    among: sql`type = ${actionTypes.content}`,
    skipEmpty: true,
    show: (value) => shown(parent, value),
    showBelow: label,
  });
  const dimension = `Contents_${parent.id.charAt(0).toUpperCase()}${parent.id.slice(1)}`;
  return report({
    ...declaration,
    comparesAlone: "rows",
    rows: custom((query, context) => runContents({ ...declaration, metrics: contentFigures }, shape, query, context)),
    metrics: contentFigures,
    flat: { separator: " - ", dimensions: [dimension] },
  });
}

/**
 * NOTE matomo: what was never shown is left out whatever was done with it; rows never stand in place below others, and the same
 * method answers the table below a row.
 */
async function runContents(declared: Omit<Report, "rows">, shape: PairShape, query: Query, context: ReportContext): Promise<Answer> {
  const rows = query.subtable === undefined ? shape : below(shape);
  const { expand: _, ...oneLevel } = query;
  const answer = await runReport({ ...declared, rows }, query.flat || query.path ? query : oneLevel, context);
  return mapTables(answer, onlyShown);
}

function onlyShown(table: Table): Table {
  const isShown = ({ columns }: Row) => Number(columns.nb_impressions) > 0;
  const below = ({ subtable, ...row }: Row): Row =>
    subtable?.table ? { ...row, subtable: { ...subtable, table: onlyShown(subtable.table) } } : subtable ? { ...row, subtable } : row;
  return { ...table, rows: table.rows.filter(isShown).map(below) };
}

/** Only pieces can be missing. */
function shown(dimension: Dimension, value: string): Shown {
  if (value === "") return { label: `${dimension.name} not defined` };
  const segment = segmentForValue(dimension, value);
  return { label: value, ...(segment !== undefined && { metadata: { segment } }) };
}

export const reports: readonly Report[] = [
  contentReport(
    {
      method: "Contents.getContentNames",
      name: "Content Name",
      docs: "Contents that pages showed, by their names.",
      place: ["Actions", "Contents", 35],
      listing: {
        dimension: "Content Name",
        metrics: ["nb_impressions", "nb_interactions"],
        processed: ["interaction_rate"],
        below: "getContentNames",
        guide: true,
      },
    },
    contentName,
    contentPiece,
  ),
  contentReport(
    {
      method: "Contents.getContentPieces",
      name: "Content Piece",
      docs: "Contents that pages showed, by what was shown.",
      place: ["Actions", "Contents", 36],
      listing: {
        dimension: "Content Piece",
        metrics: ["nb_impressions", "nb_interactions"],
        processed: ["interaction_rate"],
        below: "getContentPieces",
        guide: true,
      },
    },
    contentPiece,
    contentName,
  ),
];
