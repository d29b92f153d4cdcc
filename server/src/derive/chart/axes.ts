import type { Chart, ChartSeries, ChartUnit } from "../../catalog/chart.ts";
import { figureTexts } from "./figure-text.ts";
import { hasRoomForWords } from "./frame.ts";
import type { Paper } from "./paper.ts";

/** The ids of series, unlike their names never the same. */
export function idOf(index: number): string {
  return `series ${index}`;
}

export function namesOf(series: readonly ChartSeries[]): ReadonlyMap<string, string> {
  return new Map(series.map(({ name }, index) => [idOf(index), name]));
}

/** The units that are measured along axes, each once. */
export function unitsOf(series: readonly ChartSeries[]): readonly ChartUnit[] {
  return [...new Set(series.map(({ unit }) => unit))];
}

/** An axis of figures for each unit: left, with lines across the picture, and right; a third is measured without being shown. */
export function figureAxes(chart: Chart, paper: Paper) {
  const { fontSize, textColor, gridColor, height } = paper;
  return unitsOf(chart.series).map((unit, index) => ({
    type: "value" as const,
    show: index < 2,
    position: index === 0 ? ("left" as const) : ("right" as const),
    min: (range: { readonly min: number }) => Math.min(0, range.min),
    ...(unit === "count" && { minInterval: 1 }),
    ...(index > 0 && { alignTicks: true }),
    splitNumber: Math.max(2, Math.min(5, Math.floor(height / (fontSize * 5)))),
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: index === 0 && hasRoomForWords(paper), lineStyle: { color: gridColor } },
    axisLabel: { show: hasRoomForWords(paper), color: textColor, fontSize, formatter: figureTexts(unit, chart, paper).short },
  }));
}

/** How many labels one stands for, where not all have room: weeks of days, dozens of months and the like look natural. */
const steps = [1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28, 30, 60, 90, 180, 365];

/** Every how many labels one is written, so that none touches the next. */
function stepFor(labels: readonly string[], paper: Paper): number {
  const { width, fontSize, measure } = paper;
  const longest = Math.max(0, ...labels.map((label) => measure(label, fontSize)));
  const slot = Math.max(1, width - fontSize * 8) / Math.max(1, labels.length);
  const needed = (longest + fontSize * 1.5) / slot;
  return steps.find((step) => step >= needed) ?? labels.length;
}

/** The line on which periods or rows stand. */
export function labelAxis(labels: readonly string[], paper: Paper) {
  const { fontSize, textColor, gridColor } = paper;
  return {
    type: "category" as const,
    data: [...labels],
    axisLine: { show: hasRoomForWords(paper), lineStyle: { color: gridColor } },
    axisTick: { show: false },
    axisLabel: { show: hasRoomForWords(paper), color: textColor, fontSize, margin: fontSize * 0.7, interval: stepFor(labels, paper) - 1 },
  };
}
