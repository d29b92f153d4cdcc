import type { EChartsOption } from "echarts";
import type { Notice } from "../../catalog/chart.ts";
import { fontFamily } from "./fonts.ts";
import { frameOf, marginOf } from "./frame.ts";
import type { Paper } from "./paper.ts";

/** Words in the middle of the picture. */
export function noticeOption({ text }: Notice, paper: Paper): EChartsOption {
  const room = paper.width - 4 * marginOf(paper);
  return {
    ...frameOf(paper),
    title: {
      text,
      left: "center",
      top: "middle",
      textStyle: {
        width: Math.min(room, paper.fontSize * 48),
        height: paper.height - 2 * marginOf(paper),
        overflow: "break",
        lineOverflow: "truncate",
        fontFamily,
        fontSize: paper.fontSize,
        fontWeight: "normal",
        lineHeight: paper.fontSize * 1.5,
        color: paper.textColor,
        align: "center",
      },
    },
  };
}
