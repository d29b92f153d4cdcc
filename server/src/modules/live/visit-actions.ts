import { localTime, zoneOffset } from "../../base/dates.ts";
import type { Cells } from "../../catalog/table.ts";
import { customDimensionColumn } from "../custom-dimensions/dimensions.ts";
import { actionFields } from "./action-kinds.ts";
import { conversionFields } from "./conversion-kinds.ts";
import { mostActions } from "./read.ts";
import type { ActionRow, ConversionRow, ItemRow, VisitRow } from "./rows.ts";
import type { SiteFacts } from "./site-facts.ts";
import { timeSpentOnPages } from "./time-spent.ts";
import { momentText } from "./time-texts.ts";

/** All that happened in a visit, in order of time. */
export interface VisitDetails {
  readonly actions: readonly ActionRow[];
  readonly conversions: readonly ConversionRow[];
  readonly items: readonly ItemRow[];
}

/** One thing that happened, with what its place in the list follows from. */
interface Step {
  readonly time: number;
  /** Position of the action that it is, or that it came with; -1 for a conversion that the client told of. */
  readonly position: number;
  /** Conversions come after the action that they came with: carts, orders and then goals by their number. */
  readonly rank: number;
  readonly row: ActionRow | ConversionRow;
  readonly fields: Cells;
}

/** The list of what happened, as the log tells it, and how much of it was left out. */
export function actionDetails(visit: VisitRow, details: VisitDetails, site: SiteFacts): Cells {
  const steps = [...actionSteps(visit, details, site), ...conversionSteps(details, site)].sort(
    (one, other) => one.time - other.time || one.position - other.position || one.rank - other.rank,
  );
  const all = steps.length - details.actions.length + (details.actions[0]?.actions_of_visit ?? 0);
  return {
    actionDetails: steps
      .slice(0, mostActions)
      .map(({ fields, time, row }) => Object.assign({}, fields, momentFields(time, site), dimensionFields(row, site))),
    ...(all > mostActions ? { truncatedActionsCount: all - mostActions } : {}),
  };
}

function actionSteps(visit: VisitRow, { actions }: VisitDetails, site: SiteFacts): readonly Step[] {
  const spent = timeSpentOnPages(actions, visit);
  return actions.map((row) => {
    const { time, position } = row;
    return { time, position, rank: -2, row, fields: actionFields(row, spent.get(position) ?? 0, site) };
  });
}

function conversionSteps({ actions, conversions, items }: VisitDetails, site: SiteFacts): readonly Step[] {
  const pageviews = new Map(actions.map(({ position, pageview_id }) => [position, pageview_id]));
  return conversions.map((row) => {
    const pageview = row.action === null ? null : (pageviews.get(row.action) ?? null);
    return { time: row.time, position: row.action ?? -1, rank: row.goal, row, fields: conversionFields(row, items, pageview, site) };
  });
}

/** NOTE matomo: the timestamp of an action counts as if the site's own clock were in UTC; those of visits do not. */
function momentFields(time: number, { timezone }: SiteFacts): Cells {
  return { serverTimePretty: momentText(localTime(time, timezone)), timestamp: time + zoneOffset(timezone, time * 1000) * 60 };
}

/** The site's custom dimensions of actions; conversions have none, and yet are told to. */
function dimensionFields(row: ActionRow | ConversionRow, { customDimensions }: SiteFacts): Cells {
  const own = customDimensions.filter(({ scope }) => scope === "action");
  const isAction = "pageview_id" in row;
  return Object.fromEntries(
    own.map(({ id, index }) => [`dimension${id}`, (isAction ? row[customDimensionColumn("action", index).name] : null) ?? null] as const),
  );
}
