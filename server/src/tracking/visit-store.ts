import { addDays, dayFromNumber, dayNumber } from "../base/dates.ts";
import { groupBy } from "../base/group-by.ts";
import { actionTypes } from "../catalog/action-types.ts";
import type { Visit } from "../catalog/visit.ts";
import { join, name, type Sql, sql, typed } from "../db/sql.ts";
import type { ColumnDefinition } from "../db/tables.ts";
import type { Warehouse } from "../db/warehouse.ts";
import { emptyConversions, loadConversions, type VisitConversions } from "./conversions.ts";
import { createFingerprintIndex } from "./fingerprint-index.ts";
import { type MetPage, mostMetPages } from "./met-pages.ts";
import { isOfVisits } from "./rows-of-visits.ts";

/** A visit and what tracking must remember of it beside its row. */
export interface OpenVisit {
  visit: Visit;
  /** Addresses and names the visit has met, day by day. */
  readonly seen: Set<string>;
  /** The pages that its conversions name. */
  readonly pages: MetPage[];
  conversions: VisitConversions;
}

/** A visit of which nothing is remembered yet. */
export function openVisit(visit: Visit): OpenVisit {
  return { visit, seen: new Set(), pages: [], conversions: emptyConversions };
}

/** What a hit may be recognised by; empty what it may not. */
export interface Traits {
  readonly site: number;
  readonly visitor: string;
  readonly fingerprint: string;
  /** Of visits with the fingerprint only those of this user, and of nobody in particular; of all users where it is empty. */
  readonly userId: string;
  readonly time: number;
}

/** Seconds without an action after which a visit is over. */
export const visitLength = 1800;
/** Actions after which even a busy visit is closed, so that a robot in disguise does not grow one without end. */
const actionsPerVisit = 10_000;

export function isFull(visit: Visit): boolean {
  return Number(visit.total_actions ?? 0) >= actionsPerVisit;
}

/**
 * The visits that tracking may have to continue. Recent ones are in memory; others are read from the warehouse for a whole group of
 * hits at once.
 */
export interface VisitStore {
  /** Brings into memory every visit that one of these hits may belong to, or follow. */
  prepare(hits: readonly Traits[]): Promise<void>;
  /** The visitor's latest visit that was last active at or before `until`. */
  latestOfVisitor(site: number, visitor: string, until: number): OpenVisit | undefined;
  /** The latest visit with that fingerprint last active within the window, and of that user where one is named. */
  latestOfFingerprint(site: number, fingerprint: string, from: number, until: number, userId: string): OpenVisit | undefined;
  add(open: OpenVisit): void;
  /** Tells that the visit's row has been changed, and under which visitor it was before. */
  changed(open: OpenVisit, visitorBefore: string): void;
  /** Forgets all visits, none of which may wait to be written: they are read from the warehouse again when they are needed. */
  clear(): void;
  /** The visits changed since the last call. */
  takeChanged(): readonly OpenVisit[];
  readonly size: number;
}

interface VisitorEntry {
  visits: OpenVisit[];
  /** All of the visitor's visits last active at this second or later are in memory. */
  completeFrom: number;
}

const visitsLoadedPerVisitor = 3;
/** Statements with very many values take the engine far longer than several with fewer. */
const visitsLoadedAtOnce = 10_000;
/** Of a user, within half an hour: the latest counts, but there may be later ones than the hit. */
const visitsLoadedPerFingerprint = 20;

/** What is read back from the warehouse: the columns of `visits`, and those that carts keep. */
export interface ReadBack {
  readonly visitColumns: readonly ColumnDefinition[];
  readonly keptInCart: readonly string[];
}

/**
 * @param capacity visitors kept in memory
 * @param coveredFrom seconds since 1970 from which on every visit's fingerprint is in memory
 */
export function createVisitStore(
  warehouse: Warehouse,
  { visitColumns, keptInCart }: ReadBack,
  capacity: number,
  coveredFrom: number,
): VisitStore {
  const byVisitor = new Map<string, VisitorEntry>();
  const byFingerprint = createFingerprintIndex<OpenVisit>();
  const byId = new Map<string, OpenVisit>();
  let dirty = new Set<OpenVisit>();
  let covered = coveredFrom;

  const visitorKey = (site: number, visitor: string) => `${site} ${visitor}`;
  const idOf = (visit: Visit) => `${visit.site} ${visit.visit}`;

  const entryOf = (site: number, visitor: string): VisitorEntry => {
    const key = visitorKey(site, visitor);
    const entry = byVisitor.get(key) ?? { visits: [], completeFrom: Number.POSITIVE_INFINITY };
    // Moved to the end: the map's order is the order of last use.
    byVisitor.delete(key);
    byVisitor.set(key, entry);
    return entry;
  };
  const remember = (open: OpenVisit) => {
    const { visit } = open;
    byId.set(idOf(visit), open);
    const entry = entryOf(visit.site, visit.visitor);
    if (!entry.visits.includes(open)) entry.visits.push(open);
    byFingerprint.place(open);
  };
  const forget = (open: OpenVisit) => {
    byId.delete(idOf(open.visit));
    byFingerprint.remove(open);
    covered = Math.max(covered, open.visit.last_time + 1);
  };
  const evict = () => {
    for (const [key, entry] of byVisitor) {
      if (byVisitor.size <= capacity) return;
      if (entry.visits.some((open) => dirty.has(open))) continue;
      byVisitor.delete(key);
      for (const open of entry.visits) forget(open);
    }
  };

  const select: Sql = join(visitColumns.map(readColumn));
  const loadVisits = async (keys: readonly { site: number; start_day: string; visit: number }[]) => {
    const unknown = keys.filter((key) => !byId.has(`${key.site} ${key.visit}`));
    for (let at = 0; at < unknown.length; at += visitsLoadedAtOnce) await loadUnknown(unknown.slice(at, at + visitsLoadedAtOnce));
  };
  const loadUnknown = async (unknown: readonly { site: number; start_day: string; visit: number }[]) => {
    const rows = await warehouse.query<Visit>(sql`SELECT ${select} FROM visits FINAL WHERE ${isOfVisits(unknown)}`, { lane: "writer" });
    const loaded = rows.map(openVisit);
    await loadSeen(warehouse, loaded);
    await loadConversions(warehouse, loaded, keptInCart);
    for (const open of loaded) remember(open);
  };

  const prepareVisitors = async (hits: readonly Traits[], limit: number) => {
    const wanted = new Map<number, Set<string>>();
    for (const { site, visitor, time } of hits) {
      if (visitor === "") continue;
      const entry = byVisitor.get(visitorKey(site, visitor));
      if (entry && entry.completeFrom <= time + visitLength) continue;
      wanted.set(site, (wanted.get(site) ?? new Set()).add(visitor));
    }
    for (const [site, visitors] of wanted) {
      const ids = typed("Array(UInt64)", [...visitors].map(numberOf));
      const rows = await warehouse.query<{ visitor: string; visit: number; start_day: string; seen: number }>(
        sql`SELECT ${hex("visitor")}, visit, start_day, toUnixTimestamp(seen) AS seen FROM (SELECT visitor, visit, start_day, max(last_time) AS seen FROM visitors WHERE site = ${site} AND visitor IN ${ids} GROUP BY visitor, visit, start_day ORDER BY seen DESC LIMIT ${limit} BY visitor)`,
        { lane: "writer" },
      );
      await loadVisits(rows.map((row) => ({ ...row, site })));
      const seen = groupBy(rows, (row) => row.visitor);
      for (const visitor of visitors) {
        const own = seen.get(visitor) ?? [];
        entryOf(site, visitor).completeFrom = own.length < limit ? Number.NEGATIVE_INFINITY : Math.min(...own.map((row) => row.seen));
      }
    }
  };

  const isKnown = ({ site, visitor, time }: Traits) =>
    byVisitor.get(visitorKey(site, visitor))?.visits.some(({ visit }) => visit.last_time <= time + visitLength) ?? false;

  const prepareFingerprints = async (hits: readonly Traits[]) => {
    const old = hits.filter((hit) => hit.fingerprint !== "" && hit.time - visitLength < covered && !isKnown(hit));
    for (const [site, own] of groupBy(old, (hit) => hit.site)) {
      const from = Math.min(...own.map((hit) => hit.time)) - visitLength;
      const until = Math.max(...own.map((hit) => hit.time)) + visitLength;
      const fingerprints = typed("Array(UInt64)", [...new Set(own.map((hit) => numberOf(hit.fingerprint)))]);
      const users = [...new Set(own.map((hit) => hit.userId))];
      const ofUsers = users.includes("") ? sql`1` : sql`user_id IN ${typed("Array(String)", ["", ...users])}`;
      const firstDay = typed("Date", addDays(utcDay(from), -2));
      const rows = await warehouse.query<{ start_day: string; visit: number }>(
        sql`SELECT start_day, visit FROM visits FINAL WHERE site = ${site} AND start_day BETWEEN ${firstDay} AND ${typed("Date", addDays(utcDay(until), 1))} AND fingerprint IN ${fingerprints} AND last_time BETWEEN toDateTime(${from}) AND toDateTime(${until}) AND ${ofUsers} ORDER BY last_time DESC LIMIT ${visitsLoadedPerFingerprint} BY fingerprint, user_id, intDiv(toUnixTimestamp(last_time), ${visitLength})`,
        { lane: "writer" },
      );
      await loadVisits(rows.map((row) => ({ ...row, site })));
    }
  };

  const latest = (candidates: Iterable<OpenVisit>, fits: (visit: Visit) => boolean, ofTie: Tie): OpenVisit | undefined => {
    let best: OpenVisit | undefined;
    for (const open of candidates) if (fits(open.visit) && (!best || isLater(open.visit, best.visit, ofTie))) best = open;
    return best;
  };

  return {
    prepare: async (hits) => {
      evict();
      await prepareVisitors(hits, visitsLoadedPerVisitor);
      // A hit from before the loaded visits: rare, so the whole history is read for it.
      await prepareVisitors(hits, 100_000);
      await prepareFingerprints(hits);
    },
    latestOfVisitor: (site, visitor, until) =>
      latest(byVisitor.get(visitorKey(site, visitor))?.visits ?? [], (visit) => visit.last_time <= until, "first"),
    latestOfFingerprint: (site, fingerprint, from, until, userId) =>
      latest(byFingerprint.find(site, fingerprint, userId), (visit) => visit.last_time >= from && visit.last_time <= until, "last"),
    add: (open) => {
      remember(open);
      dirty.add(open);
    },
    changed: (open, visitorBefore) => {
      if (open.visit.visitor !== visitorBefore) {
        const entry = entryOf(open.visit.site, visitorBefore);
        entry.visits = entry.visits.filter((other) => other !== open);
        remember(open);
      }
      byFingerprint.place(open);
      dirty.add(open);
    },
    clear: () => {
      for (const { visits } of byVisitor.values()) for (const open of visits) forget(open);
      byVisitor.clear();
    },
    takeChanged: () => {
      const changed = [...dirty];
      dirty = new Set();
      return changed;
    },
    get size() {
      return byId.size;
    },
  };
}

/** Which of visits last active in the same second counts, of those that are not full: the one that began first, or the one that began last. */
type Tie = "first" | "last";

// NOTE matomo: its index of visitors gives the first one, its index of fingerprints the last.
const isLater = (visit: Visit, other: Visit, ofTie: Tie) => {
  if (visit.last_time !== other.last_time) return visit.last_time > other.last_time;
  if (isFull(visit) !== isFull(other)) return isFull(other);
  return ofTie === "first" ? visit.visit < other.visit : visit.visit > other.visit;
};

const numberOf = (id: string): bigint => BigInt(`0x${id}`);
const decimalOf = (id: string): string => numberOf(id).toString();
const utcDay = (seconds: number) => dayFromNumber(Math.floor(seconds / 86_400));
const hex = (column: string): Sql => sql`leftPad(lower(hex(${name(column)})), 16, '0') AS ${name(column)}`;

/** How a column is read back: ids as hexadecimal digits, instants as seconds, the rest as it is. */
export function readColumn(column: ColumnDefinition): Sql {
  if (column.name === "visitor" || column.name === "fingerprint") return hex(column.name);
  if (column.type.startsWith("DateTime")) return sql`toUnixTimestamp(${name(column.name)}) AS ${name(column.name)}`;
  return name(column.name);
}

async function loadSeen(warehouse: Warehouse, visits: readonly OpenVisit[]): Promise<void> {
  const byVisit = new Map(visits.map((open) => [open.visit.visit, open]));
  const sites = typed("Array(UInt32)", [...new Set(visits.map(({ visit }) => visit.site))]);
  const days = typed("Array(Date)", [...new Set(visits.flatMap(daysOf))]);
  const times = sql`groupArrayIf(${mostMetPages + 1})(toUnixTimestamp(time), type = ${actionTypes.pageview})`;
  const rows = await warehouse.query<{ visit: number; day: string; type: number; url: string; name: string; times: number[] }>(
    sql`SELECT visit, day, type, url, name, ${times} AS times FROM actions WHERE site IN ${sites} AND day IN ${days} AND visit IN ${typed("Array(UInt64)", [...byVisit.keys()])} GROUP BY visit, day, type, url, name`,
    { lane: "writer" },
  );
  for (const { visit, day, type, url, name: title, times } of rows) {
    const open = byVisit.get(visit);
    open?.seen.add(seenUrl(day, type, url));
    open?.seen.add(seenName(day, type, title));
    for (const time of times) if (open && open.pages.length <= mostMetPages) open.pages.push({ time, url, title });
  }
}

/** The days on which a visit may have actions: hits that come late date some before its first. */
function daysOf({ visit: { start_day, day } }: OpenVisit): readonly string[] {
  const first = dayNumber(start_day) - 1;
  return Array.from({ length: dayNumber(day) - first + 1 }, (_, later) => dayFromNumber(first + later));
}

export const seenUrl = (day: string, type: number, url: string): string => `${day} ${type} u ${url}`;
export const seenName = (day: string, type: number, title: string): string => `${day} ${type} n ${title}`;

/** A visit's row as it is written. */
export function visitRow(visit: Visit): object {
  return { ...visit, visitor: decimalOf(visit.visitor), fingerprint: decimalOf(visit.fingerprint) };
}

/** Any other row, whose visitor is written as a number. */
export function rowOf<Row extends { readonly visitor: string }>(row: Row): object {
  return { ...row, visitor: decimalOf(row.visitor) };
}

export function visitorRow(visit: Visit): object {
  const { site, visitor, visit: id, start_day, last_time, position } = visit;
  return { site, visitor: decimalOf(visitor), visit: id, start_day, last_time, position };
}
