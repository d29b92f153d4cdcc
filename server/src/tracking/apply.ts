import { createHash } from "node:crypto";
import { localTime } from "../base/dates.ts";
import type { Dimension, Moment } from "../catalog/dimension.ts";
import type { Action, Hit } from "../catalog/hit.ts";
import type { ActionRow, ConversionRow, ItemRow, Visit } from "../catalog/visit.ts";
import type { Attribution } from "./attribution.ts";
import { convert } from "./conversions.ts";
import { meetPage, metPagesAt } from "./met-pages.ts";
import { recognise } from "./recognise.ts";
import { type OpenVisit, openVisit, seenName, seenUrl, type VisitStore } from "./visit-store.ts";

/** What a hit led to, beside the visit in the store. */
export interface Applied {
  readonly actions: ActionRow[];
  readonly conversions: ConversionRow[];
  readonly items: ItemRow[];
  /** Visits of which something came to be known that belongs on conversions they had before. */
  readonly restated: Set<OpenVisit>;
}

/** The catalogue's dimensions as tracking goes through them. */
export interface TrackedDimensions {
  readonly visits: readonly Dimension[];
  readonly actions: readonly Dimension[];
  readonly onConversions: readonly Dimension[];
  /** Columns of which a cart keeps the value that it began with. */
  readonly keptInCart: readonly string[];
  /** Columns of conversions that change with the visit. */
  readonly currentOnConversions: readonly string[];
  /** Rows with all their columns and no values, from which rows are made. */
  readonly visitShape: RowShape;
  readonly actionShape: RowShape;
}

type RowShape = Readonly<Record<string, undefined>>;

export function trackedDimensions(dimensions: readonly Dimension[]): TrackedDimensions {
  const written = dimensions.filter(({ column }) => column && !column.computed);
  const visits = written.filter(({ column }) => column?.table === "visits");
  const actions = written.filter(({ column }) => column?.table === "actions");
  return {
    visits,
    actions,
    visitShape: shapeOf(visits),
    actionShape: shapeOf(actions),
    onConversions: written.filter(({ column, onConversions }) => column?.table === "visits" && onConversions),
    keptInCart: dimensions.flatMap(({ column, keptInCart }) => (column && keptInCart ? [column.name] : [])),
    currentOnConversions: visits.flatMap(({ column, onConversions }) => (column && onConversions === "current" ? [column.name] : [])),
  };
}

/**
 * Read from JSON, an object has the engine's fast form however many properties it has, and its copies keep it; rows that grew column by
 * column would lose it, and copying a visit, as each hit does, would take fifty times as long.
 */
function shapeOf(dimensions: readonly Dimension[]): RowShape {
  const shape = JSON.parse(JSON.stringify(Object.fromEntries(dimensions.map(({ column }) => [column!.name, null])))) as Record<
    string,
    undefined
  >;
  for (const name of Object.keys(shape)) shape[name] = undefined;
  return shape;
}

export interface ApplyParts {
  readonly store: VisitStore;
  readonly dimensions: TrackedDimensions;
  readonly attribute: (moment: Moment) => Attribution;
  /** Whether the site has had this order before. */
  readonly isKnownOrder: (site: number, order: string) => boolean;
}

/** Why a hit that is in order changes nothing. */
export type WithoutEffect = "heartbeat-without-visit";

/**
 * Applies one hit: recognises the visitor, begins or continues the visit, and appends what happened to `into`; tells where it changes
 * nothing. Hits must come in the order of their positions, and the store must have been prepared for them.
 */
export function apply(hit: Hit, parts: ApplyParts, into: Applied): WithoutEffect | undefined {
  const { store, dimensions } = parts;
  const { known, continues } = recognise(hit, store);
  const goesOn = known !== undefined && continues && !forcesNewVisit(hit, known.visit, dimensions);
  // A heartbeat keeps a visit alive; it never begins one.
  if (!goesOn && hit.isPing) return "heartbeat-without-visit";

  const open = goesOn ? known : begin(hit, known?.visit, dimensions);
  const before = goesOn ? { ...open.visit } : undefined;
  const moment: Moment = { hit, visit: open.visit, before, previous: goesOn ? undefined : known?.visit };
  const visitorBefore = open.visit.visitor;

  if (goesOn) continueVisit(moment, dimensions);
  else fill(moment, dimensions.visits, open.visit);
  if (hit.action && !hit.isPing) recordAction(hit.action, moment, open, dimensions, into);
  if (isNewsForConversions(moment, open, dimensions)) into.restated.add(open);
  if (!hit.isPing) recordConversions(moment, open, parts, into);

  if (goesOn) store.changed(open, visitorBefore);
  else store.add(open);
  return undefined;
}

function forcesNewVisit(hit: Hit, visit: Visit, dimensions: TrackedDimensions): boolean {
  const moment: Moment = { hit, visit, before: visit, previous: undefined };
  return dimensions.visits.some((dimension) => dimension.beginsVisit?.(moment));
}

function begin(hit: Hit, last: Visit | undefined, { visitShape }: TrackedDimensions): OpenVisit {
  const visit = {
    ...visitShape,
    site: hit.site.id,
    start_day: hit.day,
    visit: hit.position,
    position: hit.position,
    day: hit.day,
    visitor: last?.visitor ?? (hit.visitorId || newVisitorId(hit)),
    fingerprint: hit.fingerprint,
    first_time: hit.time,
    last_time: hit.time,
  } as Visit;
  return openVisit(visit);
}

/** The same for the same hit, so that a replay makes the same visitor. */
function newVisitorId(hit: Hit): string {
  return createHash("sha256").update(`${hit.position} ${hit.fingerprint}`).digest("hex").slice(0, 16);
}

function continueVisit(moment: Moment, dimensions: TrackedDimensions): void {
  const { hit, visit } = moment;
  visit.position = hit.position;
  if (hit.visitorId !== "") visit.visitor = hit.visitorId;
  // Hits out of order never move a visit's end back.
  if (!hit.isPing && hit.time > visit.last_time) {
    visit.last_time = hit.time;
    visit.day = localTime(hit.time, hit.site.timezone).day;
  }
  for (const { column, update } of dimensions.visits) set(visit, column!.name, update?.(moment));
}

function fill(moment: Moment, dimensions: readonly Dimension[], row: Record<string, unknown>): void {
  for (const dimension of dimensions) set(row, dimension.column!.name, dimension.fill?.(moment));
}

function set(row: Record<string, unknown>, column: string, value: unknown): void {
  if (value !== undefined) row[column] = value;
}

function recordAction({ kind }: Action, moment: Moment, open: OpenVisit, dimensions: TrackedDimensions, into: Applied): void {
  const row = actionRow(moment, open, dimensions);
  into.actions.push(row);
  if (kind === "pageview") meetPage(open.pages, row);
}

/** Whether conversions that the visit has already lack a page that they came after, or have its entry as it was before. */
function isNewsForConversions({ hit, visit, before }: Moment, { conversions }: OpenVisit, dimensions: TrackedDimensions): boolean {
  if (conversions.until === 0) return false;
  const isMetBefore = hit.action?.kind === "pageview" && !hit.isPing && hit.time <= conversions.until;
  return isMetBefore || dimensions.currentOnConversions.some((column) => before?.[column] !== visit[column]);
}

function actionRow(moment: Moment, open: OpenVisit, dimensions: TrackedDimensions): ActionRow {
  const { hit, visit } = moment;
  const row = {
    ...dimensions.actionShape,
    site: visit.site,
    day: hit.day,
    visit: visit.visit,
    position: hit.position,
    visitor: visit.visitor,
    start_day: visit.start_day,
    time: hit.time,
  } as ActionRow;
  fill(moment, dimensions.actions, row);
  row.first_of_url = meets(open, seenUrl(row.day, Number(row.type ?? 0), String(row.url ?? "")));
  row.first_of_name = meets(open, seenName(row.day, Number(row.type ?? 0), String(row.name ?? "")));
  return row;
}

function meets(open: OpenVisit, what: string): 0 | 1 {
  if (open.seen.has(what)) return 0;
  open.seen.add(what);
  return 1;
}

function recordConversions(moment: Moment, open: OpenVisit, parts: ApplyParts, into: Applied): void {
  const { dimensions } = parts;
  const result = convert({
    moment,
    conversions: open.conversions,
    onConversions: dimensions.onConversions,
    attributed: parts.attribute(moment),
    isKnownOrder: (order) => parts.isKnownOrder(moment.hit.site.id, order),
  });
  open.conversions = result.state;
  if (result.converted)
    for (const { column, updateOnConversion } of dimensions.visits) set(moment.visit, column!.name, updateOnConversion?.(moment));
  for (const row of result.conversions) into.conversions.push(row.is_deleted ? row : { ...row, ...metPagesAt(open.pages, row) });
  into.items.push(...result.items);
}
