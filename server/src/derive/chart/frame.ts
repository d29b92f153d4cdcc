import type { EChartsOption } from "echarts";
import type { ChartLook } from "../../catalog/chart.ts";
import { fontFamily } from "./fonts.ts";
import { cutText, type Paper } from "./paper.ts";

/** Colours that stay apart on white, and for most people who see colours otherwise. */
const palette = ["#3465a8", "#e07b39", "#3f9a6d", "#b4528f", "#7a6bc2", "#c79a1e", "#4aa3c4", "#cf5a57", "#6f7a8c", "#8d6b4a"];

export function colorsOf({ colors }: Paper): readonly string[] {
  return [...colors, ...palette.slice(colors.length)];
}

/** What all pictures have in common. */
export function frameOf(paper: Paper): EChartsOption {
  return {
    animation: false,
    backgroundColor: paper.backgroundColor,
    color: [...colorsOf(paper)],
    textStyle: { fontFamily, fontSize: paper.fontSize, color: paper.textColor },
  };
}

/** Room around everything, in pixels. */
export function marginOf({ width, height, fontSize }: ChartLook): number {
  return Math.round(Math.min(fontSize * 1.1, width / 20, height / 12));
}

/** Whether there is room for words beside what is drawn. */
export function hasRoomForWords({ width, height, fontSize }: Paper): boolean {
  return width >= fontSize * 12 && height >= fontSize * 6;
}

/** Marks before names in a legend, and the room between names, in shares of the size of the font. */
const mark = { size: 0.75, gap: 0.5, between: 1.6 } as const;
/** How high a row of a legend is, in shares of the size of its font. */
export const legendLine = 1.6;
/** The share of the height that a legend above may take. */
const mostOfHeight = 0.35;

export interface LegendBlock {
  readonly legend: NonNullable<EChartsOption["legend"]>;
  /** Pixels that it takes from the top, the room below it included. */
  readonly height: number;
}

/** The names of series in rows above what is drawn; `names` by the ids of series. Names without room are left out. */
export function legendAbove(names: ReadonlyMap<string, string>, paper: Paper): LegendBlock {
  const { width, height, legendFontSize: size } = paper;
  if (!paper.hasLegend || !hasRoomForWords(paper)) return { legend: [], height: 0 };
  const margin = marginOf(paper);
  const room = width - 2 * margin;
  const ownWidth = (mark.size + mark.gap) * size;
  const texts = new Map([...names].map(([id, name]) => [id, cutText(name, size, Math.min(room, width * 0.6) - ownWidth, paper)]));
  const rows: string[][] = [];
  let left = 0;
  for (const [id, text] of texts) {
    const taken = ownWidth + paper.measure(text, size);
    if (rows.length === 0 || left + taken > room) {
      rows.push([]);
      left = 0;
    }
    rows.at(-1)!.push(id);
    left += taken + mark.between * size;
  }
  const step = legendLine * size;
  const shown = rows.slice(0, Math.max(1, Math.floor((height * mostOfHeight) / step)));
  return {
    legend: shown.map((data, index) => ({
      ...legendStyle(paper, texts),
      data,
      left: margin,
      top: margin + index * step,
      itemGap: mark.between * size,
    })),
    height: shown.length * step + size * 0.4,
  };
}

/** How legends paper, wherever they stand. */
export function legendStyle({ legendFontSize: size, textColor }: Paper, texts: ReadonlyMap<string, string>) {
  return {
    show: true,
    icon: "roundRect",
    itemWidth: mark.size * size,
    itemHeight: mark.size * size,
    padding: 0,
    selectedMode: false,
    textStyle: { fontFamily, fontSize: size, color: textColor },
    formatter: (id: string) => texts.get(id) ?? id,
  } as const;
}

/** The part of the picture in which axes and what they measure lie, labels included. */
export function gridBelow(top: number, paper: Paper): NonNullable<EChartsOption["grid"]> {
  const margin = marginOf(paper);
  return {
    left: margin,
    right: margin,
    top: margin + top,
    bottom: margin,
    outerBoundsMode: "same",
    outerBoundsContain: "axisLabel",
  };
}
