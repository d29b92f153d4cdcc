/** "09". */
export function hourLabel(hour: number): string {
  return String(hour).padStart(2, "0");
}

/** Name of a day of the week, 1 (Monday) to 7 (Sunday), in a language; English where not said. */
export function weekdayLabel(day: number, language = "en"): string {
  // The first of January 2024 was a Monday.
  return new Intl.DateTimeFormat([language, "en"], { weekday: "long", timeZone: "UTC" }).format(Date.UTC(2024, 0, day));
}
