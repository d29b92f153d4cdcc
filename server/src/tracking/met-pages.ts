import type { ActionRow, ConversionRow } from "../catalog/visit.ts";

/** A view of a page in a visit: when (seconds since 1970), its address without the prefix, and its title. */
export interface MetPage {
  readonly time: number;
  readonly url: string;
  readonly title: string;
}

/**
 * As many pages as a conversion names. Each names all of its visit up to then, so that without a bound a robot could make tracking write
 * thousands of pages with each hit. Where there were more, the conversion names none and reports look for them among the actions.
 */
export const mostMetPages = 250;

/** Notes a view. Beyond those that conversions name, one more is kept, which tells that there were more. */
export function meetPage(pages: MetPage[], { time, url, name }: ActionRow): void {
  if (pages.length <= mostMetPages) pages.push({ time, url: String(url ?? ""), title: String(name ?? "") });
}

/** What a conversion says of the pages that its visit had met by then, those of the same second included. */
export function metPagesAt(pages: readonly MetPage[], { time }: Pick<ConversionRow, "time">) {
  if (pages.length > mostMetPages) return { met_known: 0, met_urls: [], met_titles: [] };
  const met = pages.filter((page) => page.time <= time);
  return { met_known: 1, met_urls: met.map(({ url }) => url), met_titles: met.map(({ title }) => title) };
}
