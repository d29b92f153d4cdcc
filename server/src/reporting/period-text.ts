import type { Period } from "../catalog/query.ts";

/**
 * A period in words, in a language (`de`; English where not said): `Monday, June 1, 2026`, `week May 25 – 31, 2026`, `June 2026`,
 * `2026`, `May 29 – June 1, 2026`.
 */
export function periodText({ kind, from, to }: Pick<Period, "kind" | "from" | "to">, language = "en"): string {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat([language, "en"], { ...options, timeZone: "UTC" });
  const [first, last] = [new Date(from), new Date(to)];
  switch (kind) {
    case "day":
      return format({ dateStyle: "full" }).format(first);
    case "week":
      return `${wordForWeek(language)} ${format({ dateStyle: "long" }).formatRange(first, last)}`;
    case "month":
      return format({ year: "numeric", month: "long" }).format(first);
    case "year":
      return format({ year: "numeric" }).format(first);
    case "range":
      return format({ dateStyle: "long" }).formatRange(first, last);
  }
}

function wordForWeek(language: string): string {
  return new Intl.DisplayNames([language, "en"], { type: "dateTimeField" }).of("weekOfYear") ?? "week";
}
