import type { EChartsOption } from "echarts";
import type { Chart } from "../../catalog/chart.ts";
import { figureAxes, idOf, labelAxis, namesOf, unitsOf } from "./axes.ts";
import { frameOf, gridBelow, hasRoomForWords, legendAbove } from "./frame.ts";
import type { Paper } from "./paper.ts";

/** So many points can be told apart; more are a line only. */
const mostPoints = 62;

/** Figures over time: a line for each series, alone with its area. */
export function lineOption(chart: Chart, paper: Paper): EChartsOption {
  const { legend, height } = legendAbove(namesOf(chart.series), paper);
  const units = unitsOf(chart.series);
  const axis = labelAxis(chart.labels, paper);
  return {
    ...frameOf(paper),
    legend,
    grid: gridBelow(height, paper),
    xAxis: {
      ...axis,
      boundaryGap: chart.labels.length === 1,
      axisLabel: { ...axis.axisLabel, alignMinLabel: "left", alignMaxLabel: "right" },
    },
    yAxis: figureAxes(chart, paper),
    series: chart.series.map((series, index) => ({
      type: "line" as const,
      name: idOf(index),
      data: [...series.values],
      yAxisIndex: units.indexOf(series.unit),
      lineStyle: { width: hasRoomForWords(paper) ? 2.2 : 1.5, join: "round" as const },
      symbol: "circle",
      symbolSize: 6,
      showSymbol: chart.labels.length === 1 || (chart.labels.length <= mostPoints && hasRoomForWords(paper)),
      showAllSymbol: true,
      clip: false,
      ...(chart.series.length === 1 && { areaStyle: { opacity: 0.12 } }),
    })),
  };
}
