import { LRUCache } from "lru-cache";
import { FixedOffsetZone, IANAZone, type Zone } from "luxon";

/** A calendar day, `YYYY-MM-DD`; days compare as text. */
export type Day = string;

const secondsPerDay = 86_400;
const millisecondsPerDay = secondsPerDay * 1000;

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / millisecondsPerDay;
}

export function dayFromNumber(number: number): Day {
  return new Date(number * millisecondsPerDay).toISOString().slice(0, 10);
}

export function addDays(day: Day, count: number): Day {
  return dayFromNumber(dayNumber(day) + count);
}

/** Moves by whole months; the day of month is kept where the month has it, else the month's last day. */
export function addMonths(day: Day, count: number): Day {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const first = dayOf(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1);
  const length = Number(lastOfMonth(first).slice(8));
  return addDays(first, Math.min(Number(day.slice(8)), length) - 1);
}

/** Day of week, 1 (Monday) to 7 (Sunday). */
export function weekday(day: Day): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

export function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}

export function lastOfMonth(day: Day): Day {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

function dayOf(year: number, month: number, date: number): Day {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && dayFromNumber(dayNumber(text)) === text;
}

/** A moment on the wall clock of a place. */
export interface LocalTime {
  readonly day: Day;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/**
 * The zone of that name: an IANA name (`Europe/Berlin`), `UTC`, or an offset in hours as Matomo writes it (`UTC+5.5`).
 * Undefined where there is none.
 */
export function findZone(name: string): Zone | undefined {
  const offset = /^UTC([+-]\d{1,2}(?:\.\d+)?)$/.exec(name);
  if (offset) {
    const hours = Number(offset[1]);
    return Math.abs(hours) <= 14 ? FixedOffsetZone.instance(hours * 60) : undefined;
  }
  if (name === "UTC") return FixedOffsetZone.utcInstance;
  // Made once for each name and kept by the library; asking for validity by itself would cost a tenth of a millisecond each time.
  const zone = IANAZone.create(name);
  return zone.isValid ? zone : undefined;
}

/** A memo of what the library works out, which is pure: asked for each hit, a zone's offset would cost more than all else about time. */
const offsets = new LRUCache<string, number>({ max: 10_000 });

/** No zone changes its offset but on a quarter of an hour. */
const quarter = 900_000;

/** Offset from UTC in minutes at that instant (milliseconds). An unknown zone counts as UTC. */
export function zoneOffset(zone: string, instant: number): number {
  if (zone === "UTC") return 0;
  const start = Math.floor(instant / quarter) * quarter;
  const key = `${zone} ${start}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const found = (findZone(zone) ?? FixedOffsetZone.utcInstance).offset(start);
  offsets.set(key, found);
  return found;
}

/** What the wall clock says in the zone at that instant (seconds since 1970). An unknown zone counts as UTC. */
export function localTime(seconds: number, zone: string): LocalTime {
  const local = Math.floor(seconds) + Math.round(zoneOffset(zone, seconds * 1000) * 60);
  const number = Math.floor(local / secondsPerDay);
  const ofDay = local - number * secondsPerDay;
  return { day: dayFromNumber(number), hour: Math.floor(ofDay / 3600), minute: Math.floor(ofDay / 60) % 60, second: ofDay % 60 };
}

/** The instant (seconds since 1970) at which that day begins in the zone. */
export function startOfDay(day: Day, zone: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const guess = utc - zoneOffset(zone, utc) * 60_000;
  return (utc - zoneOffset(zone, guess) * 60_000) / 1000;
}

/** The instant (seconds since 1970) as Matomo writes it, in UTC: `2026-06-01 21:11:35`. */
export function dateTimeText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
}
