import { tooManyAtOnce } from "../../base/errors.ts";
import type { DrawChart } from "../../catalog/chart.ts";

/** Pictures drawn at a time, so that drawing never takes the whole machine, and how many may wait. */
const atOnce = 2;
const mostWaiting = 60;

/** Draws pictures, a few at a time. What draws is loaded when there is something to draw. */
export function createPainter(): DrawChart {
  let free = atOnce;
  const waiting: (() => void)[] = [];
  return async (chart, look) => {
    if (free === 0 && waiting.length >= mostWaiting) throw tooManyAtOnce("many pictures wait to be drawn");
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      const { drawPng } = await import("./canvas.ts");
      return await drawPng(chart, look);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
