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

/** Lengths of time, in seconds, between two lines across a picture: whole minutes and hours read easily, tenths of them do not. */
const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

/** Where a time axis of about so many parts ends, and its lines; nothing for times so short or long that any will do. */
function timeLines(series: readonly ChartSeries[], parts: number): { readonly interval: number; readonly max: number } | undefined {
  const most = Math.max(0, ...series.flatMap(({ unit, values }) => (unit === "seconds" ? values : [])));
  const interval = most < parts ? undefined : timeSteps.find((step) => step >= most / parts);
  return interval === undefined ? undefined : { interval, max: Math.ceil(most / interval) * interval };
}

/** An axis of figures for each unit: left, with lines across the picture, and right; a third is measured without being shown. */
export function figureAxes(chart: Chart, paper: Paper) {
  const { fontSize, textColor, gridColor, height } = paper;
  const parts = Math.max(2, Math.min(5, Math.floor(height / (fontSize * 5))));
  return unitsOf(chart.series).map((unit, index) => ({
    type: "value" as const,
    show: index < 2,
    position: index === 0 ? ("left" as const) : ("right" as const),
    min: (range: { readonly min: number }) => Math.min(0, range.min),
    ...(unit === "count" && { minInterval: 1 }),
    ...(index > 0 && { alignTicks: true }),
    splitNumber: parts,
    ...(unit === "seconds" && index === 0 && timeLines(chart.series, parts)),
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
