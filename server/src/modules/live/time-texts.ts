import type { Day } from "../../base/dates.ts";
import { localTime } from "../../base/dates.ts";

const longDate = new Intl.DateTimeFormat("en", { dateStyle: "full", timeZone: "UTC" });
const shortDate = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

/** "Friday, May 29, 2026", there where the site is. `seconds` are those since 1970. */
export function dateText(seconds: number, zone: string): string {
  return longDate.format(dateOf(localTime(seconds, zone).day));
}

/** "18:50:35". */
export function timeText(seconds: number, zone: string): string {
  const { hour, minute, second } = localTime(seconds, zone);
  return clockText(hour * 3600 + minute * 60 + second);
}

/** "May 29, 2026 18:50:35". */
export function momentText(seconds: number, zone: string): string {
  return `${shortDate.format(dateOf(localTime(seconds, zone).day))} ${timeText(seconds, zone)}`;
}

/** "18:50:35" of so many seconds of a day. */
export function clockText(secondsOfDay: number): string {
  return [secondsOfDay / 3600, (secondsOfDay / 60) % 60, secondsOfDay % 60]
    .map((part) => String(Math.floor(part)).padStart(2, "0"))
    .join(":");
}

function dateOf(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}
