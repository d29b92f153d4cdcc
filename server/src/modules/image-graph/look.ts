import { wrongParameter } from "../../base/errors.ts";
import type { ChartLook } from "../../catalog/chart.ts";
import { flag, integer, text, type ValuesOf } from "../../catalog/params.ts";
import type { GraphType } from "./graph-types.ts";

const size = () => integer(16, 2048).optional();

/** How a picture looks. NOTE matomo: sizes of fonts are in points, colours come without `#`. */
export const lookParams = {
  width: size(),
  height: size(),
  fontSize: integer(4, 72).or(9),
  legendFontSize: integer(4, 72).optional(),
  showLegend: flag().or(true),
  aliasedGraph: flag().or(true),
  colors: text().or(""),
  textColor: text().or("222222"),
  backgroundColor: text().or("FFFFFF"),
  gridColor: text().or("CCCCCC"),
};

const pixelsPerPoint = 4 / 3;
/** Points by which the legend is larger, where its size is not said. */
const legendLarger = 2;

/** Reads how a picture of that kind is to look. Throws wrongParameter for what is no colour. */
export function readLook(params: ValuesOf<typeof lookParams>, type: GraphType, language: string | undefined): ChartLook {
  const { fontSize, legendFontSize = fontSize + legendLarger } = params;
  return {
    width: params.width ?? type.width,
    height: params.height ?? type.height,
    fontSize: Math.round(fontSize * pixelsPerPoint),
    legendFontSize: Math.round(legendFontSize * pixelsPerPoint),
    hasLegend: params.showLegend,
    colors: params.colors
      .split(",")
      .filter((color) => color.trim() !== "")
      .map((color) => colorOf("colors", color)),
    textColor: colorOf("textColor", params.textColor),
    backgroundColor: colorOf("backgroundColor", params.backgroundColor),
    gridColor: colorOf("gridColor", params.gridColor),
    ...(language !== undefined && { language }),
  };
}

function colorOf(name: string, given: string): string {
  const digits = given.trim().replace(/^#/, "");
  if (!/^([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(digits))
    throw wrongParameter(name, given.slice(0, 40), "made of 3, 4, 6 or 8 hexadecimal digits for each colour, such as 3465A8");
  return `#${digits}`;
}
