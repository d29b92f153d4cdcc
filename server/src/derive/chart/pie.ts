import type { EChartsOption } from "echarts";
import type { Chart } from "../../catalog/chart.ts";
import { idOf } from "./axes.ts";
import { figureTexts } from "./figure-text.ts";
import { fontFamily } from "./fonts.ts";
import { frameOf, hasRoomForWords, legendAbove, legendStyle, marginOf } from "./frame.ts";
import { cutText, isolated, type Paper } from "./paper.ts";

interface Slice {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** From 0 to 1. */
  readonly share: number;
}

/** Parts of a whole as a ring; the legend beside it names them, or the slices themselves where there is none. */
export function pieOption(chart: Chart, paper: Paper): EChartsOption {
  const slices = slicesOf(chart);
  const names = new Map(slices.map(({ id, label }) => [id, label]));
  const isFlat = paper.width >= paper.height * 1.5;
  const hasWords = hasRoomForWords(paper);
  const isBeside = paper.hasLegend && hasWords && isFlat;
  const above = legendAbove(names, { ...paper, hasLegend: paper.hasLegend && !isFlat });
  const percent = figureTexts("percent", chart, paper).whole;
  const labelRoom = hasWords ? paper.fontSize * 2.6 : 0;
  const radius = Math.max(4, (Math.min(paper.width, paper.height - above.height) - 2 * marginOf(paper)) / 2 - labelRoom);
  const center = isBeside ? paper.width * 0.3 : paper.width / 2;
  const longest = center - radius - paper.fontSize * 3;
  return {
    ...frameOf(paper),
    legend: isBeside ? legendBeside(slices, chart, paper, center + radius + labelRoom * 2.2) : above.legend,
    series: [
      {
        type: "pie",
        radius: [radius * 0.55, radius],
        center: [center, above.height + (paper.height - above.height) / 2],
        data: slices.map(({ id, value }) => ({ name: id, value })),
        itemStyle: { borderColor: paper.backgroundColor, borderWidth: slices.length > 1 ? 1.5 : 0 },
        label: {
          show: hasWords,
          color: paper.textColor,
          fontFamily,
          fontSize: paper.fontSize,
          formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
            const { label, share } = slices[dataIndex]!;
            return paper.hasLegend
              ? percent(share)
              : `${isolated(cutText(label, paper.fontSize, longest - paper.fontSize * 4, paper))} ${percent(share)}`;
          },
        },
        labelLine: { length: paper.fontSize * 0.7, length2: paper.fontSize * 0.7, lineStyle: { color: paper.gridColor } },
        labelLayout: { hideOverlap: true },
      },
    ],
  };
}

function slicesOf({ labels, series: [first] }: Chart): readonly Slice[] {
  const values = labels.map((_, index) => Math.max(0, first?.values[index] ?? 0));
  const total = values.reduce((sum, value) => sum + value, 0);
  return labels.map((label, index) => ({ id: idOf(index), label, value: values[index]!, share: total > 0 ? values[index]! / total : 0 }));
}

/** Names and figures of the slices one below the other. */
function legendBeside(slices: readonly Slice[], chart: Chart, paper: Paper, left: number): NonNullable<EChartsOption["legend"]> {
  const { width, height, legendFontSize: size } = paper;
  const figure = figureTexts(chart.series[0]?.unit ?? "count", chart, paper).whole;
  const room = width - left - marginOf(paper) - size * 1.5;
  const texts = slices.map(({ id, label, value }): [string, string] => {
    const told = ` (${figure(value)})`;
    return [id, `${isolated(cutText(label, size, room - paper.measure(told, size), paper))}${told}`];
  });
  const shown = slices.slice(0, Math.max(1, Math.floor((height - 2 * marginOf(paper)) / (size * 1.8))));
  const style = legendStyle(paper, new Map(texts));
  return { ...style, data: shown.map(({ id }) => id), orient: "vertical", left, top: "middle", itemGap: size * 0.8 };
}
