import type { EChartsOption } from "echarts";
import type { Chart, Notice } from "../../catalog/chart.ts";
import { barsOption, columnsOption } from "./bars.ts";
import { lineOption } from "./line.ts";
import { noticeOption } from "./notice.ts";
import type { Paper } from "./paper.ts";
import { pieOption } from "./pie.ts";

/** A picture as the charting library wants it. */
export function chartOption(chart: Chart | Notice, paper: Paper): EChartsOption {
  switch (chart.kind) {
    case "line":
      return lineOption(chart, paper);
    case "bars":
      return barsOption(chart, paper);
    case "columns":
      return columnsOption(chart, paper);
    case "pie":
      return pieOption(chart, paper);
    case "notice":
      return noticeOption(chart, paper);
  }
}
