import type { EChartsOption } from "echarts";
import type { Chart, ChartLook } from "../../catalog/chart.ts";
import { figureAxes, idOf, labelAxis, namesOf, unitsOf } from "./axes.ts";
import { figureTexts } from "./figure-text.ts";
import { frameOf, gridBelow, hasRoomForWords, legendAbove, legendLine, marginOf } from "./frame.ts";
import { cutText, type Paper } from "./paper.ts";

/** How high a lying bar is, and the room between rows, in shares of the size of the font. */
const bar = 1.15;
const betweenRows = 0.65;
/** The share of the width that labels may take. */
const mostOfWidth = 0.38;

/** How many rows of so many bars each have room. */
export function barsThatFit(seriesCount: number, look: ChartLook): number {
  const legend = look.hasLegend ? Math.ceil(seriesCount / 2) * legendLine * look.legendFontSize : 0;
  const room = look.height - 2 * marginOf(look) - legend;
  return Math.max(1, Math.floor(room / (look.fontSize * (bar * seriesCount + betweenRows))));
}

/** Rows of a table as lying bars, the first on top, each with its figure at the end. */
export function barsOption(chart: Chart, paper: Paper): EChartsOption {
  const { width, fontSize, textColor } = paper;
  const { legend, height } = legendAbove(namesOf(chart.series), paper);
  const grid = gridBelow(height, paper);
  const texts = chart.series.map(({ unit }) => figureTexts(unit, chart, paper).whole);
  const longest = Math.max(
    0,
    ...chart.series.flatMap(({ values }, index) => values.map((value) => paper.measure(texts[index]!(value), fontSize))),
  );
  const hasWords = hasRoomForWords(paper);
  const axis = labelAxis(
    chart.labels.map((label) => cutText(label, fontSize, width * mostOfWidth, paper)),
    paper,
  );
  return {
    ...frameOf(paper),
    legend,
    grid: { ...grid, right: marginOf(paper) + (hasWords ? longest + fontSize : 0) },
    yAxis: { ...axis, inverse: true, axisLine: { show: false }, axisLabel: { ...axis.axisLabel, interval: 0 } },
    xAxis: chart.series.map(() => ({ type: "value" as const, show: false, min: 0 })),
    series: chart.series.map(({ values }, index) => ({
      type: "bar" as const,
      name: idOf(index),
      data: [...values],
      xAxisIndex: index,
      barMaxWidth: fontSize * bar * 2,
      barGap: "8%",
      barCategoryGap: "30%",
      itemStyle: { borderRadius: [0, 3, 3, 0] },
      label: {
        show: hasWords,
        position: "right" as const,
        color: textColor,
        fontSize,
        formatter: ({ dataIndex }: { readonly dataIndex: number }) => texts[index]!(values[dataIndex] ?? 0),
      },
    })),
  };
}

/** So many columns have room for their figures above them. */
const mostFigures = 16;

/** Rows of a table as standing columns. */
export function columnsOption(chart: Chart, paper: Paper): EChartsOption {
  const { width, fontSize, textColor } = paper;
  const { legend, height } = legendAbove(namesOf(chart.series), paper);
  const axis = labelAxis(chart.labels, paper);
  const slot = (width - 8 * fontSize) / Math.max(1, chart.labels.length);
  const isWide = slot > fontSize * 3.5;
  const units = unitsOf(chart.series);
  const texts = chart.series.map(({ unit }) => figureTexts(unit, chart, paper).short);
  return {
    ...frameOf(paper),
    legend,
    grid: gridBelow(height + (chart.series.length === 1 ? fontSize * 0.6 : 0), paper),
    xAxis: {
      ...axis,
      data: chart.labels.map((label) => cutText(label, fontSize, isWide ? slot - fontSize * 0.8 : width * 0.2, paper)),
      axisLabel: { ...axis.axisLabel, ...(isWide && { interval: 0 }) },
    },
    yAxis: figureAxes(chart, paper),
    series: chart.series.map((series, index) => ({
      type: "bar" as const,
      name: idOf(index),
      data: [...series.values],
      yAxisIndex: units.indexOf(series.unit),
      barMaxWidth: fontSize * 4,
      itemStyle: { borderRadius: [3, 3, 0, 0] },
      label: {
        show: chart.series.length === 1 && chart.labels.length <= mostFigures && isWide,
        position: "top" as const,
        color: textColor,
        fontSize,
        formatter: ({ dataIndex }: { readonly dataIndex: number }) => texts[index]!(series.values[dataIndex] ?? 0),
      },
    })),
  };
}
