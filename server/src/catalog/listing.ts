import type { Page } from "./categories.ts";

/** What a site defines that reports are told of for, one by one. */
export interface SiteDefinitions {
  readonly ecommerce: boolean;
  readonly goals: readonly { readonly goal: number; readonly name: string }[];
  /** Those in use. */
  readonly customDimensions: readonly { readonly dimension: number; readonly name: string; readonly scope: string }[];
}

/** A report as it is told of for one goal or one custom dimension. */
export interface Variant {
  readonly name: string;
  readonly place: readonly [category: string, subcategory: string, order: number];
  /** Parameters that tell it from others of the same method. */
  readonly parameters: Readonly<Record<string, string | number>>;
  /** The page on which dashboards show it, where that is one of its own. */
  readonly page?: Pick<Page, "id" | "name">;
  /** That of the report where not said. */
  readonly listing?: Listing;
}

/** How a report is told of in lists of reports, where that does not follow from the rest of its declaration. */
export interface Listing {
  /** What rows are by, where that is not the name of the dimension. */
  readonly dimension?: string;
  /** Names of the dimensions of all its levels, by what they are called in flat tables. */
  readonly dimensions?: Readonly<Record<string, string>>;
  /** Ids of the figures that are told of, where they are not those of visits; `all` for all that the main reports of modules tell of. */
  readonly metrics?: readonly string[] | "all";
  /** Ids of the ratios that are told of, where they are not those of visits. */
  readonly processed?: readonly string[];
  /** Names of figures that the report lists but does not declare. */
  readonly names?: Readonly<Record<string, string>>;
  /** Ids of the figures that are explained. NOTE matomo: where not said, all but those that it has no words for. */
  readonly explained?: readonly string[];
  /** Ids of figures whose kind is told although they are not listed. NOTE matomo: of actions there are always some. */
  readonly alsoTyped?: readonly string[];
  /** Ids of listed figures whose kind is not told. NOTE matomo: one of orders. */
  readonly untyped?: readonly string[];
  /** Which figures of goals are told of, where that does not follow from the report's `goals`. */
  readonly goals?: "none" | "visits" | "pages" | "entries";
  /** As what the report is told of once more: for each goal, for each custom dimension. */
  readonly each?: (site: SiteDefinitions) => readonly Variant[];
  /** Whether it is told of only where something is sold. */
  readonly inShops?: boolean;
  /** Whether it has ratios of its own, and those of visits are never added. */
  readonly ownRatios?: boolean;
  /** NOTE matomo: whether it counts visitors in periods up to a month, and does not list them for longer ones. */
  readonly visitorsUpToMonth?: boolean;
  /**
   * NOTE matomo: whether it lists visitors for all periods and not just for single days, and users only where there were any: so does the
   * overview of visits alone.
   */
  readonly listsVisitors?: boolean;
  /** Action that answers the table below a row. */
  readonly below?: string;
  /** Whether it answers tables below rows only, and so is left out unless such are asked for. */
  readonly isBelow?: boolean;
  /** Whether the number of its rows is always the same. */
  readonly constantRows?: boolean;
  /** Whether it can be drawn over time, where that is not just so for reports without constant rows. */
  readonly graphsOverTime?: boolean;
  /** Methods of reports about much the same. */
  readonly related?: readonly string[];
  /** Whether a page explains more. */
  readonly guide?: boolean;
  /** Whether nothing explains it. */
  readonly unexplained?: boolean;
  /** Whether it answers whoever knows it, but is not listed: NOTE matomo: what it has as an extra, or later. */
  readonly hidden?: boolean;
}
