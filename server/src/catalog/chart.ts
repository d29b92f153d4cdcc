/** What the figures of a series are, which says how they are written and which of them share an axis. */
export type ChartUnit = "count" | "percent" | "seconds" | "money";

export interface ChartSeries {
  readonly name: string;
  /** One for each label; percentages are shares from 0 to 1. */
  readonly values: readonly number[];
  readonly unit: ChartUnit;
}

/** Figures to draw: over time as lines, side by side as lying bars or standing columns, as parts of a whole as a pie. */
export interface Chart {
  readonly kind: "line" | "bars" | "columns" | "pie";
  readonly labels: readonly string[];
  /** At least one; of a pie, only the first is drawn. */
  readonly series: readonly ChartSeries[];
  /** The sign of the currency, for money. */
  readonly currency: string;
}

/** A picture that says something in words, where there is nothing to draw. */
export interface Notice {
  readonly kind: "notice";
  readonly text: string;
}

/** How a picture looks. Colours are `#` and 3, 4, 6 or 8 hexadecimal digits. */
export interface ChartLook {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels. */
  readonly fontSize: number;
  readonly legendFontSize: number;
  readonly hasLegend: boolean;
  /** Of the series, or of the slices of a pie, in their order; those that are missing are chosen. */
  readonly colors: readonly string[];
  readonly textColor: string;
  readonly backgroundColor: string;
  readonly gridColor: string;
  /** In which numbers are written; English where not said. */
  readonly language?: string;
}

/** Draws a picture as PNG. Throws tooManyAtOnce where too many wait to be drawn. */
export type DrawChart = (chart: Chart | Notice, look: ChartLook) => Promise<Buffer>;
