import { createCanvas, GlobalFonts } from "@napi-rs/canvas";
import { BarChart, LineChart, PieChart } from "echarts/charts";
import { GridComponent, LegendComponent, TitleComponent } from "echarts/components";
import { init, setPlatformAPI, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";
import type { Chart, ChartLook, Notice } from "../../catalog/chart.ts";
import { fontFamily, fonts } from "./fonts.ts";
import { chartOption } from "./option.ts";

// Only what draws imports this file, when there is something to draw: all of it takes a second to load.
use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, TitleComponent, LabelLayout, CanvasRenderer]);
for (const { path, family } of fonts) GlobalFonts.registerFromPath(path, family);
const ruler = createCanvas(1, 1).getContext("2d");
const measureText = (text: string, font: string | undefined) => {
  ruler.font = font ?? `12px ${fontFamily}`;
  // The library asks for every sign up to 127, and the canvas takes no text with the first.
  return ruler.measureText(text.replaceAll("\0", ""));
};
setPlatformAPI({ measureText, createCanvas: () => createCanvas(1, 1) });

/** Draws a picture and gives it as PNG. */
export async function drawPng(chart: Chart | Notice, look: ChartLook): Promise<Buffer> {
  const canvas = createCanvas(look.width, look.height);
  const measure = (text: string, fontSize: number) => measureText(text, `${fontSize}px ${fontFamily}`).width;
  const drawn = init(canvas, null, {
    renderer: "canvas",
    devicePixelRatio: 1,
    width: look.width,
    height: look.height,
  });
  try {
    drawn.setOption(chartOption(readable(chart), { ...look, measure }));
    return await canvas.encode("png");
  } finally {
    drawn.dispose();
  }
}

/** Letters that are looked at of a text, however long it is. */
const mostLetters = 500;

/** The chart with texts that are fit to be drawn: in one line, and no longer than anybody reads. */
function readable(chart: Chart | Notice): Chart | Notice {
  const line = (text: string) => text.slice(0, mostLetters).replace(/[\p{Control}\p{Surrogate}]+/gu, " ");
  if (chart.kind === "notice") return { ...chart, text: line(chart.text) };
  return { ...chart, labels: chart.labels.map(line), series: chart.series.map((series) => ({ ...series, name: line(series.name) })) };
}
