import { durationInWords } from "../../base/duration.ts";
import { moneyText } from "../../base/number-text.ts";
import type { Chart, ChartLook, ChartUnit } from "../../catalog/chart.ts";

export type WriteFigure = (value: number) => string;

/** How figures are written: beside what is drawn, and shorter along an axis. */
export interface FigureTexts {
  readonly whole: WriteFigure;
  readonly short: WriteFigure;
}

/** How the figures of a unit are written in the language of the picture: `1,234`, `12.5%`, `2 min 5s`, `€12.50`. */
export function figureTexts(unit: ChartUnit, { currency }: Pick<Chart, "currency">, { language = "en" }: ChartLook): FigureTexts {
  const numbers = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat([language, "en"], options);
  const compact = numbers({ notation: "compact", maximumFractionDigits: 1 });
  const plain = numbers({ maximumFractionDigits: 2 });
  const short = (value: number) => (Math.abs(value) < 10_000 ? plain : compact).format(value);
  switch (unit) {
    case "percent":
      return both(
        (value) => numbers({ style: "percent", maximumFractionDigits: 1 }).format(value),
        (value) => numbers({ style: "percent", maximumFractionDigits: Math.abs(value) < 0.02 ? 1 : 0 }).format(value),
      );
    case "seconds":
      return both(inWords, (value) => inWords(value).replace(/ 0(s| min| hours)$/, ""));
    case "money":
      return both(
        (value) => moneyText(value, currency),
        (value) => `${value < 0 ? "-" : ""}${currency}${short(Math.abs(value))}`,
      );
    case "count":
      return both((value) => plain.format(value), short);
  }
}

function both(whole: WriteFigure, short = whole): FigureTexts {
  return { whole, short };
}

function inWords(seconds: number): string {
  return durationInWords(seconds < 10 ? seconds : Math.round(seconds));
}
