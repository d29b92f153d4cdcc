import type { Period } from "../catalog/query.ts";

/**
 * A period in few words: `Sat, May 30`, `May 18 – 24, 2026` (with thin spaces around the dash), `Apr 2026`, `2025`; in a language,
 * English where not said.
 */
export function shortPeriodName({ kind, from, to }: Period, language = "en"): string {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat([language, "en"], { ...options, timeZone: "UTC" });
  const [first, last] = [new Date(from), new Date(to)];
  switch (kind) {
    case "day":
      return format({ weekday: "short", month: "short", day: "numeric" }).format(first);
    case "month":
      return format({ month: "short", year: "numeric" }).format(first);
    case "year":
      return format({ year: "numeric" }).format(first);
    default:
      return format({ month: "short", day: "numeric", year: "numeric" }).formatRange(first, last);
  }
}
