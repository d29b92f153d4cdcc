import type { Dimension } from "../../catalog/dimension.ts";
import type { Metric } from "../../catalog/metric.ts";
import { oneOf } from "../../catalog/params.ts";
import type { Query } from "../../catalog/query.ts";
import { below, custom, type PairShape, pair, type Report, report, type Shown } from "../../catalog/report.ts";
import { sql } from "../../db/sql.ts";
import { runReport } from "../../reporting/run.ts";
import { segmentForValue } from "../../reporting/segment-text.ts";
import { actionTypes } from "../actions/dimensions.ts";
import { eventAction, eventCategory, eventName } from "./dimensions.ts";
import { averageValue, eventFigures } from "./metrics.ts";

const isEvent = sql`type = ${actionTypes.event}`;

/** Events by one of their texts, and below that by another. */
function eventPair(parent: Dimension, child: Dimension): PairShape {
  return pair(parent, child, {
    among: isEvent,
    skipEmpty: true,
    show: (value) => shown(parent, value),
    showBelow: (value) => shown(child, value),
    showFlat: { parent: (value) => ({ label: shown(parent, value).label }), child: (label) => ({ label }) },
  });
}

/** Only names can be missing. */
function shown(dimension: Dimension, value: string): Shown {
  if (value === "") return { label: `${dimension.name} not defined` };
  const segment = segmentForValue(dimension, value);
  return { label: value, ...(segment !== undefined && { metadata: { segment } }) };
}

const pairs = {
  categoryAction: eventPair(eventCategory, eventAction),
  categoryName: eventPair(eventCategory, eventName),
  actionName: eventPair(eventAction, eventName),
  actionCategory: eventPair(eventAction, eventCategory),
  nameAction: eventPair(eventName, eventAction),
  nameCategory: eventPair(eventName, eventCategory),
};

const metrics: readonly Metric[] = [...eventFigures, averageValue];

/** A report of the first level. `second` are the shapes by what stands below, that of the first name where the request says none. */
function topReport<const Second extends Readonly<Record<string, PairShape>>>(
  declaration: Pick<Report, "method" | "name" | "docs" | "place" | "listing">,
  second: Second,
): Report {
  const names = Object.keys(second);
  const [usual = ""] = names;
  const shapeFor = ({ secondaryDimension }: Query["params"]) => second[String(secondaryDimension)] ?? second[usual]!;
  return report({
    ...declaration,
    comparesAlone: "rows",
    metrics,
    flat: (params) => ({ separator: " - ", dimensions: [shapeFor(params).parent, shapeFor(params).child].map(flatName) }),
    rows: custom((query, context) => runReport({ ...declaration, metrics, rows: shapeFor(query.params) }, query, context)),
    params: { secondaryDimension: oneOf(...names).or(usual) },
  });
}

function flatName({ id }: Dimension): string {
  return `Events_${id.charAt(0).toUpperCase()}${id.slice(1)}`;
}

function reportBelow(action: string, shape: PairShape, figures: readonly Metric[] = metrics): Report {
  return report({
    method: `Events.${action}`,
    name: shape.child.plural ?? shape.child.name,
    place: ["Actions", "Events", 71],
    listing: { dimension: shape.child.name, processed: ["avg_event_value"], isBelow: true, guide: true, unexplained: true },
    docs: `${shape.child.plural} of the events of one ${shape.parent.name.toLowerCase()}.`,
    comparesAlone: "rows",
    rows: below(shape),
    metrics: figures,
  });
}

/** What all lists of events tell. */
const listed = {
  metrics: ["nb_events", "sum_event_value", "min_event_value", "max_event_value", "nb_events_with_value"],
  processed: ["avg_event_value"],
  guide: true,
} as const;

export const reports: readonly Report[] = [
  topReport(
    {
      method: "Events.getCategory",
      name: "Event Categories",
      docs: "Events that pages reported, by their categories.",
      place: ["Actions", "Events", 70],
      listing: {
        dimension: "Event Category",
        ...listed,
        dimensions: { Events_EventCategory: "Event Category", Events_EventAction: "Event Action" },
        below: "getActionFromCategoryId",
      },
    },
    { eventAction: pairs.categoryAction, eventName: pairs.categoryName },
  ),
  topReport(
    {
      method: "Events.getAction",
      name: "Event Actions",
      docs: "Events that pages reported, by what happened.",
      place: ["Actions", "Events", 71],
      listing: {
        dimension: "Event Action",
        ...listed,
        dimensions: { Events_EventAction: "Event Action", Events_EventName: "Event Name" },
        below: "getNameFromActionId",
      },
    },
    { eventName: pairs.actionName, eventCategory: pairs.actionCategory },
  ),
  topReport(
    {
      method: "Events.getName",
      name: "Event Names",
      docs: "Events that pages reported, by their names.",
      place: ["Actions", "Events", 72],
      listing: {
        dimension: "Event Name",
        ...listed,
        dimensions: { Events_EventName: "Event Name", Events_EventAction: "Event Action" },
        below: "getActionFromNameId",
      },
    },
    { eventAction: pairs.nameAction, eventCategory: pairs.nameCategory },
  ),
  reportBelow("getActionFromCategoryId", pairs.categoryAction),
  reportBelow("getActionFromNameId", pairs.nameAction),
  reportBelow("getCategoryFromActionId", pairs.actionCategory),
  reportBelow("getCategoryFromNameId", pairs.nameCategory),
  reportBelow("getNameFromActionId", pairs.actionName),
  // NOTE matomo: this one alone tells no average.
  reportBelow("getNameFromCategoryId", pairs.categoryName, eventFigures),
];
