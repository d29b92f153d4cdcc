import { decodeEntities, escapeHtml } from "../../base/html.ts";
import { type Dimension, dimension } from "../../catalog/dimension.ts";
import type { Action } from "../../catalog/hit.ts";
import { actionTypes, addressText, countOf, withoutPrefix } from "../actions/dimensions.ts";

export const totalEvents = countOf(
  "totalEvents",
  "Events",
  "total_events",
  "events",
  ["event"],
  "a count: events>0 for visits with an event",
);

export const eventCategory = eventText("eventCategory", "Event Category", "Event Categories", "event_category", ({ category }) => category);

export const eventAction = eventText("eventAction", "Event Action", "Event Actions", "event_action", ({ action }) => action);

export const eventName = eventText("eventName", "Event Name", "Event Names", "event_name", ({ name }) => name);

export const eventValue = dimension({
  id: "eventValue",
  name: "Event value",
  column: { table: "actions", name: "event_value", type: "Nullable(Float64)" },
  fill: ({ hit }) => hit.action?.event?.value ?? null,
  segment: { name: "eventValue", category: "Events", type: "metric" },
});

/** Address of the page on which the event happened. */
export const eventUrl = dimension({
  id: "eventUrl",
  name: "Event URL",
  plural: "Event URLs",
  column: { table: "actions", name: "url", type: "String" },
  segment: {
    name: "eventUrl",
    suggested: addressText("url", "url_prefix"),
    category: "Events",
    accepts: "the address of the page, percent-encoded: https%3A%2F%2Fexample.com%2Fpath",
    toStored: withoutPrefix,
    exact: true,
    among: { column: "type", value: actionTypes.event },
  },
});

export const dimensions: readonly Dimension[] = [totalEvents, eventCategory, eventAction, eventName, eventValue, eventUrl];

/** Empty for actions that are no event. */
function eventText(
  id: string,
  name: string,
  plural: string,
  column: string,
  textOf: (event: NonNullable<Action["event"]>) => string,
): Dimension {
  return dimension({
    id,
    name,
    plural,
    column: { table: "actions", name: column, type: "LowCardinality(String)" },
    fill: ({ hit }) => (hit.action?.event ? textOf(hit.action.event) : ""),
    segment: { name: id, category: "Events", toStored: decodeEntities, exact: true },
    segmentValue: escapeHtml,
  });
}
