import { round } from "./rounding.ts";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365.25 * day;

/**
 * A length of time in words, by its two largest units: `6 min 51s`, `2 hours 18 min`, `3 days 4 hours`; below a minute
 * with hundredths where there are any: `0.34s`.
 *
 * NOTE matomo: units are always plural, as clients know them.
 */
export function durationInWords(seconds: number): string {
  if (seconds < 0) return `-${durationInWords(-seconds)}`;
  const whole = (unit: number, of: number) => Math.floor(of / unit);
  if (seconds >= year) return `${whole(year, seconds)} years ${whole(day, seconds % year)} days`;
  if (seconds >= day) return `${whole(day, seconds)} days ${whole(hour, seconds % day)} hours`;
  if (seconds >= hour) return `${whole(hour, seconds)} hours ${whole(minute, seconds % hour)} min`;
  if (seconds >= minute) return `${whole(minute, seconds)} min ${secondsInWords(seconds % minute)}`;
  return secondsInWords(seconds);
}

/** A length of time as a clock shows it, by whole seconds: `00:02:05`; with days before it where it is that long. */
export function durationAsClock(seconds: number): string {
  const rounded = Math.round(Math.abs(seconds));
  const parts = [Math.floor((rounded % day) / hour), Math.floor((rounded % hour) / minute), rounded % minute];
  const clock = parts.map((part) => String(part).padStart(2, "0")).join(":");
  return `${seconds < 0 ? "-" : ""}${rounded >= day ? `${Math.floor(rounded / day)} days ` : ""}${clock}`;
}

function secondsInWords(seconds: number): string {
  return `${round(seconds, seconds > 0 && seconds < 0.01 ? 3 : 2)}s`;
}
