/** Something that dashboards show and that is no report. Reports are offered to them by themselves. */
export interface Widget {
  readonly name: string;
  readonly place: readonly [category: string, page: string, order: number];
  /** What clients know it by. */
  readonly module: string;
  readonly action: string;
  /** Whether it takes the whole width of a page. */
  readonly wide?: boolean;
}
