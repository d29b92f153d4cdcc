import type { LocalTime } from "../../base/dates.ts";

const longDate = new Intl.DateTimeFormat("en", { dateStyle: "full", timeZone: "UTC" });
const shortDate = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

/** "Friday, May 29, 2026". */
export function dateText(local: LocalTime): string {
  return longDate.format(dateOf(local));
}

/** "18:50:35". */
export function timeText({ hour, minute, second }: LocalTime): string {
  return clockText(hour * 3600 + minute * 60 + second);
}

/** "May 29, 2026 18:50:35". */
export function momentText(local: LocalTime): string {
  return `${shortDate.format(dateOf(local))} ${timeText(local)}`;
}

/** "18:50:35" of so many seconds of a day. */
export function clockText(secondsOfDay: number): string {
  return [secondsOfDay / 3600, (secondsOfDay / 60) % 60, secondsOfDay % 60]
    .map((part) => String(Math.floor(part)).padStart(2, "0"))
    .join(":");
}

function dateOf({ day }: LocalTime): Date {
  return new Date(`${day}T00:00:00Z`);
}
